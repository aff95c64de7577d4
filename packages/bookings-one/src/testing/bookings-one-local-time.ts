import { type Instant, instantFromMs, instantToMs, utcOffsetMs } from '@acx/core/provider';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** What a clock on the wall shows, for example `2026-07-01T10:15:00`. */
export function toWallTime(at: Instant, timeZone: string): string {
  const atMs = instantToMs(at);
  return new Date(atMs + utcOffsetMs(timeZone, atMs)).toISOString().slice(0, 19);
}

/** What a calendar on the wall shows, for example `2026-07-01`. */
export function toLocalDate(at: Instant, timeZone: string): string {
  return toWallTime(at, timeZone).slice(0, 10);
}

/** The wall time with the zone's offset at that instant, for example `2026-07-01T10:15:00+02:00`. */
export function toOffsetTime(at: Instant, timeZone: string): string {
  const atMs = instantToMs(at);
  const offset = Math.round(utcOffsetMs(timeZone, atMs) / MINUTE_MS);
  const hours = String(Math.trunc(Math.abs(offset) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offset) % 60).padStart(2, '0');
  return `${toWallTime(at, timeZone)}${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}

/**
 * The instant at which the wall shows this, for example `2026-07-01T10:15:00`: the first one where the hour comes twice, nothing where the
 * hour is left out or there is no such date.
 */
export function fromWallTime(wallTime: string, timeZone: string): Instant | undefined {
  const wallMs = Date.parse(`${wallTime}Z`);
  if (Number.isNaN(wallMs)) return undefined;
  const offsets = [wallMs - DAY_MS, wallMs + DAY_MS].map((atMs) => utcOffsetMs(timeZone, atMs));
  const candidates = offsets.map((offset) => instantFromMs(wallMs - offset)).sort();
  return candidates.find((at) => toWallTime(at, timeZone) === wallTime);
}

/** Whether the text is a date that exists, as `yyyy-MM-dd`. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const atMs = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(text);
}

/** Whether something of the half-open window is on this date of the zone. */
export function isOnLocalDate(
  { startsAt, endsAt }: { startsAt: Instant; endsAt: Instant },
  date: string,
  timeZone: string,
): boolean {
  const lastMoment = instantFromMs(instantToMs(endsAt) - 1);
  return toLocalDate(startsAt, timeZone) <= date && date <= toLocalDate(lastMoment, timeZone);
}
