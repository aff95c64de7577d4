import { type Instant, instantFromMs } from '@acx/core/provider';
import { isLocalDate } from './bookings-one-local-time';

/** A time in an edit: a Date, or ISO 8601 with `Z` or an offset. */
export type EditTime = string | Date;

/** @throws RangeError when it is no time, or has no offset: what it means would depend on this machine. */
export function toEditInstant(time: EditTime): Instant {
  const isUnclear =
    typeof time === 'string' && !(/T.*(?:Z|[+-]\d{2}:\d{2})$/.test(time) && isLocalDate(time.slice(0, 10)));
  const atMs = isUnclear ? Number.NaN : new Date(time).getTime();
  if (Number.isNaN(atMs)) throw new RangeError(`"${String(time)}" is no time with Z or an offset.`);
  return instantFromMs(atMs);
}

/** @throws RangeError when one is no time, or the end is not after the start. */
export function toEditWindow(window: { startsAt: EditTime; endsAt: EditTime }): { startsAt: Instant; endsAt: Instant } {
  const [startsAt, endsAt] = [toEditInstant(window.startsAt), toEditInstant(window.endsAt)];
  if (endsAt <= startsAt) throw new RangeError(`It ends at ${endsAt}, which is not after its start at ${startsAt}.`);
  return { startsAt, endsAt };
}
