import { describe, expect, it } from 'vitest';
import { createCheckInWorld, parking } from './check-in-world';
import { createCrashPoints } from './crash-points';
import { atMinute } from './law-world';

describe('a process that dies while people come in', () => {
  it('loses no check-in, tells none of them as two, and never goes back to a later entry', async () => {
    let crashAt = 1;
    for (; ; crashAt += 1) {
      const points = createCrashPoints(crashAt);
      let processes = 0;
      const world = createCheckInWorld({
        wrap: (parts) => {
          processes += 1;
          return processes === 1 ? parts : points.wrap(parts);
        },
      });
      await world.access.putBooking(parking('b1', 60, 120));
      await world.access.runDue();
      world.restart();
      for (const minute of [80, 70, 90]) await world.enter(minute);
      await world.access.runDue().catch(() => {});
      const { isCrashed } = points;
      world.restart();
      await world.clock.advanceBy(120_000);
      await world.access.runDue();
      const context = `crash at moment ${crashAt}`;
      expect(await world.checkInOf('b1'), context).toMatchObject({ at: atMinute(70), isCorrection: true });
      // The first entry may have been told alone, told twice, or corrected before it was told.
      const ats = [...new Set(world.checkIns.map(({ at }) => at))];
      expect([[atMinute(70)], [atMinute(80), atMinute(70)]], context).toContainEqual(ats);
      expect(world.checkIns.at(-1), context).toEqual(await world.checkInOf('b1'));
      expect(new Set(world.checkIns.map(({ id }) => id)).size, context).toBe(ats.length);
      expect([...new Set(world.told.map(({ at }) => at))], context).toEqual([80, 70, 90].map(atMinute));
      // Only the one that was in the host's hands when the process died comes twice.
      expect(world.told.length, context).toBeLessThanOrEqual(isCrashed ? 4 : 3);
      if (!isCrashed) break;
    }
    expect(crashAt).toBeGreaterThan(40);
  });
});
