import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { AcxError } from '../../../errors/acx-error';
import type { AccessEvent } from '../../../model/access-event';
import { instantFromMs, instantToMs } from '../../../model/instant';
import { isSameJson, type JsonValue } from '../../../model/json';
import type { Permission } from '../../../model/permission';
import type { AccessEventPage } from '../../../ports/access-event-feed';
import type { ConformanceSuite, StageTest } from '../conformance-suite';
import type { Stage } from '../stage';

/** Door events on their way back, where the vendor has them. */
export function eventCases({ section, check, checkWith, provider, capabilities: { events } }: ConformanceSuite): void {
  const checkDoors = (title: string, test: StageTest): void => checkWith('presentSubject', title, test);

  const checkAgain = (title: string, test: StageTest): void => checkWith(['presentSubject', 'pullAgain'], title, test);

  section('door events', () => {
    if (!events.supported)
      return check(`are absent [${events.reason}]`, async (stage) => assert.equal(stage.provider.events, undefined));

    check('come through a feed, as the manifest says', async (stage) =>
      assert.ok(stage.provider.events?.pull ?? stage.provider.events?.receive, 'There is no feed.'),
    );
    if (provider.events?.pull === undefined) return;

    checkDoors('begin at the present: the first pull brings none of the past', async (stage) => {
      await letEverybodyIn(stage);
      await presentEverybody(stage);
      const { events: first, isMore } = await pull(stage);
      assert.deepEqual([first.length, isMore], [0, false], 'The first pull brings events of the past.');
    });

    checkDoors('come once, each with an id of its own, in the order of the doors', async (stage) => {
      await letEverybodyIn(stage);
      const { cursor } = await pull(stage);
      const count = await presentEverybody(stage);
      const { pages, events: seen } = await pullAll(stage, cursor);
      assert.ok(seen.length >= count, 'An event is missing.');
      assert.equal(new Set(seen.map(({ id }) => id)).size, seen.length, 'Two events have one id.');
      const instants = seen.map(({ at }) => at);
      assert.deepEqual(instants, [...instants].sort(), 'The events are not in order.');
      const { subjects, places } = stage.world;
      assert.deepEqual(pairsOf(seen), [...new Set(subjects.flatMap((s) => places.map((p) => `${s} at ${p}`)))].sort());
      const last = pages.at(-1)?.cursor ?? null;
      assert.deepEqual((await pull(stage, last)).events, [], 'An event comes again after its cursor.');
      await presentSomebody(stage);
      const { events: later } = await pullAll(stage, last);
      assert.ok(later.length > 0, 'What happens later does not come.');
      const known = new Set(seen.map(({ id }) => id));
      assert.ok(
        later.every(({ id }) => !known.has(id)),
        'An event comes again, or a new one has an old id.',
      );
    });

    checkAgain('come in pages no larger than asked for, and none is left out between two', async (stage) => {
      await letEverybodyIn(stage);
      const { cursor } = await pull(stage);
      await presentEverybody(stage);
      const { events: whole } = await pullAll(stage, cursor);
      const { events: inPages } = await pullAll(stage, cursor, 2);
      assert.deepEqual(inPages, whole);
    });

    checkAgain('are the same from the same cursor, also after it was kept as text', async (stage) => {
      await letEverybodyIn(stage);
      const { cursor } = await pull(stage);
      await presentEverybody(stage);
      const kept: JsonValue = JSON.parse(JSON.stringify(cursor));
      assert.ok(isSameJson(kept, cursor), 'The cursor is not plain JSON.');
      const once = await pull(stage, cursor);
      assert.ok(once.events.length > 0, 'There was no event to look at.');
      assert.deepEqual(await pull(stage, kept), once);
    });

    checkDoors('end: a pull without news says so, and its cursor still works', async (stage) => {
      await letEverybodyIn(stage);
      let { cursor } = await pull(stage);
      for (let quiet = 0; quiet < 3; quiet += 1) {
        const page = await pull(stage, cursor);
        assert.deepEqual([page.events.length, page.isMore], [0, false]);
        assert.ok(page.cursor !== undefined && page.cursor !== null, 'A quiet pull has no cursor.');
        cursor = page.cursor;
      }
      await presentSomebody(stage);
      assert.ok((await pullAll(stage, cursor)).events.length > 0, 'A quiet pull has lost the place.');
    });

    checkDoors('tell who it was, where, when and whether the door opened', async (stage) => {
      const permission = stage.permission();
      await letIn(stage, [permission]);
      const { cursor } = await pull(stage);
      const stranger = { subject: stage.world.subjects[1] ?? '', place: permission.place };
      await stage.probe.presentSubject?.(permission);
      await stage.probe.presentSubject?.(stranger);
      const { events: seen } = await pullAll(stage, cursor);
      assert.ok(seen.length > 0, 'There was no event to look at.');
      for (const { type, subject, at, providerId, raw } of seen) {
        assert.equal(providerId, stage.provider.id);
        assert.equal(at, instantFromMs(instantToMs(at)), 'An instant is not in UTC with milliseconds.');
        assert.ok(Math.abs(instantToMs(at) - stage.world.clock.nowMs()) <= 60_000, 'An event has another time.');
        assert.ok(isSameJson(JSON.parse(JSON.stringify(raw)), raw), 'The record is not plain JSON.');
        if (subject === stranger.subject) assert.equal(type, 'denied');
        if (subject === permission.subject) assert.notEqual(type, 'denied');
      }
    });

    check('are only read', async (stage) => {
      await pull(stage);
      assert.equal(stage.probe.writeCount(), 0);
    });

    checkWith('setOutage', 'fail with a passing error in an outage, and go on from the cursor', async (stage) => {
      const { cursor } = await pull(stage);
      stage.probe.setOutage(true);
      const failure: unknown = await pull(stage, cursor).catch((error: unknown) => error);
      assert.ok(AcxError.isInstance(failure) && failure.isRetryable, 'An outage is no passing error.');
      for (const subject of stage.world.subjects) assert.ok(!inspect(failure, { depth: 10 }).includes(subject));
      stage.probe.setOutage(false);
      await pull(stage, cursor);
    });
  });
}

function pull({ provider, callOptions }: Stage, cursor?: JsonValue, limit = 200): Promise<AccessEventPage> {
  return provider.events?.pull?.({ cursor, limit }, callOptions) ?? assert.fail('There is no feed.');
}

/** Pages until there are no more. */
async function pullAll(
  stage: Stage,
  from: JsonValue,
  limit?: number,
): Promise<{ pages: AccessEventPage[]; events: AccessEvent[] }> {
  const pages: AccessEventPage[] = [];
  for (let cursor = from; pages.length < 100; ) {
    const page = await pull(stage, cursor, limit);
    assert.ok(limit === undefined || page.events.length <= limit, 'A page is larger than asked for.');
    pages.push(page);
    if (!page.isMore) return { pages, events: pages.flatMap(({ events }) => events) };
    cursor = page.cursor;
  }
  return assert.fail('The feed does not end.');
}

/** Not every vendor tells of those whom it did not let in. */
async function letEverybodyIn(stage: Stage): Promise<void> {
  const { subjects, places } = stage.world;
  const pairs = subjects.flatMap((subject) => places.map((place) => ({ subject, place })));
  await letIn(stage, pairs.map(stage.permission));
}

/** Gives the rights and goes to the middle of their window. */
async function letIn(stage: Stage, permissions: readonly Permission[]): Promise<void> {
  for (const permission of permissions) await stage.untilWritten([permission]);
  await stage.settle(permissions);
  await stage.world.clock.advanceTo(new Date(instantToMs(stage.slot(1).startsAt) + stage.slotMs / 2));
  await stage.settle(permissions);
}

/** Every subject tries every place, a second after one another. Says how many tries it were. */
async function presentEverybody(stage: Stage): Promise<number> {
  const { subjects, places, clock } = stage.world;
  for (const subject of subjects)
    for (const place of places) {
      await clock.advanceBy(1_000);
      await stage.probe.presentSubject?.({ subject, place });
    }
  return subjects.length * places.length;
}

async function presentSomebody({ world, probe }: Stage): Promise<void> {
  await world.clock.advanceBy(1_000);
  await probe.presentSubject?.({ subject: world.subjects[0] ?? '', place: world.places[0] ?? '' });
}

function pairsOf(events: readonly AccessEvent[]): string[] {
  return [...new Set(events.map(({ subject, place }) => `${subject} at ${place}`))].sort();
}
