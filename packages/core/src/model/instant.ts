/**
 * A point in time: ISO 8601 in UTC with milliseconds, for example `2026-11-21T09:00:00.000Z`.
 * Always in this one form, so instants compare as text: `a < b` means a is earlier.
 */
export type Instant = string;

/** Milliseconds since the epoch of an instant. */
export function instantToMs(instant: Instant): number {
  return Date.parse(instant);
}

/** The instant of milliseconds since the epoch. */
export function instantFromMs(ms: number): Instant {
  return new Date(ms).toISOString();
}

/** The earliest of the given instants that is still to come; `undefined` entries are passed over. */
export function earliestAfter(now: Instant, ...instants: readonly (Instant | undefined)[]): Instant | undefined {
  return earliest(...instants.filter((instant) => instant !== undefined && instant > now));
}

/** The earliest of the given instants; `undefined` entries are passed over; `undefined` when nothing is left. */
export function earliest(...instants: readonly (Instant | undefined)[]): Instant | undefined {
  let first: Instant | undefined;
  for (const instant of instants)
    if (instant !== undefined && (first === undefined || instant < first)) first = instant;
  return first;
}
