import assert from 'node:assert/strict';
import { AcxError } from '../../../errors/acx-error';
import { instantFromMs, instantToMs } from '../../../model/instant';
import { isSameJson } from '../../../model/json';
import type { AccessEventDelivery } from '../../../ports/access-event-feed';
import type { ConformanceSuite, StageTest } from '../conformance-suite';
import type { WorldDelivery } from '../conformance-world';
import type { Stage } from '../stage';

/** Door events that the vendor sends by itself, where the provider takes them. */
export function pushEventCases({ section, check, checkWith, provider }: ConformanceSuite): void {
  if (provider.events?.receive === undefined) return;

  const checkSent = (title: string, test: StageTest): void =>
    checkWith(['presentSubject', 'deliverEvent'], title, test);

  section('door events that are sent', () => {
    for (const [how, what] of [
      ['unauthenticated', 'from a sender that does not show who it is'],
      ['malformed', 'that cannot be read'],
    ] as const)
      checkSent(`are refused ${what}, and none of them comes through`, async (stage) => {
        await knock(stage);
        const { events, response } = await receive(stage, how);
        assert.equal(events.length, 0, 'A refused delivery has brought an event.');
        assert.ok(response.status >= 400 && response.status < 500, 'The sender is not told that it is at fault.');
        for (const subject of stage.world.subjects)
          assert.ok(!(await response.clone().text()).includes(subject), 'The refusal names a subject.');
      });

    checkSent('are the same events when the vendor sends them again', async (stage) => {
      await knock(stage);
      const first = await accept(stage);
      const again = await accept(stage);
      assert.deepEqual(idsOf(again), idsOf(first), 'An event that comes again has another id.');
      assert.equal(new Set(idsOf(first)).size, first.events.length, 'Two events have one id.');
      await stage.world.clock.advanceBy(60_000);
      await knock(stage);
      const known = new Set(idsOf(first));
      assert.ok(
        idsOf(await accept(stage)).some((id) => !known.has(id)),
        'What happens later has an old id.',
      );
    });

    checkSent('tell where, when and to whom, in the words of this installation', async (stage) => {
      await knock(stage);
      const { events } = await accept(stage);
      const { subjects, places, clock } = stage.world;
      for (const { id, type, providerId, place, subject, at, isEntry, raw } of events) {
        assert.equal(providerId, stage.provider.id);
        assert.ok(places.includes(place), 'An event happened at no place of this world.');
        assert.ok(subject === undefined || subjects.includes(subject), 'An event names nobody of this world.');
        assert.ok(
          subjects.every((candidate) => !id.includes(candidate)),
          'An id carries the text of a subject.',
        );
        assert.equal(at, instantFromMs(instantToMs(at)), 'An instant is not in UTC with milliseconds.');
        assert.ok(Math.abs(instantToMs(at) - clock.nowMs()) <= 60_000, 'An event has another time.');
        assert.ok(isSameJson(JSON.parse(JSON.stringify(raw)), raw), 'The record is not plain JSON.');
        assert.equal(type, 'denied', 'Nobody had a right to come in.');
        assert.notEqual(isEntry, true, 'A refusal counts as an entry.');
      }
    });

    checkSent('are taken without a write at the vendor', async (stage) => {
      await knock(stage);
      await accept(stage);
      assert.equal(stage.probe.writeCount(), 0);
    });

    checkWith(
      ['deliverEvent', 'setOutage'],
      'are not lost when the vendor cannot be asked about them',
      async (stage) => {
        await knock(stage);
        stage.probe.setOutage(true);
        let told: AccessEventDelivery;
        try {
          told = await receive(stage, 'valid');
        } catch (failure) {
          assert.ok(AcxError.isInstance(failure) && failure.isRetryable, 'An outage is no passing error.');
          return;
        } finally {
          stage.probe.setOutage(false);
        }
        if (told.response.ok) assert.deepEqual(idsOf(told), idsOf(await accept(stage)), 'An event is lost.');
      },
    );

    if (provider.events?.keepDelivering === undefined) return;

    check('go on: the instant to look again is ahead, also when it is asked at once', async (stage) => {
      for (let turn = 0; turn < 3; turn += 1) await keepDelivering(stage);
      assertSubscribed(stage);
    });

    check('go on for as long as somebody looks again in time', async (stage) => {
      let nextAt = await keepDelivering(stage);
      for (let turn = 0; turn < 5; turn += 1) {
        await stage.world.clock.advanceTo(nextAt);
        assertSubscribed(stage);
        nextAt = await keepDelivering(stage);
      }
      assertSubscribed(stage);
    });

    checkWith('endSubscriptions', 'go on after the vendor has forgotten who is told', async (stage) => {
      const nextAt = await keepDelivering(stage);
      assert.ok(stage.probe.endSubscriptions, missing('endSubscriptions'));
      await stage.probe.endSubscriptions();
      await stage.world.clock.advanceTo(nextAt);
      await keepDelivering(stage);
      assertSubscribed(stage);
    });

    checkWith('setOutage', 'are seen to with a passing error in an outage, and again after it', async (stage) => {
      await stage.world.clock.advanceTo(await keepDelivering(stage));
      stage.probe.setOutage(true);
      const failure: unknown = await keepDelivering(stage).catch((error: unknown) => error);
      assert.ok(AcxError.isInstance(failure) && failure.isRetryable, 'An outage is no passing error.');
      stage.probe.setOutage(false);
      await keepDelivering(stage);
      assertSubscribed(stage);
    });
  });
}

/** Somebody without a right is turned away at the first door. */
async function knock({ world, probe }: Stage): Promise<void> {
  await probe.presentSubject?.({ subject: world.subjects[0] ?? '', place: world.places[0] ?? '' });
}

async function receive({ provider, probe, callOptions }: Stage, how: WorldDelivery): Promise<AccessEventDelivery> {
  assert.ok(probe.deliverEvent, missing('deliverEvent'));
  const request = await probe.deliverEvent(how);
  return provider.events?.receive?.(request, callOptions) ?? assert.fail('Deliveries are not taken.');
}

/** A delivery that the provider has to take. */
async function accept(stage: Stage): Promise<AccessEventDelivery> {
  const delivery = await receive(stage, 'valid');
  assert.ok(delivery.response.ok, `A valid delivery was refused with ${delivery.response.status}.`);
  assert.ok(delivery.events.length > 0, 'A valid delivery brings no event.');
  return delivery;
}

async function keepDelivering({ provider, callOptions, now }: Stage): Promise<string> {
  const { nextAt } = (await provider.events?.keepDelivering?.(callOptions)) ?? assert.fail('Nothing is kept up.');
  assert.equal(nextAt, instantFromMs(instantToMs(nextAt)), 'The instant is not in UTC with milliseconds.');
  assert.ok(nextAt > now(), 'It asks to be looked at in the past.');
  return nextAt;
}

function assertSubscribed({ probe }: Stage): void {
  const count = probe.subscriptionCount?.() ?? 1;
  assert.equal(count, 1, `The vendor tells ${count} subscribers instead of one.`);
}

function missing(lever: string): string {
  return `The provider needs a world with the lever ${lever}, or one that says why it cannot have it.`;
}

function idsOf({ events }: AccessEventDelivery): string[] {
  return events.map(({ id }) => id).sort();
}
