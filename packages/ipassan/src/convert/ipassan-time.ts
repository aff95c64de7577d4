import { type Instant, instantFromMs, instantToMs, utcOffsetMs } from '@acx/core/provider';
import * as z from 'zod/mini';

const MINUTE_MS = 60_000;

/**
 * An instant as iPassan is told it (assumed): site-local ISO 8601 with the offset, `2026-11-21T10:00:00+01:00`.
 * Exact in every zone: the offset written is the one that the local time was made with, so both hours of an autumn night stay apart.
 */
export function instantToWireTime(instant: Instant, timeZone: string): string {
  const ms = instantToMs(instant);
  const offsetMinutes = Math.trunc(utcOffsetMs(timeZone, ms) / MINUTE_MS);
  const local = instantFromMs(ms + offsetMinutes * MINUTE_MS).replace(/(\.000)?Z$/, '');
  const sign = offsetMinutes < 0 ? '-' : '+';
  const distance = Math.abs(offsetMinutes);
  const hours = String(Math.floor(distance / 60)).padStart(2, '0');
  const minutes = String(distance % 60).padStart(2, '0');
  return `${local}${sign}${hours}:${minutes}`;
}

/**
 * Reads a time of iPassan as an instant. ISO 8601 with an offset or `Z` only: a local time without one happens twice in an autumn night,
 * and an unclear time must not open a door.
 */
export const wireTimeField = z.pipe(
  z.union([z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })], {
    error: 'must be ISO 8601 with an offset',
  }),
  z.transform((text): Instant => instantFromMs(Date.parse(text))),
);
