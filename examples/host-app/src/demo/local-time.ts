/** Date and time on the clock of a zone: `2026-11-23T18:00:00`. */
export function localTimeOf(instantMs: number, timeZone: string): string {
  // Sweden writes ISO 8601.
  return new Date(instantMs).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T');
}

/**
 * The instant of a wall-clock time such as `2026-11-23T18:00`. Of two equal hours in autumn the first; a time that spring leaves out is an hour
 * later.
 */
export function instantOfLocal(local: string, timeZone: string): string {
  const asUtcMs = Date.parse(`${local}Z`);
  const offsetAt = (instantMs: number): number => Date.parse(`${localTimeOf(instantMs, timeZone)}Z`) - instantMs;
  const [before, after] = [offsetAt(asUtcMs - 86_400_000), offsetAt(asUtcMs + 86_400_000)];
  const early = asUtcMs - Math.max(before, after);
  const isEarly = offsetAt(early) === Math.max(before, after);
  return new Date(isEarly ? early : asUtcMs - Math.min(before, after)).toISOString();
}

/** The date after a local date such as `2026-11-23`. */
export function nextDate(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
