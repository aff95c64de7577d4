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
  const entries = membersOf(value);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}

/** True when both are the same JSON; key order and members that are `undefined` do not matter, and `undefined` equals only itself. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  return isSameValue(a, b);
}

/** As the comparison of both canonical texts, without writing them. */
function isSameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return canonicalJson(a) === canonicalJson(b);
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, at) => isSameValue(item, b[at]))
    );
  const [members, others] = [membersOf(a), membersOf(b)];
  const byName = new Map(others);
  return (
    members.length === others.length &&
    members.every(([name, member]) => byName.has(name) && isSameValue(member, byName.get(name)))
  );
}

function membersOf(value: object): [name: string, member: unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
}
