/** A `limit` as PostgreSQL takes it, as text: a whole number, where "no limit" is the largest one. */
export function toLimit(limit: number): string {
  return String(Math.max(0, Math.min(Math.floor(limit), Number.MAX_SAFE_INTEGER)));
}
