import type { JsonObject, JsonValue } from '@acx/core/provider';

/** A field of the profile, which may have dots, and what is in it; `undefined` is left out. */
type BookingsOneField = readonly [path: string, value: JsonValue | undefined];

/** An object with these fields. */
export function writeFields(fields: readonly BookingsOneField[]): JsonObject {
  const written: Record<string, JsonValue> = {};
  const below = new Map<string, BookingsOneField[]>();
  for (const [path, value] of fields) {
    if (value === undefined) continue;
    const dot = path.indexOf('.');
    if (dot === -1) {
      written[path] = value;
      continue;
    }
    const head = path.slice(0, dot);
    below.set(head, [...(below.get(head) ?? []), [path.slice(dot + 1), value]]);
  }
  for (const [head, inner] of below) written[head] = writeFields(inner);
  return written;
}

/** What is in a field, or nothing. */
export function readField(value: unknown, path: string): unknown {
  let found = value;
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Object.entries(found).find(([key]) => key === name)?.[1];
  }
  return found;
}
