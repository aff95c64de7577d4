import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { ConformanceSuite } from '../conformance-suite';
import type { Stage } from '../stage';
import { createsOfOneLane } from './apply-cases';

/** A subject may be a card number: it stays out of everything that is logged. */
export function privacyCases({ section, check, checkWith }: ConformanceSuite): void {
  section('privacy', () => {
    for (const answer of ['refused', 'unavailable', 'rate_limited'] as const)
      checkWith(answer, `errors tell of no subject when the vendor says ${answer.replace('_', ' ')}`, async (stage) => {
        const request = await createsOfOneLane(stage);
        stage.probe.failNext(answer);
        const outcomes = await stage.apply(request);
        assertSilent(
          stage,
          outcomes.flatMap(({ error }) => error ?? []),
          1,
        );
      });

    checkWith('setOutage', 'errors tell of no subject in an outage', async (stage) => {
      const request = await createsOfOneLane(stage);
      stage.probe.setOutage(true);
      const outcomes = await stage.apply(request);
      assertSilent(
        stage,
        outcomes.flatMap(({ error }) => error ?? []),
        1,
      );
      for (const { message } of (await stage.provider.checkHealth(stage.callOptions)).findings)
        assertSilent(stage, [message], 1);
    });

    check('rejections tell of no subject', async (stage) => {
      const { startsAt } = stage.slot(1);
      const { endsAt } = stage.slot(900);
      const permissions = [
        stage.permission({ credential: 'linked', window: { startsAt, endsAt } }),
        stage.permission({ credential: 'pin' }),
        stage.permission({ credential: 'card' }),
        stage.permission({ credential: 'qr' }),
      ];
      const rejected = permissions.flatMap((permission) => stage.compose([permission]).rejected);
      assertSilent(
        stage,
        rejected.map(({ error }) => error),
        0,
      );
    });
  });
}

/** Fails when a subject of the world is to be seen in any way in which an error may be written down. */
function assertSilent(stage: Stage, errors: readonly unknown[], least: number): void {
  assert.ok(errors.length >= least, 'There was no error to look at.');
  for (const error of errors)
    for (const text of [String(error), JSON.stringify(error) ?? '', inspect(error, { depth: 10, showHidden: true })])
      for (const subject of stage.world.subjects)
        assert.ok(!text.includes(subject), 'An error carries the text of a subject.');
}
