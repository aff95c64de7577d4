import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changingZones, clockChanges, platformLocal } from '../__fixtures__/clock-changes';
import {
  afterMidnightMs,
  dateToDay,
  dayToDate,
  instantToLocal,
  localPieces,
  localToMs,
  piecesOfDays,
  secondAfterLocal,
  secondsToTime,
  timeToSeconds,
  weekdayOf,
} from './salto-local-time';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

describe('the pieces of a stretch', () => {
  const stretch = fc.record({
    timeZone: fc.constantFrom(...changingZones),
    startSecond: fc.integer({ min: Date.UTC(2006, 0, 1) / 1000, max: Date.UTC(2026, 11, 1) / 1000 }),
    seconds: fc.integer({ min: 0, max: 20 * 86_400 }),
  });

  it('tile it without a gap, each inside of one local date, each as long as the wall clock says', () => {
    fc.assert(
      fc.property(stretch, ({ timeZone, startSecond, seconds }) => {
        const startMs = startSecond * 1000;
        const endMs = startMs + seconds * 1000;
        const pieces = localPieces(timeZone, startMs, endMs);
        let atMs = startMs;
        for (const piece of pieces) {
          expect(piece.startMs).toBe(atMs);
          expect(piece.endMs).toBeGreaterThan(piece.startMs);
          expect(piece.to - piece.from).toBe((piece.endMs - piece.startMs) / 1000);
          expect(piece.from).toBeGreaterThanOrEqual(0);
          expect(piece.to).toBeLessThanOrEqual(86_400);
          const shown = (second: number): string => `${dayToDate(piece.day)}T${secondsToTime(second)}`;
          expect(platformLocal(timeZone, piece.startMs)).toBe(shown(piece.from));
          expect(platformLocal(timeZone, piece.endMs - 1000)).toBe(shown(piece.to - 1));
          atMs = piece.endMs;
        }
        expect(atMs).toBe(endMs);
      }),
      { numRuns: 300 },
    );
  });

  it('of an autumn night overlap by local time, those of a spring night leave an hour out', () => {
    const told = (from: string, to: string) =>
      localPieces('Europe/Dublin', Date.parse(from), Date.parse(to)).map(
        ({ day, from: start, to: end }) => `${dayToDate(day)} ${secondsToTime(start)}-${secondsToTime(end)}`,
      );
    expect(told('2026-10-24T22:30:00Z', '2026-10-25T03:00:00Z')).toEqual([
      '2026-10-24 23:30:00-24:00:00',
      '2026-10-25 00:00:00-02:00:00',
      '2026-10-25 01:00:00-03:00:00',
    ]);
    expect(told('2026-03-29T00:00:00Z', '2026-03-29T03:00:00Z')).toEqual([
      '2026-03-29 00:00:00-01:00:00',
      '2026-03-29 02:00:00-04:00:00',
    ]);
  });
});

describe.each(changingZones)('every change of the clock in %s since 2006', (timeZone) => {
  const changes = clockChanges(timeZone, 2006, 2027);

  it('is seen as the platform sees it, there and back again', () => {
    for (const { atMs } of changes)
      for (let ms = atMs - 4 * HOUR_MS; ms <= atMs + 4 * HOUR_MS; ms += 5 * MINUTE_MS) {
        const local = platformLocal(timeZone, ms);
        if (instantToLocal(timeZone, ms) !== local) throw new Error(`${instantToLocal(timeZone, ms)} is not ${local}`);
        if (localToMs(timeZone, local, ms) !== ms)
          throw new Error(`${local} is not read as ${new Date(ms).toISOString()}`);
      }
    if (timeZone !== 'Asia/Kathmandu') expect(changes.length).toBeGreaterThan(0);
  });

  it('belongs to dates that hold every one of their seconds and no other', () => {
    for (const { atMs } of changes) {
      const day = dateToDay(platformLocal(timeZone, atMs).slice(0, 10));
      const pieces = piecesOfDays(timeZone, day - 1, day + 1);
      const first = dayToDate(day - 1);
      const last = dayToDate(day + 1);
      for (let ms = atMs - 2.5 * DAY_MS; ms <= atMs + 2.5 * DAY_MS; ms += 15 * MINUTE_MS) {
        const date = platformLocal(timeZone, ms).slice(0, 10);
        const isHeld = pieces.some(({ startMs, endMs }) => startMs <= ms && ms < endMs);
        if (isHeld !== (first <= date && date <= last)) throw new Error(`${new Date(ms).toISOString()} is misplaced`);
      }
    }
  });

  it('leaves a midnight behind it that is found', () => {
    for (const { atMs } of changes)
      for (let ms = atMs - 26 * HOUR_MS; ms <= atMs + 2 * HOUR_MS; ms += HOUR_MS) {
        const next = afterMidnightMs(timeZone, ms, 0);
        const dateAt = (at: number): string => platformLocal(timeZone, at).slice(0, 10);
        if (next <= ms || dateAt(next) <= dateAt(ms) || dateAt(next - 1000) > dateAt(ms))
          throw new Error(
            `${new Date(next).toISOString()} is not the first midnight after ${new Date(ms).toISOString()}`,
          );
      }
  });
});

describe('local times', () => {
  it.each([
    ['the end of a day is the next midnight', '2026-07-01T24:00:00', undefined, '2026-07-01T23:00:00Z'],
    ['of two equal hours the first', '2026-10-25T01:30:00', undefined, '2026-10-25T00:30:00Z'],
    ['or the second, when the first is over', '2026-10-25T01:30:00', '2026-10-25T00:30:01Z', '2026-10-25T01:30:00Z'],
    ['the second also when both are over', '2026-10-25T01:30:00', '2026-10-26T00:00:00Z', '2026-10-25T01:30:00Z'],
    ['an hour that is left out runs on', '2026-03-29T01:30:00', undefined, '2026-03-29T01:30:00Z'],
  ])('%s', (_title, local, notBefore, expected) => {
    const ms = localToMs('Europe/Dublin', local, notBefore === undefined ? undefined : Date.parse(notBefore));
    expect(new Date(ms).toISOString()).toBe(new Date(expected).toISOString());
  });

  it('the second after the last one of a day is midnight, also where the clock is set on at midnight', () => {
    expect(secondAfterLocal('Europe/Dublin', Date.parse('2026-07-01T22:59:59Z'))).toBe('2026-07-02T00:00:00');
    // Havana sets its clock from 00:00 to 01:00.
    expect(secondAfterLocal('America/Havana', Date.parse('2026-03-08T04:59:59Z'))).toBe('2026-03-08T00:00:00');
  });

  it('count days from 1970 and weekdays from Monday, before 1970 too', () => {
    expect([dateToDay('1970-01-01'), dateToDay('1969-12-31'), dayToDate(20_605)]).toEqual([0, -1, '2026-06-01']);
    expect([dateToDay('2026-06-01'), 0, -1, -4].map(weekdayOf)).toEqual([0, 3, 2, 6]);
  });

  it('are written with two digits, the end of a day as 24:00:00, and read back', () => {
    expect([0, 30_600, 86_399, 86_400].map(secondsToTime)).toEqual(['00:00:00', '08:30:00', '23:59:59', '24:00:00']);
    for (const second of [0, 59, 3599, 30_601, 86_400]) expect(timeToSeconds(secondsToTime(second))).toBe(second);
  });
});
