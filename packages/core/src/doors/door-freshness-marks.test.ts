import { describe, expect, it } from 'vitest';
import { atMinute, createTestDoorList, presentCard, writeMinutes } from './__fixtures__/door-test-list';
import { createSteppingClock } from './__fixtures__/stepping-clock';
import { createWatchedStorage } from './__fixtures__/watched-storage';

const deny = { freshness: { limitMinutes: 10, afterwards: 'deny' } } as const;
const HOUR_MS = 3_600_000;

/** A loaded list with a card, on a clock that can be wrong. */
async function createWorld() {
  const clock = createSteppingClock();
  const storage = createWatchedStorage();
  const start = async () => {
    const { list } = createTestDoorList({ ...deny, clock });
    await list.load(storage);
    return list;
  };
  const list = await start();
  await writeMinutes(list, storage, { card: '4711', minutes: [0, 600] });
  const now = (): string => new Date(clock.nowMs()).toISOString();
  return { clock, storage, list, start, now, ask: (asked = list) => presentCard(asked, { card: '4711', at: now() }) };
}

/** What is stored, as `place at` in order. */
async function storedMarks(storage: ReturnType<typeof createWatchedStorage>): Promise<unknown> {
  return (await storage.read('freshness'))?.value;
}

describe('a mark of a clock that was wrong', () => {
  it('keeps no door fresh when the clock is right again, and the next mark takes its place', async () => {
    const { clock, list, ask, now } = await createWorld();
    clock.setOff(HOUR_MS);
    await list.markFresh({ at: now() });
    expect(ask()).toBe('booked');
    clock.setOff(0);
    expect(ask()).toBe('stale');
    await clock.advanceBy(60_000);
    await list.markFresh({ at: now() });
    expect([list.asOf('north'), ask()]).toEqual([now(), 'booked']);
  });

  it('is worth nothing after a restart, and the next store overwrites it', async () => {
    const { clock, list, start, storage, ask, now } = await createWorld();
    clock.setOff(HOUR_MS);
    await list.markFresh({ at: now() });
    expect(JSON.stringify(await storedMarks(storage))).toContain('T09:00');
    clock.setOff(0);
    const restarted = await start();
    expect([restarted.asOf('north'), ask(restarted)]).toEqual([undefined, 'stale']);
    await restarted.markFresh({ at: now() });
    expect(await storedMarks(storage)).toEqual({
      marks: [
        ['north', now()],
        ['south', now()],
      ],
    });
    expect(ask(await start())).toBe('booked');
  });

  it('is not stored with every call until then', async () => {
    const { clock, list, storage, now } = await createWorld();
    clock.setOff(HOUR_MS);
    await list.markFresh({ at: now() });
    clock.setOff(0);
    const { reads } = storage;
    await list.readGrants?.({ lane: 'north', grants: [] }, { storage });
    await new Promise(setImmediate);
    expect(storage.reads).toBe(reads);
  });

  it('is overwritten without a restart, too', async () => {
    const { clock, list, storage, now } = await createWorld();
    clock.setOff(HOUR_MS);
    await list.markFresh({ at: now() });
    clock.setOff(0);
    await list.markFresh({ at: now(), places: ['north'] });
    expect(await storedMarks(storage)).toEqual({ marks: [['north', now()]] });
  });

  it('counts as one of now where it is a minute ahead at most, as the clock of another machine may be', async () => {
    const { clock, list, start, ask, now } = await createWorld();
    const marked = now();
    clock.setOff(60_000);
    await list.markFresh({ at: now() });
    clock.setOff(0);
    const restarted = await start();
    expect([ask(), ask(restarted), restarted.asOf('north')]).toEqual(['booked', 'booked', marked]);
    clock.setOff(-1);
    expect([ask(), ask(await start())]).toEqual(['stale', 'stale']);
  });
});

describe('a mark that is no instant', () => {
  it('is as good as none, and is overwritten', async () => {
    const { storage, start, now, ask } = await createWorld();
    await storage.compareAndSet('freshness', { expectedVersion: undefined, value: { marks: [['north', 'soon']] } });
    const restarted = await start();
    expect([restarted.asOf('north'), ask(restarted)]).toEqual([undefined, 'stale']);
    await restarted.markFresh({ at: now(), places: ['north'] });
    expect(await storedMarks(storage)).toEqual({ marks: [['north', now()]] });
  });
});

describe('a mark is stored', () => {
  it('with the first call of the engine when it was said before it', async () => {
    const storage = createWatchedStorage();
    const { list } = createTestDoorList(deny);
    await list.markFresh({ at: atMinute(0) });
    await writeMinutes(list, storage, { card: '4711', minutes: [0, 60] });
    await new Promise(setImmediate);
    expect(JSON.stringify(await storedMarks(storage))).toContain('north');
  });

  it('when a load has come to its end', async () => {
    const storage = createWatchedStorage();
    const { list } = createTestDoorList(deny);
    await list.markFresh({ at: atMinute(0) });
    storage.beforeWrite(() => new Promise(setImmediate));
    await list.load(storage);
    expect(JSON.stringify(await storedMarks(storage))).toContain('north');
  });

  it('when it is said while another one is being stored, before it resolves, and in one write for all of those', async () => {
    const { list, storage, now } = await createWorld();
    const { writes } = storage;
    let more: Promise<unknown> | undefined;
    storage.beforeWrite(async () => {
      more = Promise.all(['south', 'south', 'north'].map((place) => list.markFresh({ at: now(), places: [place] })));
    });
    await list.markFresh({ at: now(), places: ['north'] });
    await more;
    expect(await storedMarks(storage)).toEqual({
      marks: [
        ['north', now()],
        ['south', now()],
      ],
    });
    expect(storage.writes - writes).toBe(2);
  });

  it('once, however many say the same while the storage hangs', async () => {
    const { list, storage, now } = await createWorld();
    const { writes } = storage;
    storage.setHanging(true);
    const marks = [1, 2, 3].map(() => list.markFresh({ at: now() }));
    storage.setHanging(false);
    await Promise.all(marks);
    expect(storage.writes - writes).toBe(1);
  });
});
