import { utcOffsetMs } from '@acx/core/provider';

/** A stretch of one local date in which the clock runs evenly. In an autumn night one date has two that overlap by local time. */
export interface LocalPiece {
  /** Days from 1970-01-01 to the local date. */
  readonly day: number;
  /** Seconds of the local day as the clock on the wall shows them, `[from, to)`, 0 to 86 400. */
  readonly from: number;
  readonly to: number;
  readonly startMs: number;
  readonly endMs: number;
}

export const SECONDS_PER_DAY = 86_400;
const DAY_MS = 86_400_000;

/** The pieces of `[startMs, endMs)` in order of time. Both must be whole seconds. Pure. */
export function localPieces(timeZone: string, startMs: number, endMs: number): LocalPiece[] {
  const pieces: LocalPiece[] = [];
  let atMs = startMs;
  while (atMs < endMs) {
    const offsetMs = utcOffsetMs(timeZone, atMs);
    const day = Math.floor((atMs + offsetMs) / DAY_MS);
    const midnightMs = (day + 1) * DAY_MS - offsetMs;
    const untilMs = evenUntil(timeZone, atMs, Math.min(midnightMs, endMs));
    const from = (atMs + offsetMs - day * DAY_MS) / 1000;
    pieces.push({ day, from, to: from + (untilMs - atMs) / 1000, startMs: atMs, endMs: untilMs });
    atMs = untilMs;
  }
  return pieces;
}

/** The first change of the clock in `(startMs, endMs)`, or `endMs`. At most a day apart, in which no zone changes its clock twice. */
function evenUntil(timeZone: string, startMs: number, endMs: number): number {
  const offsetMs = utcOffsetMs(timeZone, startMs);
  if (utcOffsetMs(timeZone, endMs) === offsetMs) return endMs;
  let before = startMs;
  let after = endMs;
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2000) * 1000;
    if (utcOffsetMs(timeZone, middle) === offsetMs) before = middle;
    else after = middle;
  }
  return after;
}

/** Most dates that are remembered before all are forgotten: some years in a few zones. */
const MOST_DAYS = 10_000;
const piecesByDay = new Map<string, readonly LocalPiece[]>();

/** Everything that belongs to one local date, also where the clock is set back over midnight. Remembered, because composing asks it over and over. */
export function piecesOfDay(timeZone: string, day: number): readonly LocalPiece[] {
  const key = `${timeZone} ${day}`;
  const known = piecesByDay.get(key);
  if (known !== undefined) return known;
  const marginMs = DAY_MS + DAY_MS / 2;
  const around = localPieces(timeZone, day * DAY_MS - marginMs, (day + 1) * DAY_MS + marginMs);
  const found = around.filter((piece) => piece.day === day);
  if (piecesByDay.size >= MOST_DAYS) piecesByDay.clear();
  piecesByDay.set(key, found);
  return found;
}

/** Everything that belongs to the local dates `firstDay` to `lastDay`. */
export function piecesOfDays(timeZone: string, firstDay: number, lastDay: number): LocalPiece[] {
  const pieces: LocalPiece[] = [];
  for (let day = firstDay; day <= lastDay; day += 1) pieces.push(...piecesOfDay(timeZone, day));
  return pieces;
}

/** When the first local midnight after the instant has passed by so many minutes. */
export function afterMidnightMs(timeZone: string, afterMs: number, minutes: number): number {
  const pieces = localPieces(timeZone, afterMs, afterMs + 2 * DAY_MS);
  const next = pieces.find(({ day }) => day > (pieces[0]?.day ?? day));
  return (next?.startMs ?? afterMs + DAY_MS) + minutes * 60_000;
}

/** `2026-07-01T18:00:00` as the clock on the wall shows an instant. */
export function instantToLocal(timeZone: string, ms: number): string {
  return new Date(ms + utcOffsetMs(timeZone, ms)).toISOString().slice(0, 19);
}

/** What the clock on the wall would show a second later, if it ran on evenly. */
export function secondAfterLocal(timeZone: string, ms: number): string {
  return new Date(ms + 1000 + utcOffsetMs(timeZone, ms)).toISOString().slice(0, 19);
}

/**
 * The instant of a local date-time; `T24:00:00` is the next midnight. Of the two instants that an autumn night has for one local time it is the
 * earlier one that is not before `notBeforeMs`, else the later one. A time that a spring night leaves out is taken as if the clock had run on.
 */
export function localToMs(timeZone: string, local: string, notBeforeMs = Number.NEGATIVE_INFINITY): number {
  const [date = '', time = ''] = local.split('T');
  const wallMs = dateToDay(date) * DAY_MS + timeToSeconds(time) * 1000;
  const offsets = [utcOffsetMs(timeZone, wallMs - DAY_MS), utcOffsetMs(timeZone, wallMs + DAY_MS)];
  const found = offsets.map((offsetMs) => wallMs - offsetMs).filter((ms) => ms + utcOffsetMs(timeZone, ms) === wallMs);
  const inOrder = [...new Set(found)].sort((a, b) => a - b);
  return inOrder.find((ms) => ms >= notBeforeMs) ?? inOrder.at(-1) ?? wallMs - (offsets[0] ?? 0);
}

/** `2026-07-01` of days since 1970-01-01. */
export function dayToDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Days from 1970-01-01 to a date that has been checked. */
export function dateToDay(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
}

/** 0 is Monday, 6 is Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** `08:30:00` of seconds; the end of a day is `24:00:00`. */
export function secondsToTime(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** Seconds of a time that has been checked. */
export function timeToSeconds(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}
