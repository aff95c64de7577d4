import assert from 'node:assert/strict';
import { AcxError } from '../../../errors/acx-error';
import { isSameJson } from '../../../model/json';
import type { LaneChanges } from '../../../ports/access-provider';
import type { ConformanceSuite } from '../conformance-suite';
import { assertApplied, type Stage } from '../stage';

/** Writes whose answers are lost, and how the truth is found. */
export function lostAnswerCases({ section, check, checkWith, checkIf, capabilities }: ConformanceSuite): void {
  const { readBack, repeatableCreate } = capabilities;

  section('lost answers', () => {
    checkWith('dropNextAnswer', 'have an unknown effect and are not thrown', async (stage) => {
      const { outcome } = await createWithLostAnswer(stage);
      assert.ok(AcxError.isInstance(outcome?.error), 'A lost answer has no error of ours.');
      assert.equal(outcome.effect, 'unknown');
      assert.equal(outcome.error.effect, 'unknown');
    });

    if (repeatableCreate.supported)
      checkWith('dropNextAnswer', 'end in one right when the create is repeated', async (stage) => {
        const { permission, request } = await createWithLostAnswer(stage);
        assertApplied(request.changes, await stage.apply(request));
        assert.equal(await stage.opens(permission, permission.window.startsAt), true);
        await stage.settle([]);
        assert.equal(await stage.opens(permission, permission.window.startsAt), false, 'A second right was left.');
      });

    checkWith('dropNextAnswer', 'of a revoke end in no right when it is repeated', async (stage) => {
      const permission = stage.permission();
      await stage.untilWritten([permission]);
      await stage.settle([permission]);
      const requests = stage.plan([]);
      stage.probe.dropNextAnswer();
      for (const request of requests)
        for (const { effect } of await stage.apply(request)) assert.equal(effect, 'unknown');
      for (const request of requests) assertApplied(request.changes, await stage.apply(request));
      assert.equal(await stage.opens(permission, permission.window.startsAt), false);
    });

    if (readBack.supported)
      checkWith('dropNextAnswer', 'are cleared up by reading back, without a vendor reference', async (stage) => {
        const { request } = await createWithLostAnswer(stage);
        await assertReadBack(stage, request);
      });

    checkIf(
      readBack,
      {
        title: 'reads back what it wrote, and nothing for what is not there',
        test: async (stage) => {
          const permission = stage.permission();
          await stage.untilWritten([permission]);
          const [request] = stage.plan([permission]);
          assert.ok(request);
          assert.deepEqual(await readBackOf(stage, request), []);
          await stage.settle([permission]);
          await assertReadBack(stage, request);
          await stage.settle([]);
          const left = await readBackOf(stage, request);
          if (stage.world.cannot?.forgetRevoked === undefined) assert.deepEqual(left, []);
          for (const { state } of left)
            for (const change of request.changes)
              assert.ok(
                change.kind === 'revoke' || !isSameJson(state, change.after),
                'What was taken away reads as held.',
              );
        },
      },
      {
        title: 'cannot read back, so a repeated create is safe without it',
        test: async (stage) => {
          const permission = stage.permission();
          await stage.untilWritten([permission]);
          for (const request of stage.plan([permission]))
            for (const _attempt of [1, 2, 3]) assertApplied(request.changes, await stage.apply(request));
          await stage.settle([]);
          assert.equal(await stage.opens(permission, permission.window.startsAt), false, 'More than one was made.');
        },
      },
    );

    if (readBack.supported)
      check('reads a single grant without touching it', async (stage) => {
        const permission = stage.permission();
        await stage.untilWritten([permission]);
        const [request] = stage.plan([permission]);
        assert.ok(request);
        await stage.settle([permission]);
        const writes = stage.probe.writeCount();
        await readBackOf(stage, request);
        assert.equal(stage.probe.writeCount(), writes);
      });
  });
}

async function createWithLostAnswer(stage: Stage) {
  const permission = stage.permission();
  await stage.untilWritten([permission]);
  const [request] = stage.plan([permission]);
  assert.ok(request, 'No change was planned for a permission that is due.');
  stage.probe.dropNextAnswer();
  const [outcome] = await stage.apply(request);
  return { permission, request, outcome };
}

async function readBackOf({ provider, callOptions }: Stage, { lane, changes }: LaneChanges) {
  const grants = changes.map((change) => ({
    grantKey: change.grantKey,
    state: change.kind === 'revoke' ? change.before : change.after,
  }));
  return (await provider.readGrants?.({ lane, grants }, callOptions)) ?? [];
}

async function assertReadBack(stage: Stage, request: LaneChanges): Promise<void> {
  const found = await readBackOf(stage, request);
  assert.equal(found.length, request.changes.length, 'A grant that is there was not found, or was found twice.');
  request.changes.forEach((change, index) => {
    const grant = found[index];
    assert.equal(grant?.grantKey, change.grantKey);
    assert.equal(grant.origin, 'ours');
    assert.equal(grant.lane, request.lane);
    if (change.kind !== 'revoke') assert.ok(isSameJson(grant.state, change.after), 'It reads as another state.');
  });
}
