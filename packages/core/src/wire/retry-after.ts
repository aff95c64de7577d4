/**
 * Reads a `Retry-After` header: seconds or an HTTP date, as milliseconds from now. `undefined` when absent or unreadable; never negative,
 * never more than a day.
 */
export function parseRetryAfter(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  // `Date.parse` reads a date into almost anything, and takes one without a zone as local time.
  const dateMs = /^[A-Za-z]+, .+ GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : dateMs - nowMs;
  if (Number.isNaN(ms)) return undefined;
  return Math.min(Math.max(ms, 0), 86_400_000);
}
