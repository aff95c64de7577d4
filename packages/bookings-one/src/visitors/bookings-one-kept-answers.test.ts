import { describe, expect, it } from 'vitest';
import { createTestDoors, NOW, settled, visitor } from './__fixtures__/bookings-one-test-desk';

const shifted = (ms: number): string => new Date(Date.parse(NOW) + ms).toISOString();

describe('an answer that is kept', () => {
  it('denies again at the same door for a while, then is asked for anew', async () => {
    const { ask, asked, clock, visitors } = createTestDoors();
    visitors.set('CODE-1', visitor('expected'));
    expect(await ask('north in')).toBe('deny not_checked_in');
    visitors.set('CODE-1', visitor('checked_in'));
    await clock.advanceBy(4999);
    expect([await ask('north in'), asked.length]).toEqual(['deny not_checked_in', 1]);
    expect([await ask('south in'), asked.length]).toEqual(['allow checked_in', 2]);
    await clock.advanceBy(1);
    expect([await ask('north in'), asked.length]).toEqual(['allow checked_in', 3]);
  });

  it('is none where the options keep none', async () => {
    const { ask, asked, visitors } = createTestDoors({ denialCacheMs: 0 });
    visitors.set('CODE-1', visitor('checked_in'));
    for (const code of ['CODE-1', 'CODE-1', 'CODE-2', 'CODE-2']) await ask('north in', code);
    expect(asked.length).toBe(4);
  });

  it('of too early does not outlast the wait', async () => {
    const { ask, clock, visitors } = createTestDoors();
    visitors.set('CODE-1', visitor('checked_in', { validFrom: shifted(1000) }));
    expect(await ask('north in')).toBe('deny too_early');
    await clock.advanceBy(1000);
    expect(await ask('north in')).toBe('allow checked_in');
  });

  it('allows again only within the configured time', async () => {
    const { ask, asked, clock, visitors } = createTestDoors({ allowanceCacheMs: 10_000 });
    visitors.set('CODE-1', visitor('checked_in'));
    await ask('north in');
    visitors.set('CODE-1', visitor('checked_in', { isBlacklisted: true }));
    await clock.advanceBy(9999);
    expect([await ask('north in'), asked.length]).toEqual(['allow checked_in', 1]);
    expect(await ask('south in')).toBe('deny blacklisted');
    await clock.advanceBy(1);
    expect(await ask('north in')).toBe('deny blacklisted');
  });

  it('allows nowhere any more after a denial at any door', async () => {
    const { ask, asked, visitors } = createTestDoors({ allowanceCacheMs: 60_000 });
    for (const code of ['CODE-1', 'CODE-2']) visitors.set(code, visitor('checked_in'));
    for (const code of ['CODE-1', 'CODE-2']) expect(await ask('north in', code)).toBe('allow checked_in');
    for (const denied of [visitor('checked_in', { isBlacklisted: true }), visitor('checked_out')]) {
      visitors.set('CODE-1', denied);
      expect(await ask('south in')).toMatch(/^deny/);
      expect(await ask('north in')).toMatch(/^deny/);
    }
    expect([await ask('north in', 'CODE-2'), asked.length]).toEqual(['allow checked_in', 4]);
  });

  it('allows nowhere any more when nobody has the code now, and goes on through a failure', async () => {
    const { ask, visitors } = createTestDoors({ allowanceCacheMs: 60_000 });
    visitors.set('CODE-1', visitor('checked_in'));
    await ask('north in');
    visitors.set('CODE-1', () => {
      throw new Error('away');
    });
    expect([await ask('south in'), await ask('north in')]).toEqual(['deny unavailable', 'allow checked_in']);
    visitors.delete('CODE-1');
    expect([await ask('south in'), await ask('north in')]).toEqual(Array(2).fill('deny unknown_credential'));
  });

  it('is no allowance that was under way while the code was denied elsewhere', async () => {
    const { ask, asked, hold, release, visitors } = createTestDoors({ allowanceCacheMs: 60_000 });
    visitors.set('CODE-1', visitor('checked_in', { isBlacklisted: true }));
    hold();
    const [south, north] = [ask('south in'), ask('north in')];
    await release(1);
    expect(await south).toBe('deny blacklisted');
    visitors.set('CODE-1', visitor('checked_in'));
    await release();
    expect(await north).toBe('allow checked_in');
    visitors.set('CODE-1', visitor('checked_out'));
    const again = ask('north in');
    await release();
    expect([await again, asked.length]).toEqual(['deny checked_out', 3]);
  });

  it('is forgotten by a denial that came too late for its own door', async () => {
    const { ask, clock, hold, release, visitors } = createTestDoors({ allowanceCacheMs: 60_000 });
    visitors.set('CODE-1', visitor('checked_in'));
    await ask('north in');
    visitors.set('CODE-1', visitor('checked_in', { isBlacklisted: true }));
    hold();
    const south = ask('south in');
    await clock.advanceBy(2000);
    expect([await south, await ask('north in')]).toEqual(['deny late', 'allow checked_in']);
    await release();
    const north = ask('north in');
    await release();
    expect(await north).toBe('deny blacklisted');
  });

  it('is none that came too late, whatever it says', async () => {
    const { ask, asked, clock, hold, release, visitors } = createTestDoors({ allowanceCacheMs: 60_000 });
    visitors.set('CODE-1', visitor('checked_in'));
    hold();
    const late = ask('north in');
    await clock.advanceBy(2000);
    expect(await late).toBe('deny late');
    await release();
    visitors.set('CODE-1', visitor('checked_out'));
    const again = ask('north in');
    await release();
    expect([await again, asked.length]).toEqual(['deny checked_out', 2]);
  });

  it('leaves a denial at another door as it is', async () => {
    const { ask, asked } = createTestDoors();
    for (const place of ['north in', 'south in', 'north in', 'south in']) await ask(place);
    expect(asked.length).toBe(2);
  });

  it('never allows beyond the validity', async () => {
    const { ask, clock, visitors } = createTestDoors({ allowanceCacheMs: 60_000 });
    visitors.set('CODE-1', visitor('checked_in', { validUntil: shifted(10_000) }));
    expect(await ask('north in')).toBe('allow checked_in');
    await clock.advanceBy(9999);
    expect(await ask('north in')).toBe('allow checked_in');
    await clock.advanceBy(1);
    expect(await ask('north in')).toBe('deny expired');
  });

  it('counts from the question, not from its answer', async () => {
    const { ask, asked, clock, hold, release, visitors } = createTestDoors({ allowanceCacheMs: 1500 });
    visitors.set('CODE-1', visitor('checked_in'));
    hold();
    const first = ask('north in');
    await clock.advanceBy(1499);
    await release();
    expect(await first).toBe('allow checked_in');
    expect([await ask('north in'), asked.length]).toEqual(['allow checked_in', 1]);
    await clock.advanceBy(1);
    const second = ask('north in');
    await release();
    expect([await second, asked.length]).toEqual(['allow checked_in', 2]);
  });

  it('lets nobody in again after a departure, and is not used for departures', async () => {
    const { ask, asked, visitors } = createTestDoors({ allowanceCacheMs: 60_000 });
    visitors.set('CODE-1', visitor('checked_in')).set('CODE-2', visitor('checked_in'));
    for (const place of ['north in', 'south in']) for (const code of ['CODE-1', 'CODE-2']) await ask(place, code);
    expect([await ask('north out'), await ask('north out')]).toEqual(Array(2).fill('allow checked_in'));
    expect(asked.length).toBe(6);
    visitors.set('CODE-1', visitor('checked_out'));
    expect([await ask('north in'), await ask('south in')]).toEqual(Array(2).fill('deny checked_out'));
    await ask('north in', 'CODE-2');
    expect(asked.length).toBe(8);
  });

  it.each([
    ['begins first', ['north out', 'north in']],
    ['comes in between', ['north in', 'north out']],
  ])('is none when a departure %s and both are under way at once', async (_order, places) => {
    const { ask, asked, hold, release, visitors } = createTestDoors({ allowanceCacheMs: 60_000 });
    visitors.set('CODE-1', visitor('checked_in'));
    hold();
    const together = places.map((place) => ask(place));
    await settled();
    await release();
    expect(await Promise.all(together)).toEqual(Array(2).fill('allow checked_in'));
    visitors.set('CODE-1', visitor('checked_out'));
    const again = ask('north in');
    await release();
    expect([await again, asked.length]).toEqual(['deny checked_out', 3]);
  });

  it('of a departure that was denied does not stand after an arrival', async () => {
    const { ask, visitors } = createTestDoors();
    visitors.set('CODE-1', visitor('expected'));
    expect(await ask('north out')).toBe('deny not_checked_in');
    visitors.set('CODE-1', visitor('checked_in'));
    await ask('north in');
    expect(await ask('north out')).toBe('allow checked_in');
  });

  it('does not count when the clock was set back', async () => {
    let nowMs = Date.parse(NOW);
    const clock = { nowMs: () => nowMs, schedule: () => () => {} };
    const { ask, asked, visitors } = createTestDoors({ clock, allowanceCacheMs: 60_000 });
    visitors.set('CODE-1', visitor('checked_in'));
    await ask('north in', 'CODE-1', { at: NOW });
    nowMs -= 1;
    await ask('north in', 'CODE-1', { at: NOW });
    expect(asked.length).toBe(2);
  });
});
