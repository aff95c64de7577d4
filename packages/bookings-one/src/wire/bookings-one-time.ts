import { type Instant, instantFromMs, utcOffsetMs } from '@acx/core/provider';
import type { BookingsOneTimes } from './bookings-one-profile';

/** How times of an answer are to be read. */
export interface BookingsOneTimeReading {
  readonly times: BookingsOneTimes;
  /** IANA zone in which times without an offset are read. Without it, those cannot be read. */
  readonly timeZone?: string;
}

const pattern =
  /^(\d{4}-\d\d-\d\d)[Tt ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?([Zz]|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/;
const DAY_MS = 86_400_000;

/**
 * Reads a time as an instant, to the millisecond; `undefined` when it is not written as the profile says, is on no calendar, or is
 * before 1970. A wall clock that an autumn night shows twice is the earlier instant for a start and the later one for an end. One that a
 * spring night leaves out is moved forward by what is left out.
 */
export function readBookingsOneTime(
  text: string,
  edge: 'start' | 'end',
  { times, timeZone }: BookingsOneTimeReading,
): Instant | undefined {
  const [, date = '', hours, minutes, seconds = '0', fraction = '', offset] = pattern.exec(text.trim()) ?? [];
  const dateMs = dateToMs(date);
  if (dateMs === undefined || (offset !== undefined) !== (times === 'offset')) return undefined;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const wallMs = dateMs + ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + milliseconds;
  if (offset !== undefined) return toInstant(wallMs - offsetToMs(offset));
  return timeZone === undefined ? undefined : toInstant(wallToMs(wallMs, edge, timeZone));
}

/** Midnight UTC of `yyyy-MM-dd`; `undefined` for a date that is on no calendar. */
export function dateToMs(date: string): number | undefined {
  const ms = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00.000Z`) : Number.NaN;
  // Some dates that do not exist are read as a later one, such as 30 February.
  return !Number.isNaN(ms) && instantFromMs(ms).startsWith(date) ? ms : undefined;
}

function offsetToMs(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const ms = (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))) * 60_000;
  return offset.startsWith('-') ? -ms : ms;
}

function wallToMs(wallMs: number, edge: 'start' | 'end', timeZone: string): number {
  const offsetBefore = utcOffsetMs(timeZone, wallMs - DAY_MS);
  const offsets = [offsetBefore, utcOffsetMs(timeZone, wallMs + DAY_MS)];
  const found = offsets.map((offset) => wallMs - offset).filter((ms) => ms + utcOffsetMs(timeZone, ms) === wallMs);
  if (found.length === 0) return wallMs - offsetBefore;
  return edge === 'start' ? Math.min(...found) : Math.max(...found);
}

/**
 * Some servers write a time that is not set as the year 1; as a start it would let people in long before. From the year 10000 on, instants
 * do not compare as text.
 */
function toInstant(ms: number): Instant | undefined {
  return ms >= 0 && ms < Date.UTC(10_000, 0) ? instantFromMs(ms) : undefined;
}
