import { instantFromMs } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { type ClockChange, changingZones, clockChanges } from '../__fixtures__/clock-changes';
import { gymPermission, rulesWith } from './__fixtures__/compose-rules';
import { playOnPaper } from './__fixtures__/play-on-paper';
import type { SaltoComposeRules } from './salto-compose-rules';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Bookings around a change of the clock, in minutes from it. */
const bookings: readonly (readonly [what: string, from: number, to: number])[] = [
  ['before it', -240, -150],
  ['up to it', -90, 0],
  ['in the hour that comes twice, the first time', -23, -9],
  ['over it', -45, 30],
  ['from it on', 0, 60],
  ['in the hour that comes twice, the second time', 7, 24],
  ['of the whole hour that comes twice, both times', -60, 60],
  ['after it', 150, 240],
  ['of the whole night', -300, 300],
];

/** Everything a booking of one night does at a door that is asked every minute. */
function playNight(
  { atMs }: ClockChange,
  [from, to]: readonly [number, number],
  rules: SaltoComposeRules,
): { wrong: string[]; declaredMs: number; isRefused: boolean } {
  const span = { startMs: atMs + from * MINUTE_MS, endMs: atMs + to * MINUTE_MS };
  const permission = gymPermission('b1', instantFromMs(span.startMs), instantFromMs(span.endMs));
  const night = { fromMs: atMs - 8 * HOUR_MS, untilMs: atMs + 8 * HOUR_MS };
  const { openMs, declared, rejected } = playOnPaper([permission], rules, night);
  const isRefused = rejected.size > 0;
  const wrong: string[] = [];
  for (let ms = night.fromMs; ms < night.untilMs; ms += MINUTE_MS) {
    const isBooked = span.startMs <= ms && ms < span.endMs;
    const at = instantFromMs(ms);
    const isDeclared = declared.some(({ startsAt, endsAt }) => startsAt <= at && at < endsAt);
    if (openMs.has(ms) && !isBooked && !isDeclared) wrong.push(`opens at ${at} for nobody`);
    if (!openMs.has(ms) && isBooked && !isRefused) wrong.push(`stays closed at ${at}`);
  }
  const unlike = declared.filter(({ adjustments }) => !adjustments.includes('repeated_hour'));
  if (rules.isOrdinary(0) && unlike.length > 0) wrong.push('names another reason than the repeated hour');
  const declaredMs = Math.max(0, ...declared.map(({ startsAt, endsAt }) => Date.parse(endsAt) - Date.parse(startsAt)));
  return { wrong, declaredMs, isRefused };
}

/** Can any minute of the booking be mistaken for another one by the wall clock? */
function isAmbiguous({ byMs }: ClockChange, [from, to]: readonly [number, number]): boolean {
  const backMinutes = -byMs / MINUTE_MS;
  return backMinutes > 0 && from < backMinutes && to > -backMinutes;
}

describe.each(changingZones)('law 8: in every night in which the clock of %s is changed, 2006 to 2026', (timeZone) => {
  const changes = clockChanges(timeZone, 2006, 2027);
  const always = (): boolean => true;

  it('a door opens in every booked minute, and in no other that was not declared a repeated hour', () => {
    for (const change of changes)
      for (const [what, from, to] of bookings) {
        const where = `a booking ${what}, ${instantFromMs(change.atMs)}`;
        const rules = rulesWith({ timeZone, isOrdinary: always });
        const { wrong, declaredMs, isRefused } = playNight(change, [from, to], rules);
        expect(wrong, where).toEqual([]);
        expect(isRefused, where).toBe(false);
        expect(declaredMs, where).toBeLessThanOrEqual(Math.max(0, -change.byMs));
        if (!isAmbiguous(change, [from, to])) expect(declaredMs, where).toBe(0);
      }
  });

  it('the same holds where nobody has told the special dates', () => {
    for (const change of changes)
      for (const [what, from, to] of bookings) {
        const { wrong } = playNight(change, [from, to], rulesWith({ timeZone }));
        expect(wrong, `a booking ${what}, ${instantFromMs(change.atMs)}`).toEqual([]);
      }
  });

  it('strictness opens exactly, and refuses nothing but what the wall clock shows twice', () => {
    for (const change of changes)
      for (const [what, from, to] of bookings) {
        const where = `a booking ${what}, ${instantFromMs(change.atMs)}`;
        const rules = rulesWith({ timeZone, isOrdinary: always, isStrict: true });
        const { wrong, declaredMs, isRefused } = playNight(change, [from, to], rules);
        expect(wrong, where).toEqual([]);
        expect(declaredMs, where).toBe(0);
        if (isRefused) expect(isAmbiguous(change, [from, to]), where).toBe(true);
      }
  });

  it('enforced instants of a period change nothing of it', () => {
    for (const change of changes)
      for (const [what, from, to] of bookings) {
        const rules = rulesWith({ timeZone, isOrdinary: always, hasExactPeriods: true });
        const { wrong } = playNight(change, [from, to], rules);
        expect(wrong, `a booking ${what}, ${instantFromMs(change.atMs)}`).toEqual([]);
      }
  });
});

it('the hours that come twice are really met', () => {
  const [autumn] = clockChanges('Europe/Dublin', 2026, 2027).filter(({ byMs }) => byMs < 0);
  if (autumn === undefined) throw new Error('Dublin has an autumn.');
  const rules = rulesWith({ timeZone: 'Europe/Dublin', isOrdinary: () => true });
  expect(playNight(autumn, [-23, -9], rules).declaredMs).toBe(14 * MINUTE_MS);
  expect(playNight(autumn, [-23, -9], { ...rules, isStrict: true }).isRefused).toBe(true);
});
