import * as z from 'zod/mini';

/** An id that iPassan gave: opaque text, never empty. */
export const idField = z.string().check(z.minLength(1, 'must not be empty'));

/** A field that may be missing or null: both become `undefined`. */
export function optionalField<Schema extends z.core.$ZodType>(schema: Schema) {
  return z.pipe(
    z.nullish(schema),
    z.transform((value) => value ?? undefined),
  );
}

/**
 * A field that no answer is refused for: whatever the schema does not take becomes `undefined`. Not `z.catch`, which doubles the size of
 * zod.
 */
export function lenientField<Schema extends z.core.$ZodType>(schema: Schema) {
  const anythingElse = z.pipe(
    z.optional(z.unknown()),
    z.transform(() => undefined),
  );
  return z.union([schema, anythingElse]);
}

/** Text that may be missing or null: both become `undefined`. */
export const textField = optionalField(z.string());

/** A number that may come as text (known of `type`). */
export const numberField = z.union(
  [z.number(), z.pipe(z.string().check(z.regex(/^\d+(\.\d+)?$/)), z.transform(Number))],
  {
    error: 'must be a number',
  },
);

/** As {@link numberField}; missing or null becomes `undefined`. */
export const optionalNumberField = optionalField(numberField);
