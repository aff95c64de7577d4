import { describe, expect, it } from 'vitest';
import { createMemoryProviderStorage } from '../ledger/memory-storage';
import { silentLogger } from '../ports/logger';
import type { ProviderStorage } from '../ports/provider-storage';
import { createFixedClock } from '../testing/clock/fixed-clock';
import { createDoorFeedWorld, presentAt, pullDoorEvents as pull } from './__fixtures__/door-feed-world';
import { atMinute, createTestDoorList, DOOR_TEST_START } from './__fixtures__/door-test-list';
import { createDoorLog } from './door-log';
import { createSharedDoorFeed } from './shared-door-feed';

const sharedBy = 'many_processes';

/** Two processes on one storage. */
async function createTwo() {
  const { list: one, clock, storage, cursor, lines } = await createDoorFeedWorld({ sharedBy });
  const { list: other } = createTestDoorList({ sharedBy, clock });
  await other.load(storage);
  return { one, other, clock, storage, cursor, lines };
}

/** A storage that counts the writes of door events. */
function createCounting(inner: ProviderStorage = createMemoryProviderStorage()) {
  const counted = { writes: 0, isOut: false };
  const storage: ProviderStorage = {
    read: inner.read,
    async compareAndSet(key, change) {
      if (key === 'door-events') counted.writes += 1;
      if (key === 'door-events' && counted.isOut) throw new Error('The database is away.');
      return inner.compareAndSet(key, change);
    },
  };
  return { storage, counted };
}

describe('the log of many processes', () => {
  it('is pulled whole by any of them', async () => {
    const { one, other, clock, storage, cursor } = await createTwo();
    await presentAt(one, clock, { minute: 1 });
    await presentAt(other, clock, { minute: 2 });
    await clock.advanceBy(200);
    const { events, cursor: next } = await pull(one, storage, cursor);
    expect(events.map(({ at }) => at)).toEqual([atMinute(1), atMinute(2)]);
    await presentAt(one, clock, { minute: 3 });
    await clock.advanceBy(200);
    expect((await pull(other, storage, next)).events.map(({ at }) => at)).toEqual([atMinute(3)]);
  });

  it('gathers what is decided within a moment into one write, which survives a crash', async () => {
    const { storage, counted } = createCounting();
    const { list, clock } = createTestDoorList({ sharedBy });
    await list.load(storage);
    const { cursor } = await pull(list, storage);
    counted.writes = 0;
    for (let count = 0; count < 20; count += 1) await presentAt(list, clock, { minute: 0 });
    await clock.advanceBy(199);
    expect(counted.writes).toBe(0);
    await clock.advanceBy(1);
    expect([counted.writes, clock.pendingTimers]).toEqual([1, 0]);
    const { list: other } = createTestDoorList({ sharedBy, clock });
    expect((await pull(other, storage, cursor)).events).toHaveLength(20);
  });

  it('is brought before a pull and when the list is closed, which waits no longer than it may', async () => {
    const { one, other, clock, storage, cursor } = await createTwo();
    await presentAt(one, clock, { minute: 1 });
    const { events, cursor: next } = await pull(one, storage, cursor);
    expect([events.length, clock.pendingTimers]).toEqual([1, 0]);
    await presentAt(one, clock, { minute: 2 });
    await one.close();
    expect(clock.pendingTimers).toBe(0);
    expect((await pull(other, storage, next)).events).toHaveLength(1);
    await presentAt(one, clock, { minute: 3 });
    storage.setHanging(true);
    const closed = one.close();
    await clock.advanceBy(2_000);
    await closed;
    expect(clock.pendingTimers).toBe(0);
  });

  it('keeps what could not be stored for the next time, and stores nothing twice', async () => {
    const inner = createMemoryProviderStorage();
    const { list, clock, lines } = createTestDoorList({ sharedBy });
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
    await presentAt(list, clock, { minute: 1 });
    await clock.advanceBy(200);
    expect(lines.join()).toContain('could not be stored');
    isLost = false;
    await presentAt(list, clock, { minute: 2 });
    const { events } = await pull(list, storage, 0);
    expect(events.map(({ at }) => at)).toEqual([atMinute(1), atMinute(2)]);
  });

  it('forgets what was pulled, in memory as soon as it is stored', async () => {
    const { one, other, clock, storage, cursor } = await createTwo();
    await presentAt(one, clock, { minute: 1, card: 'PULLED1' });
    const { cursor: next } = await pull(one, storage, cursor);
    expect(await storage.text()).toContain('PULLED1');
    await pull(other, storage, next);
    expect(await storage.text()).not.toContain('PULLED1');

    const log = createDoorLog({ providerId: 'doors', size: 10 });
    const clockOfLog = createFixedClock(DOOR_TEST_START);
    const feed = createSharedDoorFeed({ providerId: 'doors', clock: clockOfLog, logger: silentLogger, log, size: 10 });
    log.add({
      isGranted: true,
      place: 'north',
      card: '4711',
      atMs: clockOfLog.nowMs(),
      reason: 'booked',
      isEntry: true,
    });
    feed.bring(storage);
    await clockOfLog.advanceBy(200);
    expect([log.after(0, 10), log.last]).toEqual([[], 1]);
  });

  it('forgets what nobody has pulled for a week, also when nobody comes to the door, and tells of it', async () => {
    const { one, clock, storage, cursor, lines } = await createTwo();
    await presentAt(one, clock, { minute: 1, card: 'LEFT01' });
    await clock.advanceBy(200);
    expect(await storage.text()).toContain('LEFT01');
    await clock.advanceBy(8 * 86_400_000);
    expect((await pull(one, storage, cursor)).events).toEqual([]);
    expect(await storage.text()).not.toContain('LEFT01');
    expect(lines.filter((line) => /were dropped.*dropped: 1/.test(line))).toHaveLength(1);
  });

  it('forgets what is a week old with the next write', async () => {
    const { one, clock, storage } = await createTwo();
    await presentAt(one, clock, { minute: 1, card: 'LEFT01' });
    await clock.advanceBy(8 * 86_400_000);
    await presentAt(one, clock, { minute: 1, card: 'NEWER1' });
    await clock.advanceBy(200);
    const stored = await storage.text();
    expect([stored.includes('LEFT01'), stored.includes('NEWER1')]).toEqual([false, true]);
  });

  it('holds 500 events that wait, comes in pages, and tells of those that it had to drop', async () => {
    const { one, clock, storage, cursor, lines } = await createTwo();
    for (let count = 0; count < 600; count += 1) await presentAt(one, clock, { minute: 0 });
    let seen = 0;
    for (let from = cursor, isMore = true; isMore; ) {
      const page = await pull(one, storage, from, 200);
      seen += page.events.length;
      [from, isMore] = [page.cursor, page.isMore];
    }
    expect(seen).toBe(500);
    expect(cursor).toEqual({ after: 0 });
    expect(lines.filter((line) => line.includes('were dropped'))).toHaveLength(1);
    expect(lines.join()).toContain('dropped: 100');
  });

  it('tells of no drop to whoever comes with the cursor of another kind of log', async () => {
    const { one, clock, storage, lines } = await createTwo();
    for (let count = 0; count < 501; count += 1) await presentAt(one, clock, { minute: 0 });
    await pull(one, storage, { runId: 'former', after: 900 });
    expect(lines.join()).not.toContain('dropped');
  });

  it('loses nothing when the storage was set back', async () => {
    const { one, clock, storage, cursor } = await createTwo();
    const early = await storage.read('door-events');
    let from = cursor;
    for (const minute of [1, 2, 3]) {
      await presentAt(one, clock, { minute });
      from = (await pull(one, storage, from)).cursor;
    }
    const later = await storage.read('door-events');
    await storage.compareAndSet('door-events', { expectedVersion: later?.version, value: early?.value });
    await presentAt(one, clock, { minute: 4 });
    await clock.advanceBy(200);
    expect((await pull(one, storage, from)).events.map(({ at }) => at)).toEqual([atMinute(4)]);
  });

  it('begins anew where what is stored cannot be read', async () => {
    const { one, clock, storage } = await createTwo();
    const found = await storage.read('door-events');
    await storage.compareAndSet('door-events', { expectedVersion: found?.version, value: { last: 9, events: [{}] } });
    await presentAt(one, clock, { minute: 1 });
    expect((await pull(one, storage, { after: 9 })).events).toHaveLength(1);
  });

  it('forgets a card also of what is being written at that moment', async () => {
    const { one, clock, storage } = await createTwo();
    await presentAt(one, clock, { minute: 1, card: 'ONWAY1' });
    storage.setHanging(true);
    await clock.advanceBy(200);
    const forgotten = one.forgetSubject?.('ONWAY1', { storage });
    storage.setHanging(false);
    await forgotten;
    await clock.advanceBy(200);
    expect(await storage.text()).not.toContain('ONWAY1');
    storage.setOutage(true);
    await expect(one.forgetSubject?.('ONWAY1', { storage })).rejects.toMatchObject({ isRetryable: true });
  });
});
