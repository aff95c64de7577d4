import { type Composition, instantFromMs } from '@acx/core/provider';
import { seeded } from '@acx/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gymPermission, rulesWith } from './__fixtures__/compose-rules';
import { createPaperDoor } from './__fixtures__/paper-door';
import { composeSalto } from './salto-compose';
import type { SaltoComposeRules } from './salto-compose-rules';

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
const { seed, numRuns } = seeded(400);

interface History {
  readonly timeZone: string;
  readonly startMs: number;
  readonly bookings: readonly { readonly startMs: number; readonly endMs: number }[];
  readonly holidays: ReadonlySet<string>;
  readonly knowsCalendar: boolean;
  readonly isStrict: boolean;
  readonly hasExactPeriods: boolean;
}

const starts: readonly (readonly [string, string])[] = [
  ['Europe/Dublin', '2026-10-22T12:00:00Z'],
  ['Europe/Dublin', '2026-03-26T12:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-02T00:00:00Z'],
  ['America/Havana', '2026-10-29T00:00:00Z'],
  ['America/Sao_Paulo', '2018-02-14T00:00:00Z'],
  ['America/St_Johns', '2010-11-04T00:00:00Z'],
  ['Asia/Kathmandu', '2026-06-01T00:00:00Z'],
  ['Pacific/Apia', '2011-12-27T00:00:00Z'],
];

const histories: fc.Arbitrary<History> = fc
  .record({
    start: fc.constantFrom(...starts),
    rawBookings: fc.array(
      fc.record({
        after: fc.nat({ max: 16 * 96 }),
        length: fc.oneof(
          { weight: 6, arbitrary: fc.integer({ min: 1, max: 24 }) },
          { weight: 1, arbitrary: fc.integer({ min: 25, max: 1400 }) },
        ),
        repeatsWeekly: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    holidayOffsets: fc.array(fc.nat({ max: 20 }), { maxLength: 3 }),
    knowsCalendar: fc.boolean(),
    isStrict: fc.boolean(),
    hasExactPeriods: fc.boolean(),
  })
  .map(({ start: [timeZone, start], rawBookings, holidayOffsets, knowsCalendar, isStrict, hasExactPeriods }) => {
    const startMs = Date.parse(start);
    const bookings = rawBookings.flatMap(({ after, length, repeatsWeekly }) => {
      const first = { startMs: startMs + after * QUARTER_MS, endMs: startMs + (after + length) * QUARTER_MS };
      const shift = (weeks: number) => ({
        startMs: first.startMs + weeks * 7 * DAY_MS,
        endMs: first.endMs + weeks * 7 * DAY_MS,
      });
      return repeatsWeekly ? [first, shift(1)] : [first];
    });
    const holidays = new Set(holidayOffsets.map((days) => instantFromMs(startMs + days * DAY_MS).slice(0, 10)));
    return { timeZone, startMs, bookings, holidays, knowsCalendar, isStrict, hasExactPeriods };
  });

/** Lets the perfect engine look whenever it is asked to, and a door decide every quarter of an hour, on which all windows and clock changes lie. */
function play(history: History): void {
  const { timeZone, startMs, bookings, holidays, knowsCalendar, isStrict, hasExactPeriods } = history;
  const isOrdinary = (day: number) => knowsCalendar && !holidays.has(new Date(day * DAY_MS).toISOString().slice(0, 10));
  const rules: SaltoComposeRules = rulesWith({ timeZone, isOrdinary, isStrict, hasExactPeriods });
  const permissions = bookings.map(({ startMs: from, endMs }, index) =>
    gymPermission(`b${index}`, instantFromMs(from), instantFromMs(endMs)),
  );
  const untilMs = Math.max(...bookings.map(({ endMs }) => endMs));
  let now = instantFromMs(startMs);
  let last: Composition | undefined;
  const inside = new Set<string>();
  for (let look = 0; look < 500 && now < instantFromMs(untilMs); look += 1) {
    const live = permissions.filter(({ window }) => window.endsAt > now);
    const composition: Composition = composeSalto(live, { now, held: last?.state }, rules);
    const next = composition.nextAt;
    if (next === undefined || next <= now) throw new Error(`no later look than ${now}`);
    const rejected = new Set(composition.rejected.map(({ permissionKey }) => permissionKey));
    for (const { permissionKey } of composition.rejected)
      if (inside.has(permissionKey)) throw new Error(`${permissionKey} is put out in the middle at ${now}`);
    for (const { permissionKey, windows } of composition.covered)
      if (windows.some(({ startsAt }) => startsAt < next)) inside.add(permissionKey);
    const declared = composition.covered.flatMap(({ windows }) =>
      windows.filter(({ adjustments }) =>
        adjustments.some((item) => item === 'repeated_hour' || item === 'special_day'),
      ),
    );
    if (isStrict) expect(declared).toEqual([]);
    const door = createPaperDoor(composition.state, { timeZone, holidays });
    for (let ms = Date.parse(now); ms < Date.parse(next) && ms < untilMs; ms += QUARTER_MS) {
      const at = instantFromMs(ms);
      const isIn = (window: { startsAt: string; endsAt: string }) => window.startsAt <= at && at < window.endsAt;
      const opens = door(ms);
      const wanting = live.filter(({ window }) => isIn(window));
      const isWanted = wanting.some(({ key }) => !rejected.has(key));
      if (opens && wanting.length === 0 && !declared.some(isIn)) throw new Error(`opens at ${at} for nobody`);
      if (!opens && isWanted) throw new Error(`stays closed at ${at}, looked at ${now}`);
    }
    last = composition;
    now = next;
  }
}

describe('composing Salto records, played on paper', () => {
  it(`opens at every moment exactly when somebody booked, but for declared adjustments (seed ${seed})`, () => {
    fc.assert(fc.property(histories, play), { seed, numRuns });
  });
});
