/** A `limit` as SQLite takes it: a whole number, where "no limit" is the largest one. */
export function toLimit(limit: number): number {
  return Math.max(0, Math.min(Math.floor(limit), Number.MAX_SAFE_INTEGER));
}
