import * as z from 'zod';

/** An id that iPassan gave: opaque text, never empty. */
export const idField = z.string().min(1, 'must not be empty');

/** Text that may be missing or null: both become `undefined`. */
export const textField = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

/** A number that may come as text (known of `type`). */
export const numberField = z.union(
  [
    z.number(),
    z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .transform(Number),
  ],
  {
    error: 'must be a number',
  },
);

/** As {@link numberField}; missing or null becomes `undefined`. */
export const optionalNumberField = numberField.nullish().transform((value) => value ?? undefined);
