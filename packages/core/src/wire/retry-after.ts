/**
 * Reads a `Retry-After` header: seconds or an HTTP date, as milliseconds from now. `undefined` when absent or unreadable; never negative,
 * never more than a day.
 */
export function parseRetryAfter(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  if (Number.isNaN(ms)) return undefined;
  return Math.min(Math.max(ms, 0), 86_400_000);
}
