import { createFixedClock } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { createTestDoors, NOW, settled, visitor } from './__fixtures__/bookings-one-test-desk';
import { createBookingsOneLookupPlaces } from './bookings-one-lookup-places';

const codes = (count: number) => Array.from({ length: count }, (_, index) => `JUNK-${index}`);

/** How many places there are for arrivals, and how many are left for departures then. */
function countPlaces(concurrentLookups: number, hasDepartures = true): readonly [number, number] {
  const places = createBookingsOneLookupPlaces({ clock: createFixedClock(NOW), concurrentLookups, hasDepartures });
  const count = (direction: 'arrival' | 'departure'): number => {
    let taken = 0;
    while (places.take(direction) !== undefined) taken += 1;
    return taken;
  };
  return [count('arrival'), count('departure')];
}

describe('places for lookups', () => {
  it.each([
    [1, 1, 1],
    [2, 1, 1],
    [4, 3, 1],
    [7, 6, 1],
    [8, 6, 2],
    [16, 12, 4],
    [1000, 750, 250],
  ])('of %i are %i for all and %i for departures alone', (all, arrivals, departures) => {
    expect(countPlaces(all)).toEqual([arrivals, departures]);
    expect(countPlaces(all, false)).toEqual([all, 0]);
  });

  it('may all be taken by departures, and a place is given back once', () => {
    const clock = createFixedClock(NOW);
    const places = createBookingsOneLookupPlaces({ clock, concurrentLookups: 4, hasDepartures: true });
    const taken = [1, 2, 3, 4].map(() => places.take('departure'));
    expect([places.take('arrival'), places.take('departure')]).toEqual([undefined, undefined]);
    taken[3]?.();
    taken[3]?.();
    expect([places.take('arrival'), places.take('arrival')]).toEqual([expect.any(Function), undefined]);
    expect(clock.pendingTimers).toBe(4);
    places.close();
    expect(clock.pendingTimers).toBe(0);
  });
});

describe('a server that hangs, with a client that does not listen', () => {
  it('is never asked for more than there are places, however long nobody waits for the answers any more', async () => {
    const { ask, asked, clock, hold, release, visitors } = createTestDoors({ concurrentLookups: 4 });
    visitors.set('CODE-1', visitor('checked_in'));
    hold();
    for (let second = 0; second < 28; second += 2) {
      const scans = codes(30).map((code) => ask('north in', code));
      await clock.advanceBy(2000);
      for (const decision of await Promise.all(scans)) expect(['deny late', 'deny busy']).toContain(decision);
    }
    expect(asked.length).toBe(3);
    await release();
    const next = ask('north in');
    await release();
    expect(await next).toBe('allow checked_in');
    expect(clock.pendingTimers).toBe(0);
  });

  it('does not block a door for ever: a place is free again after half a minute', async () => {
    const { ask, asked, clock, hold } = createTestDoors({ concurrentLookups: 2 });
    hold();
    const first = ask('north in', 'JUNK-0');
    await clock.advanceBy(29_999);
    expect([await first, await ask('north in')]).toEqual(['deny late', 'deny busy']);
    await clock.advanceBy(1);
    void ask('north in');
    await settled();
    expect(asked.length).toBe(2);
  });

  it('lets a guest ask on the way out while junk at a way in takes all other places', async () => {
    const { ask, hold, release, visitors } = createTestDoors({ concurrentLookups: 4 });
    visitors.set('CODE-1', visitor('checked_in'));
    hold();
    for (const code of codes(30)) void ask('north in', code);
    await settled();
    expect(await ask('south in')).toBe('deny busy');
    const leaving = ask('north out');
    await release();
    expect(await leaving).toBe('allow checked_in');
  });
});
