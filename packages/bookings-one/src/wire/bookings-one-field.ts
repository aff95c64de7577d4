import * as z from 'zod/mini';

/** The value of a field that is named by a path with dots; `undefined` where a part of it is missing. Inherited fields do not count. */
export function fieldAt(record: unknown, path: string): unknown {
  let current = record;
  for (const name of path.split('.')) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
    current = Reflect.get(current, name);
  }
  return current;
}

/** An object with these fields, named by paths with dots: `['user.id', '7']` gives `{ user: { id: '7' } }`. */
export function objectWithFields(fields: readonly (readonly [path: string, value: string])[]): object {
  const root = {};
  for (const [path, value] of fields) {
    const names = path.split('.');
    const last = names.pop() ?? path;
    let target: object = root;
    for (const name of names) {
      const known: unknown = Reflect.get(target, name);
      const next = typeof known === 'object' && known !== null ? known : {};
      Reflect.set(target, name, next);
      target = next;
    }
    Reflect.set(target, last, value);
  }
  return root;
}

/** An id, always as text. A number beyond those that can be told apart is refused: two bookings would become one. */
export const idField = z.pipe(
  z.union([z.string().check(z.regex(/\S/)), z.int()], {
    error: 'must be text or a whole number that can be read exactly',
  }),
  z.transform(String),
);

/** Text without blanks around it; `undefined` where there is none, or where it is no text. */
export function plainTextOf(value: unknown): string | undefined {
  return (typeof value === 'string' ? value.trim() : '') || undefined;
}

/** True where the vendor tells nothing: the field is missing, null or empty. */
export function isUntold(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
