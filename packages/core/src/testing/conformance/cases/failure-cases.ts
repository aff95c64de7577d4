import assert from 'node:assert/strict';
import { AcxError } from '../../../errors/acx-error';
import type { Outcome } from '../../../model/change';
import type { ConformanceSuite } from '../conformance-suite';
import { assertApplied, type Stage } from '../stage';
import { createsOfOneLane } from './apply-cases';

/** What goes wrong is an outcome, and it is told honestly. */
export function failureCases({ section, checkWith, check, capabilities }: ConformanceSuite): void {
  section('failures', () => {
    checkWith('refused', 'keep a final refusal to the one change that is refused', async (stage) => {
      const request = await createsOfOneLane(stage);
      stage.probe.failNext('refused');
      const outcomes = await stage.apply(request);
      assert.equal(outcomes.length, request.changes.length);
      const refused = outcomes.filter(({ effect }) => effect !== 'applied');
      assert.equal(refused.length, 1, 'Not exactly one change failed.');
      assertFailure(refused[0], { isRetryable: false, effects: ['none'] });
      await assertDoorsAgree(stage, outcomes);
    });

    for (const answer of ['unavailable', 'rate_limited'] as const)
      checkWith(answer, `are told as passing when the vendor is ${answer.replace('_', ' ')}`, async (stage) => {
        const request = await createsOfOneLane(stage);
        stage.probe.failNext(answer);
        const outcomes = await stage.apply(request);
        assert.equal(outcomes.length, request.changes.length);
        const failed = outcomes.filter(({ effect }) => effect !== 'applied');
        assert.ok(failed.length > 0, 'No change failed.');
        for (const outcome of failed) assertFailure(outcome, { isRetryable: true, effects: ['none'] });
        await assertDoorsAgree(stage, outcomes);
        assertApplied(request.changes, await stage.apply(request));
      });

    checkWith('rate_limited', 'carry the time to wait when the vendor names one', async (stage) => {
      const request = await createsOfOneLane(stage);
      stage.probe.failNext('rate_limited');
      const waits = (await stage.apply(request)).map(({ error }) => error?.toJSON()['retryAfterMs']);
      assert.ok(
        waits.some((wait) => typeof wait === 'number' && wait > 0),
        'No outcome says how long to wait.',
      );
    });

    checkWith('setOutage', 'are outcomes, not exceptions, while nothing reaches the vendor', async (stage) => {
      const request = await createsOfOneLane(stage);
      stage.probe.setOutage(true);
      const outcomes = await stage.apply(request);
      assert.equal(outcomes.length, request.changes.length);
      for (const outcome of outcomes) assertFailure(outcome, { isRetryable: true, effects: ['none', 'unknown'] });
      await assertDoorsAgree(stage, outcomes);
      stage.probe.setOutage(false);
      assertApplied(request.changes, await stage.apply(request));
      for (const mate of stage.laneMates()) assert.equal(await stage.opens(mate, mate.window.startsAt), true);
    });

    checkWith('setOutage', 'of an outage do not lose a right that is to be taken away', async (stage) => {
      const permission = stage.permission();
      await stage.untilWritten([permission]);
      await stage.settle([permission]);
      stage.probe.setOutage(true);
      for (const request of stage.plan([]))
        for (const outcome of await stage.apply(request))
          assertFailure(outcome, { isRetryable: true, effects: ['none', 'unknown'] });
      stage.probe.setOutage(false);
      await stage.settle([]);
      assert.equal(await stage.opens(permission, permission.window.startsAt), false);
    });

    if (capabilities.readBack.supported || capabilities.listing.supported)
      checkWith('setOutage', 'of reading are thrown as errors that may be tried again', async (stage) => {
        stage.probe.setOutage(true);
        const failures: unknown[] = [];
        const keep = (failure: unknown): void => void failures.push(failure);
        const permission = stage.permission();
        const lane = stage.provider.laneOf(permission);
        const grants = [{ grantKey: stage.provider.grantKeyOf(permission) }];
        await stage.provider.readGrants?.({ lane, grants }, stage.callOptions).catch(keep);
        if (stage.provider.listGrants !== undefined) await listAll(stage, lane).catch(keep);
        assert.equal(failures.length, [capabilities.readBack, capabilities.listing].filter(isSupported).length);
        for (const failure of failures) {
          assert.ok(AcxError.isInstance(failure), 'Something else than an AcxError was thrown.');
          assert.equal(failure.isRetryable, true);
          assert.equal(failure.effect, 'none');
        }
      });

    checkWith('unusable', 'tell of a subject or place that the vendor does not know', async (stage) => {
      const { unusable } = stage.world;
      assert.ok(unusable, 'The world has nothing unusable and does not say why.');
      const permission = stage.permission(unusable);
      await stage.untilWritten([permission]);
      for (const request of stage.plan([permission]))
        for (const outcome of await stage.apply(request))
          assertFailure(outcome, { isRetryable: false, effects: ['none', 'unknown'] });
      assert.equal(await stage.opens(permission, permission.window.startsAt), false);
    });

    check('of an unreadable state are outcomes as well', async (stage) => {
      const permission = stage.permission();
      const lane = stage.provider.laneOf(permission);
      const grantKey = stage.provider.grantKeyOf(permission);
      const create = { kind: 'create', grantKey, after: { unknown: 'state' }, reason: 'A conformance test.' } as const;
      const [outcome] = await stage.apply({ lane, changes: [create] });
      assertFailure(outcome, { isRetryable: false, effects: ['none'] });
      assert.equal(stage.probe.writeCount(), 0);
    });
  });
}

async function listAll({ provider, callOptions }: Stage, lane: string): Promise<void> {
  for await (const _grant of provider.listGrants?.({ lanes: [lane] }, callOptions) ?? []);
}

function isSupported({ supported }: { supported: boolean }): boolean {
  return supported;
}

function assertFailure(
  outcome: Outcome | undefined,
  expected: { isRetryable: boolean; effects: readonly string[] },
): void {
  assert.ok(outcome !== undefined && AcxError.isInstance(outcome.error), 'A failed change has no error of ours.');
  assert.equal(outcome.error.isRetryable, expected.isRetryable, outcome.error.message);
  assert.ok(expected.effects.includes(outcome.effect), `The effect was told as ${outcome.effect}.`);
  assert.equal(outcome.error.effect, outcome.effect, 'The error tells of another effect than the outcome.');
}

/** What was applied opens, what had no effect does not. */
async function assertDoorsAgree(stage: Stage, outcomes: readonly Outcome[]): Promise<void> {
  for (const mate of stage.laneMates()) {
    const outcome = outcomes.find(({ grantKey }) => grantKey === stage.provider.grantKeyOf(mate));
    if (outcome === undefined || outcome.effect === 'unknown') continue;
    const opens = await stage.opens(mate, mate.window.startsAt);
    assert.equal(opens, outcome.effect === 'applied', `The effect was told as ${outcome.effect}.`);
  }
}
