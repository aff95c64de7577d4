import type { Composition, Permission } from '@acx/core/provider';
import { parseSaltoGrantState } from '../../convert/salto-grant-state';
import type { SaltoComposeRules } from '../salto-compose-rules';

/** Rules of an installation in Dublin whose calendar nobody has told us. */
export function rulesWith(more: Partial<SaltoComposeRules> = {}): SaltoComposeRules {
  return {
    providerId: 'house',
    timeZone: 'Europe/Dublin',
    resolutionSeconds: 60,
    maximumIntervals: 8,
    horizonDays: 365,
    readyMinutes: 15,
    clearingMinutes: 5,
    isStrict: false,
    hasExactPeriods: false,
    isOrdinary: () => false,
    ...more,
  };
}

/** A permission of apartment 501 for the gym; `startsAt` and `endsAt` are instants. */
export function gymPermission(
  bookingId: string,
  startsAt: string,
  endsAt: string,
  more: Partial<Permission> = {},
): Permission {
  const window = { startsAt, endsAt };
  return {
    key: `house/${bookingId}/1`,
    bookingId,
    providerId: 'house',
    place: 'GYM',
    placeSettings: { timeZone: 'Europe/Dublin' },
    subject: 'APT-501',
    credential: 'linked',
    window,
    bufferedWindow: window,
    adjustments: [],
    ...more,
  };
}

/** A state in one line: `2026-06-01..2026-06-02 18:00:00-20:00:00 mon tue`. */
export function told({ state }: Composition): string {
  if (state === undefined) return 'nothing';
  const { period, intervals } = parseSaltoGrantState(state);
  const lines = intervals.map(({ from, to, days }) => {
    const names =
      days.length === 10
        ? 'all'
        : days.map((day) => (day.startsWith('special') ? `s${day.at(-1)}` : day.slice(0, 3))).join(' ');
    return `${from.slice(0, 5)}-${to.slice(0, 5)} ${names}`;
  });
  return `${period.from}..${period.to} ${lines.join(', ')}`;
}
