import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../model/json';
import type { ProviderStorage } from '../ports/provider-storage';
import { createDoorFeedWorld, presentAt, pullDoorEvents as pull } from './__fixtures__/door-feed-world';
import { atMinute, createTestDoorList, presentCard } from './__fixtures__/door-test-list';
import { createSteppingClock } from './__fixtures__/stepping-clock';

const at = atMinute(30);

describe.each(['one_process', 'many_processes'] as const)('decisions as door events, %s', (sharedBy) => {
  it('tell where, when, who and why, in the one spelling, and an entry only where the door leads in', async () => {
    const { list, clock, storage, cursor } = await createDoorFeedWorld({ sharedBy });
    await presentAt(list, clock, { minute: 30, card: ' 00-4711' });
    await presentAt(list, clock, { minute: 30, place: 'south' });
    await presentAt(list, clock, { minute: 30, card: 'stranger' });
    await presentAt(list, clock, { minute: 60 });
    const { events } = await pull(list, storage, cursor);
    const base = { id: expect.any(String), providerId: 'doors', place: 'north', subject: '4711', at };
    expect(events).toEqual([
      { ...base, type: 'granted', isEntry: true, raw: { reason: 'booked' } },
      { ...base, place: 'south', type: 'granted', raw: { reason: 'booked' } },
      {
        ...base,
        subject: 'STRANGER',
        type: 'denied',
        reason: 'unknown_credential',
        raw: { reason: 'unknown_credential' },
      },
      { ...base, at: atMinute(60), type: 'denied', reason: 'outside_window', raw: { reason: 'outside_window' } },
    ]);
  });

  it.each<[what: string, stepMs: number, count: number]>([
    ['five seconds before the clock', -5_000, 1],
    ['five seconds ahead of it', 5_000, 1],
    ['more than that before it', -5_001, 0],
    ['more than that ahead of it, as for a door of tomorrow', 5_001, 0],
  ])('come of a question %s with the time of the clock, or not at all', async (_what, stepMs, count) => {
    const { list, clock, storage, cursor } = await createDoorFeedWorld({ sharedBy });
    await clock.advanceTo(at);
    expect(presentCard(list, { card: '4711', at: new Date(Date.parse(at) + stepMs).toISOString() })).toBe('booked');
    const { events } = await pull(list, storage, cursor);
    expect(events.map((event) => event.at)).toEqual(Array(count).fill(at));
  });

  it('come of a question that had to wait for the storage, with the time at which it was asked', async () => {
    const { clock, storage, cursor } = await createDoorFeedWorld({ sharedBy });
    await clock.advanceTo(at);
    const { list } = createTestDoorList({ sharedBy, clock });
    storage.setHanging(true);
    const asked = list.decide({ credential: { kind: 'card', value: '4711' }, place: 'north', at }, { storage });
    await clock.advanceBy(4_999);
    storage.setHanging(false);
    expect((await asked).reason).toBe('booked');
    const { events } = await pull(list, storage, cursor);
    expect(events.map((event) => [event.type, event.at])).toEqual([['granted', at]]);
  });

  it('do not come of a time that is none, not even of the clock, so that nothing stands in the way of the others', async () => {
    const clock = createSteppingClock();
    const { list, storage, cursor } = await createDoorFeedWorld({ sharedBy, clock });
    expect(presentCard(list, { card: '4711', at: 'now' })).toBe('unclear_time');
    clock.setOff(Number.NaN);
    expect(presentCard(list, { card: '4711', at: atMinute(0) })).toBe('booked');
    clock.setOff(0);
    expect((await pull(list, storage, cursor)).events).toEqual([]);
  });

  it('keep nothing of what is no card, and nothing of a door that is not in the list', async () => {
    const { list, clock, storage, cursor } = await createDoorFeedWorld({ sharedBy });
    list.decideNow({ credential: { kind: 'pin', value: '902175' }, place: 'north', at: atMinute(0) });
    await presentAt(list, clock, { minute: 0, card: 'x'.repeat(65) });
    await presentAt(list, clock, { minute: 0, place: 'attic' });
    const { events } = await pull(list, storage, cursor);
    expect(events.map(({ type, subject, reason }) => [type, subject, reason])).toEqual([
      ['denied', undefined, 'unsupported_credential'],
      ['denied', undefined, 'unknown_credential'],
    ]);
    expect(JSON.stringify(events)).not.toContain('902175');
  });

  it('have ids that tell nothing and differ after a restart; those of the restart come with an old cursor', async () => {
    const { list, storage, cursor, clock } = await createDoorFeedWorld({ sharedBy });
    await presentAt(list, clock, { minute: 30 });
    const first = await pull(list, storage, cursor);
    const restarted = createTestDoorList({ sharedBy, clock }).list;
    await restarted.load(storage);
    await presentAt(restarted, clock, { minute: 30 });
    const second = await pull(restarted, storage, first.cursor);
    expect([first.events.length, second.events.length]).toEqual([1, 1]);
    expect(second.events[0]?.id).not.toBe(first.events[0]?.id);
    expect(`${first.events[0]?.id}${JSON.stringify(second.cursor)}`).not.toContain('4711');
  });

  it('go on with the cursor of the other kind of log', async () => {
    const { list, clock, storage } = await createDoorFeedWorld({ sharedBy });
    await presentAt(list, clock, { minute: 30 });
    const others: JsonValue[] = [{ after: 900 }, { runId: 'former', after: 900 }, 'unknown'];
    for (const cursor of others) expect((await pull(list, storage, cursor)).events).toHaveLength(1);
  });

  it('come although a door cannot be read, and only that door is read again', async () => {
    const { storage, cursor, clock } = await createDoorFeedWorld({ sharedBy });
    const { list } = createTestDoorList({ sharedBy, clock });
    let broken = '';
    const reads: string[] = [];
    const half: ProviderStorage = {
      ...storage,
      async read(key) {
        reads.push(key);
        if (key.startsWith('door/') && (broken === '' || broken === key)) {
          broken = key;
          throw new Error('This door is broken.');
        }
        return storage.read(key);
      },
    };
    const first = await pull(list, half, cursor);
    await presentAt(list, clock, { minute: 0 });
    await presentAt(list, clock, { minute: 0, place: 'south' });
    reads.length = 0;
    const { events } = await pull(list, half, first.cursor);
    expect(events.map(({ reason }) => reason ?? 'booked').sort()).toEqual(['booked', 'not_loaded']);
    expect(reads.filter((key) => key !== 'door-events')).toEqual([broken]);
  });

  it('of a card that is forgotten are gone from memory and storage, in whichever spelling, and are not told', async () => {
    const { list, clock, storage, cursor, lines } = await createDoorFeedWorld({ sharedBy });
    await presentAt(list, clock, { minute: 1, card: 'STORED1' });
    await clock.advanceBy(1_000);
    await presentAt(list, clock, { minute: 2, card: 'STAYS1' });
    await presentAt(list, clock, { minute: 3, card: 'STORED1' });
    await list.forgetSubject?.(' stored-1', { storage });
    expect(await storage.text()).not.toContain('STORED1');
    const first = await pull(list, storage, cursor, 1);
    expect(first.events.map(({ subject }) => subject)).toEqual(['STAYS1']);
    await presentAt(list, clock, { minute: 4, card: 'STAYS2' });
    const { events } = await pull(list, storage, first.cursor);
    expect(events.map(({ subject }) => subject)).toEqual(['STAYS2']);
    expect(lines.join()).not.toContain('dropped');
  });
});

describe('the log of one process', () => {
  it('drops the oldest when it is full, and tells how many', async () => {
    const { list, clock, storage, cursor, lines } = await createDoorFeedWorld({ logSize: 3 });
    for (const minute of [1, 2, 3, 4, 5]) await presentAt(list, clock, { minute });
    const { events, isMore } = await pull(list, storage, cursor, 2);
    expect([events.map((event) => event.at), isMore]).toEqual([[atMinute(3), atMinute(4)], true]);
    expect(lines.filter((line) => /were dropped.*dropped: 2/.test(line))).toHaveLength(1);
  });

  it('tells of no drop where the oldest were pulled before they had to go', async () => {
    const { list, clock, storage, cursor, lines } = await createDoorFeedWorld({ logSize: 3 });
    for (const minute of [1, 2, 3]) await presentAt(list, clock, { minute });
    const first = await pull(list, storage, cursor);
    for (const minute of [4, 5, 6]) await presentAt(list, clock, { minute });
    expect((await pull(list, storage, first.cursor)).events).toHaveLength(3);
    expect(lines.join()).not.toContain('dropped');
  });

  it('comes to an end also where everything was dropped', async () => {
    const { list, clock, storage, cursor } = await createDoorFeedWorld();
    await presentAt(list, clock, { minute: 30 });
    const { cursor: last } = await pull(list, storage, cursor);
    await pull(list, storage, last);
    expect(await pull(list, storage, 'unknown')).toMatchObject({ events: [], cursor: last, isMore: false });
  });
});
