import { type GrantState, instantFromMs, type Permission } from '@acx/core/provider';
import { createPermission, seeded } from '@acx/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIpeviaGrantState } from '../convert/ipevia-grant-state';
import { composeIpevia } from './ipevia-compose';
import type { IpeviaComposeRules } from './ipevia-compose-rules';

const START_MS = Date.parse('2026-10-24T20:00:00.000Z');
const MINUTE_MS = 60_000;
const LAST_MINUTE = 600;

const bookings = fc.array(
  fc.record({ from: fc.nat({ max: LAST_MINUTE }), minutes: fc.integer({ min: 1, max: 180 }) }),
  { minLength: 1, maxLength: 6 },
);

const minute = (count: number): string => instantFromMs(START_MS + count * MINUTE_MS);

function toPermissions(spans: readonly { from: number; minutes: number }[]): Permission[] {
  return spans.map(({ from, minutes }, index) =>
    createPermission({
      bookingId: `b${index}`,
      subject: '987654',
      place: 'site',
      providerId: 'car-park',
      window: { startsAt: minute(from), endsAt: minute(from + minutes) },
    }),
  );
}

/** Plays it forward as the engine does, looking only when it was told to. Answers at which minutes a reader that goes by the record alone opens. */
function playMinutes(permissions: readonly Permission[], rules: IpeviaComposeRules): boolean[] {
  const opened: boolean[] = [];
  let held: GrantState | undefined;
  let nextAt: string | undefined = minute(0);
  for (let count = 0; count < LAST_MINUTE + 200; count += 1) {
    const now = minute(count);
    if (nextAt !== undefined && nextAt <= now) {
      // What is over is not asked for any more.
      const asked = permissions.filter(({ bufferedWindow }) => bufferedWindow.endsAt > now);
      const composition = composeIpevia(asked, { now, held }, rules);
      held = composition.state;
      nextAt = composition.nextAt;
      if (nextAt !== undefined && nextAt <= now) throw new Error(`It wants to be looked at again at once at ${now}.`);
    }
    if (held === undefined) opened.push(false);
    else {
      const { validity } = parseIpeviaGrantState(held);
      opened.push(validity === undefined || (validity.startsAt <= now && now < validity.endsAt));
    }
  }
  return opened;
}

describe('composing for one card', () => {
  const base = {
    providerId: 'car-park',
    site: 'site',
    card: { layout: 'H10302', rendering: 'number', text: 'decimal' },
    horizonDays: 1,
  } as const;
  it.each<[what: string, rules: IpeviaComposeRules]>([
    ['credentials with validity', { ...base, form: 'credential', hasValidity: true }],
    ['credentials without', { ...base, form: 'credential', hasValidity: false }],
    ['the whitelist', { ...base, form: 'whitelist', hasValidity: false }],
  ])('opens exactly the booked minutes with %s', (_what, rules) => {
    fc.assert(
      fc.property(bookings, (spans) => {
        const wanted = Array.from({ length: LAST_MINUTE + 200 }, (_, count) =>
          spans.some(({ from, minutes }) => from <= count && count < from + minutes),
        );
        expect(playMinutes(toPermissions(spans), rules)).toEqual(wanted);
      }),
      seeded(200),
    );
  });
});
