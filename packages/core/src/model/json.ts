/** A value that survives `JSON.stringify` and `JSON.parse` unchanged. Everything the ledger stores is one. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A JSON object, for example the state of a grant. */
export type JsonObject = { readonly [key: string]: JsonValue };

/**
 * Text that is equal for equal JSON, whatever the order of the keys. Members that are `undefined` count as absent.
 * Two grant states are the same when their canonical texts are.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}

/** True when both are the same JSON; key order and members that are `undefined` do not matter, and `undefined` equals only itself. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  return canonicalJson(a) === canonicalJson(b);
}
