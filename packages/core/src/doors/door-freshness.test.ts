import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../errors/invalid-input-error';
import { createMemoryProviderStorage } from '../ledger/memory-storage';
import { atMinute, createTestDoorList, presentCard, writeMinutes } from './__fixtures__/door-test-list';
import { createWatchedStorage } from './__fixtures__/watched-storage';

const limit = (afterwards: 'keep' | 'deny') => ({ freshness: { limitMinutes: 10, afterwards } }) as const;

async function createLoaded(options: Parameters<typeof createTestDoorList>[0]) {
  const made = createTestDoorList(options);
  const storage = createWatchedStorage();
  await made.list.load(storage);
  await writeMinutes(made.list, storage, { card: '4711', minutes: [0, 600] });
  const ask = (): string => presentCard(made.list, { card: '4711', at: new Date(made.clock.nowMs()).toISOString() });
  return { ...made, storage, ask };
}

describe('when bookings were not heard of for too long', () => {
  it.each([
    ['deny', 'stale'],
    ['keep', 'booked'],
  ] as const)('with %s a card is %s, and health tells of it', async (afterwards, reason) => {
    const { list, clock, ask, storage } = await createLoaded(limit(afterwards));
    const statusOf = async () => (await list.checkHealth({ storage })).status;
    const bad = afterwards === 'deny' ? 'failed' : 'warning';
    expect([list.asOf('north'), ask(), await statusOf()]).toEqual([undefined, reason, bad]);
    await list.markFresh({ at: atMinute(0) });
    expect([list.asOf('north'), ask(), await statusOf()]).toEqual([atMinute(0), 'booked', 'ok']);
    await clock.advanceBy(10 * 60_000);
    expect([ask(), await statusOf()]).toEqual(['booked', 'ok']);
    await clock.advanceBy(1);
    expect([ask(), await statusOf()]).toEqual([reason, bad]);
    const { findings } = await list.checkHealth({ storage });
    expect(findings.at(-1)?.message).toContain(`north (${atMinute(0)})`);
  });

  it('without a limit nothing is ever stale', async () => {
    const { list, clock, ask } = await createLoaded({});
    await clock.advanceBy(599 * 60_000);
    expect([list.asOf('north'), ask()]).toEqual([undefined, 'booked']);
  });

  it('a mark counts for the doors that it names', async () => {
    const { list } = await createLoaded(limit('deny'));
    await list.markFresh({ at: new Date(atMinute(0)), places: ['south', 'attic'] });
    expect([list.asOf('north'), list.asOf('south'), list.asOf('attic')]).toEqual([undefined, atMinute(0), undefined]);
  });

  it('a mark never goes back, and one of the future is one of now', async () => {
    const { list, clock } = await createLoaded(limit('deny'));
    await list.markFresh({ at: atMinute(500) });
    expect(list.asOf('north')).toBe(atMinute(0));
    await clock.advanceBy(5 * 60_000);
    await list.markFresh({ at: atMinute(4) });
    await list.markFresh({ at: atMinute(3) });
    expect(list.asOf('north')).toBe(atMinute(4));
    await expect(list.markFresh({ at: 'just now' })).rejects.toThrow(InvalidInputError);
  });
});

describe('marks', () => {
  it('are found again after a restart, and are stored at most once a minute', async () => {
    const { list, clock, storage } = await createLoaded(limit('deny'));
    const { writes } = storage;
    for (let second = 0; second <= 120; second += 15) {
      await list.markFresh({ at: new Date(clock.nowMs()) });
      await clock.advanceBy(15_000);
    }
    expect(storage.writes - writes).toBe(3);
    const restarted = createTestDoorList({ ...limit('deny'), clock }).list;
    const request = { credential: { kind: 'card', value: '4711' }, place: 'north', at: atMinute(3) } as const;
    expect((await restarted.decide(request, { storage })).reason).toBe('booked');
    expect(restarted.asOf('north')).toBe(atMinute(2));
  });

  it('reach other processes, and those do not undo each other', async () => {
    const inner = createMemoryProviderStorage();
    const options = { ...limit('deny'), sharedBy: 'many_processes' } as const;
    const { list: one, clock } = createTestDoorList(options);
    const { list: other } = createTestDoorList({ ...options, clock });
    for (const list of [one, other]) await list.load(inner);
    await one.markFresh({ at: atMinute(0), places: ['north'] });
    await other.markFresh({ at: atMinute(0), places: ['south'] });
    await one.load(inner);
    await other.load(inner);
    for (const list of [one, other])
      expect([list.asOf('north'), list.asOf('south')]).toEqual([atMinute(0), atMinute(0)]);
  });

  it('count although they cannot be stored; that is told once a minute, and tried again', async () => {
    const { list, clock, storage, lines } = await createLoaded(limit('deny'));
    storage.setOutage(true);
    for (let round = 0; round < 3; round += 1) {
      await clock.advanceBy(10_000);
      await list.markFresh({ at: new Date(clock.nowMs()) });
    }
    expect(list.asOf('north')).toBe('2026-11-21T08:00:30.000Z');
    expect(lines.filter((line) => line.includes('could not be stored'))).toHaveLength(1);
    storage.setOutage(false);
    await list.markFresh({ at: new Date(clock.nowMs()) });
    const restarted = createTestDoorList({ ...limit('deny'), clock }).list;
    await restarted.load(storage);
    expect(restarted.asOf('north')).toBe('2026-11-21T08:00:30.000Z');
  });

  it('are looked for again when they could not be read with the rows', async () => {
    const { list: writer, clock, storage } = await createLoaded(limit('deny'));
    await writer.markFresh({ at: atMinute(0) });
    const { list } = createTestDoorList({ ...limit('deny'), clock });
    const request = { credential: { kind: 'card', value: '4711' }, place: 'north', at: atMinute(1) } as const;
    const withoutMarks = {
      ...storage,
      read: (key: string) => (key === 'freshness' ? Promise.reject(new Error('no')) : storage.read(key)),
    };
    expect((await list.decide(request, { storage: withoutMarks })).reason).toBe('stale');
    await clock.advanceBy(1_001);
    expect((await list.decide(request, { storage })).reason).toBe('booked');
  });
});
