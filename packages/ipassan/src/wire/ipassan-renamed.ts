import * as z from 'zod/mini';

/**
 * Reads an object whose fields have the wire names of the profile: `{ startsAt: 'start' }` reads `start` as `startsAt`. Problems are told
 * by our name, which is the profile's key. A name of `null` is a field that the vendor does not have.
 */
export function renamed<Schema extends z.core.$ZodType>(
  names: Readonly<Record<string, string | null>>,
  schema: Schema,
) {
  const rename = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const record = new Map(Object.entries(value));
    return Object.fromEntries(
      Object.entries(names).flatMap(([ours, theirs]) =>
        theirs !== null && record.has(theirs) ? [[ours, record.get(theirs)]] : [],
      ),
    );
  };
  return z.pipe(z.transform(rename), schema);
}
