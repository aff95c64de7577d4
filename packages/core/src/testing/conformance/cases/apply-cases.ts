import assert from 'node:assert/strict';
import type { LaneChanges } from '../../../ports/access-provider';
import type { ConformanceSuite } from '../conformance-suite';
import { assertApplied, type Stage } from '../stage';

/** Changes and their outcomes when nothing goes wrong. */
export function applyCases({ section, check, checkIf, capabilities }: ConformanceSuite): void {
  section('applying changes', () => {
    check('gives one outcome per change, in the same order', async (stage) => {
      const request = await createsOfOneLane(stage);
      const outcomes = await stage.apply(request);
      assertApplied(request.changes, outcomes);
      assert.deepEqual(grantKeys(outcomes), grantKeys(request.changes));
      const revokes = revokesOf(stage);
      assert.deepEqual(grantKeys(await stage.apply(revokes)), grantKeys(revokes.changes));
    });

    check('does nothing for no changes', async (stage) => {
      const lane = stage.provider.laneOf(stage.permission());
      assert.deepEqual(await stage.apply({ lane, changes: [] }), []);
      assert.equal(stage.probe.callCount(), 0);
      assert.equal(stage.provider.estimateCalls([]), 0);
    });

    checkIf(
      capabilities.repeatableCreate,
      {
        title: 'makes one right of a create that is repeated',
        test: async (stage) => {
          const permission = stage.permission();
          await stage.untilWritten([permission]);
          for (const request of stage.plan([permission])) {
            assertApplied(request.changes, await stage.apply(request));
            assertApplied(request.changes, await stage.apply(request));
          }
          assert.equal(await stage.opens(permission, permission.window.startsAt), true);
          await stage.settle([]);
          assert.equal(await stage.opens(permission, permission.window.startsAt), false, 'A second right was left.');
        },
      },
      {
        title: 'must not repeat a create blindly, so it can be read back',
        test: async ({ provider }) => {
          assert.equal(provider.capabilities.readBack.supported, true);
        },
      },
    );

    check('counts a revoke of what is not there as applied', async (stage) => {
      const permission = stage.permission();
      await stage.untilWritten([permission]);
      await stage.settle([permission]);
      const revokes = revokesOf(stage);
      assertApplied(revokes.changes, await stage.apply(revokes));
      assertApplied(revokes.changes, await stage.apply(revokes));
      assert.equal(await stage.opens(permission, permission.window.startsAt), false);
    });

    check('makes exactly the vendor calls that it estimated', async (stage) => {
      await stage.provider.checkHealth(stage.callOptions); // a first sign-in is no part of the work
      const creates = await createsOfOneLane(stage);
      await assertEstimate(stage, creates);
      await assertEstimate(stage, revokesOf(stage));
    });

    check(`carries at most ${capabilities.changesPerCall} changes in one call`, async (stage) => {
      const request = await createsOfOneLane(stage);
      const writes = stage.probe.writeCount();
      assertApplied(request.changes, await stage.apply(request));
      const least = Math.ceil(request.changes.length / capabilities.changesPerCall);
      assert.ok(stage.probe.writeCount() - writes >= least, 'More changes went into one call than the manifest says.');
    });

    check('changes nothing when it was called off before it began', async (stage) => {
      const request = await createsOfOneLane(stage);
      const outcomes = await stage.apply(request, { signal: AbortSignal.abort() });
      assert.deepEqual(grantKeys(outcomes), grantKeys(request.changes));
      for (const { effect, error } of outcomes) {
        assert.equal(effect, 'none');
        assert.ok(error !== undefined, 'A change that was called off has no error.');
      }
      for (const mate of stage.laneMates()) assert.equal(await stage.opens(mate, mate.window.startsAt), false);
    });
  });
}

/** Creates of as many grants of one lane as the world allows, at the instant at which they are written. */
export async function createsOfOneLane(stage: Stage): Promise<LaneChanges> {
  const mates = stage.laneMates();
  for (const mate of mates) await stage.untilWritten([mate]);
  const [request] = stage.plan(mates);
  assert.ok(request, 'No change was planned for permissions that are due.');
  assert.equal(request.changes.length, mates.length);
  return request;
}

function revokesOf(stage: Stage): LaneChanges {
  const [request] = stage.plan([]);
  assert.ok(request, 'No revoke was planned.');
  assert.ok(request.changes.every(({ kind }) => kind === 'revoke'));
  return request;
}

async function assertEstimate(stage: Stage, request: LaneChanges): Promise<void> {
  const estimate = stage.provider.estimateCalls(request.changes);
  const calls = stage.probe.callCount();
  assertApplied(request.changes, await stage.apply(request));
  assert.equal(stage.probe.callCount() - calls, estimate, 'The estimate of vendor calls was wrong.');
}

function grantKeys(items: readonly { readonly grantKey: string }[]): string[] {
  return items.map(({ grantKey }) => grantKey);
}
