import { describe, expect, it } from 'vitest';
import { createMemoryProviderStorage } from '../ledger/memory-storage';
import type { JsonValue } from '../model/json';
import type { ProviderStorage } from '../ports/provider-storage';
import { atMinute, createTestDoorList, presentCard, writeMinutes } from './__fixtures__/door-test-list';
import { createWatchedStorage } from './__fixtures__/watched-storage';
import type { DoorList } from './door-list';

const at = atMinute(30);

async function pull(list: DoorList, storage: ProviderStorage, cursor?: JsonValue, limit = 100) {
  const page = await list.events?.pull?.({ cursor, limit }, { storage });
  if (page === undefined) throw new Error('There is no feed.');
  return page;
}

/** Both kinds of log, with a card that opens the north and the south door. */
async function createWithCard(options: Parameters<typeof createTestDoorList>[0]) {
  const storage = createWatchedStorage();
  const made = createTestDoorList(options);
  await made.list.load(storage);
  for (const place of ['north', 'south'])
    await writeMinutes(made.list, storage, { card: '4711', place, minutes: [0, 60] });
  const { cursor } = await pull(made.list, storage);
  return { ...made, storage, cursor };
}

describe.each(['one_process', 'many_processes'] as const)('decisions as door events, %s', (sharedBy) => {
  it('tell where, when, who and why, in the one spelling, and an entry only where the door leads in', async () => {
    const { list, storage, cursor } = await createWithCard({ sharedBy });
    presentCard(list, { card: ' 00-4711', at });
    presentCard(list, { card: '4711', place: 'south', at });
    presentCard(list, { card: 'stranger', at });
    presentCard(list, { card: '4711', at: atMinute(60) });
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

  it('keep nothing of what is no card, and nothing of a door that is not in the list', async () => {
    const { list, storage, cursor } = await createWithCard({ sharedBy });
    list.decideNow({ credential: { kind: 'pin', value: '902175' }, place: 'north', at });
    presentCard(list, { card: 'x'.repeat(65), at });
    presentCard(list, { card: '4711', place: 'attic', at });
    const { events } = await pull(list, storage, cursor);
    expect(events.map(({ type, subject, reason }) => [type, subject, reason])).toEqual([
      ['denied', undefined, 'unsupported_credential'],
      ['denied', undefined, 'unknown_credential'],
    ]);
    expect(JSON.stringify(events)).not.toContain('902175');
  });

  it('have ids that tell nothing and differ after a restart; those of the restart come with an old cursor', async () => {
    const { list, storage, cursor, clock } = await createWithCard({ sharedBy });
    presentCard(list, { card: '4711', at });
    const first = await pull(list, storage, cursor);
    const restarted = createTestDoorList({ sharedBy, clock }).list;
    await restarted.load(storage);
    presentCard(restarted, { card: '4711', at });
    const second = await pull(restarted, storage, first.cursor);
    expect([first.events.length, second.events.length]).toEqual([1, 1]);
    expect(second.events[0]?.id).not.toBe(first.events[0]?.id);
    expect(`${first.events[0]?.id}${JSON.stringify(second.cursor)}`).not.toContain('4711');
  });

  it('go on with the cursor of the other kind of log', async () => {
    const { list, storage } = await createWithCard({ sharedBy });
    presentCard(list, { card: '4711', at });
    const others: JsonValue[] = [{ after: 900 }, { runId: 'former', after: 900 }, 'unknown'];
    for (const cursor of others) expect((await pull(list, storage, cursor)).events).toHaveLength(1);
  });
});

describe('the log of one process', () => {
  it('drops the oldest when it is full, and tells how many', async () => {
    const { list, storage, cursor, lines } = await createWithCard({ logSize: 3 });
    for (const minute of [1, 2, 3, 4, 5]) presentCard(list, { card: '4711', at: atMinute(minute) });
    const { events, isMore } = await pull(list, storage, cursor, 2);
    expect([events.map((event) => event.at), isMore]).toEqual([[atMinute(3), atMinute(4)], true]);
    expect(lines.filter((line) => /were dropped.*dropped: 2/.test(line))).toHaveLength(1);
  });

  it('comes to an end also where everything was dropped', async () => {
    const { list, storage, cursor } = await createWithCard({});
    presentCard(list, { card: '4711', at });
    const { cursor: last } = await pull(list, storage, cursor);
    await pull(list, storage, last);
    expect(await pull(list, storage, 'unknown')).toMatchObject({ events: [], cursor: last, isMore: false });
  });
});

describe('the log of many processes', () => {
  const createTwo = async () => {
    const { list: one, clock, storage, cursor } = await createWithCard({ sharedBy: 'many_processes' });
    const { list: other } = createTestDoorList({ sharedBy: 'many_processes', clock });
    await other.load(storage);
    return { one, other, clock, storage, cursor };
  };

  it('is pulled whole by any of them', async () => {
    const { one, other, storage, cursor } = await createTwo();
    presentCard(one, { card: '4711', at: atMinute(1) });
    presentCard(other, { card: '4711', at: atMinute(2) });
    await new Promise(setImmediate);
    const { events, cursor: next } = await pull(one, storage, cursor);
    expect(events.map((event) => event.at)).toEqual([atMinute(1), atMinute(2)]);
    presentCard(one, { card: '4711', at: atMinute(3) });
    await new Promise(setImmediate);
    expect((await pull(other, storage, next)).events.map((event) => event.at)).toEqual([atMinute(3)]);
  });

  it('survives a crash a moment after the decision', async () => {
    const { one, other, storage, cursor } = await createTwo();
    presentCard(one, { card: '4711', at });
    await new Promise(setImmediate);
    expect((await pull(other, storage, cursor)).events).toHaveLength(1);
  });

  it('keeps what could not be stored for the next time, and stores nothing twice', async () => {
    const inner = createMemoryProviderStorage();
    const { list } = createTestDoorList({ sharedBy: 'many_processes' });
    let isLost = true;
    const storage: ProviderStorage = {
      read: inner.read,
      async compareAndSet(key, change) {
        const isStored = await inner.compareAndSet(key, change);
        if (isLost && key === 'door-events') throw new Error('The answer is lost.');
        return isStored;
      },
    };
    await list.load(storage);
    presentCard(list, { card: '4711', at: atMinute(1) });
    await new Promise(setImmediate);
    isLost = false;
    presentCard(list, { card: '4711', at: atMinute(2) });
    const { events } = await pull(list, storage, 0);
    expect(events.map((event) => event.at)).toEqual([atMinute(1), atMinute(2)]);
  });

  it('forgets what was pulled, and what nobody has pulled for a week', async () => {
    const { one, other, clock, storage, cursor } = await createTwo();
    const stored = (): Promise<string> => storage.text();
    presentCard(one, { card: 'PULLED1', at });
    const { cursor: next } = await pull(one, storage, cursor);
    expect(await stored()).toContain('PULLED1');
    await pull(other, storage, next);
    expect(await stored()).not.toContain('PULLED1');
    presentCard(one, { card: 'LEFT01', at });
    await new Promise(setImmediate);
    expect(await stored()).toContain('LEFT01');
    await clock.advanceBy(8 * 86_400_000);
    presentCard(one, { card: 'NEWER1', at: new Date(clock.nowMs()).toISOString() });
    await new Promise(setImmediate);
    expect([(await stored()).includes('LEFT01'), (await stored()).includes('NEWER1')]).toEqual([false, true]);
    expect((await pull(one, storage, next)).events.map(({ subject }) => subject)).toEqual(['NEWER1']);
  });

  it('holds 500 events that wait, and comes in pages', async () => {
    const { one, storage, cursor } = await createTwo();
    for (let count = 0; count < 600; count += 1) presentCard(one, { card: '4711', at });
    let seen = 0;
    for (let from = cursor, isMore = true; isMore; ) {
      const page = await pull(one, storage, from, 200);
      seen += page.events.length;
      [from, isMore] = [page.cursor, page.isMore];
    }
    expect(seen).toBe(500);
  });
});
