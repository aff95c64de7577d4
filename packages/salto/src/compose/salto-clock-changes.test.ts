import { describe, expect, it } from 'vitest';
import { gymPermission, rulesWith, told } from './__fixtures__/compose-rules';
import { composeSalto } from './salto-compose';
import type { SaltoComposeRules } from './salto-compose-rules';

describe('the repeated hour of an autumn night', () => {
  // Dublin goes back from 02:00 to 01:00 at 01:00Z.
  const fold = (from: string, to: string, now: string, more: Partial<SaltoComposeRules> = {}) =>
    composeSalto(
      [gymPermission('b1', `2026-10-25T${from}:00.000Z`, `2026-10-25T${to}:00.000Z`)],
      { now: `2026-10-${now}:00.000Z` },
      rulesWith(more),
    );

  it('opens twice for a booking in the first of the two, and says so', () => {
    const composition = fold('00:15', '00:45', '24T12:00');
    expect(told(composition)).toBe('2026-10-25..2026-10-25 01:15-01:45 all');
    expect(composition.covered[0]?.windows[1]).toEqual({
      startsAt: '2026-10-25T01:15:00.000Z',
      endsAt: '2026-10-25T01:45:00.000Z',
      adjustments: ['repeated_hour'],
    });
  });

  it('is exact for a booking in the second when there is time to wait for it', () => {
    const before = fold('01:30', '01:45', '24T12:00');
    expect(before.waiting).toEqual([
      { permissionKey: 'house/b1/1', reason: 'not_exact_yet', expectedAt: '2026-10-25T00:45:00.000Z' },
    ]);
    expect(told(fold('01:30', '01:45', '25T00:45'))).toBe('2026-10-25..2026-10-25 01:30-01:45 all');
  });

  it('is exact for a booking of all of it', () => {
    const composition = fold('00:00', '03:00', '24T12:00', { isStrict: true });
    expect(told(composition)).toBe('2026-10-25..2026-10-25 01:00-03:00 all');
  });

  it('is refused in strict mode where it cannot be exact', () => {
    expect(fold('00:15', '00:45', '24T12:00', { isStrict: true }).rejected).toHaveLength(1);
  });

  it('takes no time from a booking over the hour that a spring night leaves out', () => {
    const permission = gymPermission('b1', '2026-03-29T00:30:00.000Z', '2026-03-29T02:30:00.000Z');
    const composition = composeSalto([permission], { now: '2026-03-28T12:00:00.000Z' }, rulesWith({ isStrict: true }));
    expect(told(composition)).toBe('2026-03-29..2026-03-29 00:30-01:00 all, 02:00-03:30 all');
  });
});
