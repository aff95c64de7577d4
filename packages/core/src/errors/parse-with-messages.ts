import { en } from 'zod/locales';
import * as z from 'zod/mini';

const english = en().localeError;

/**
 * Reads a value with a schema of `zod` or `zod/mini`. Problems are told in English: `zod/mini` has no texts of its own, and `z.config` would change
 * what the schemas of the host say.
 */
export function parseWithMessages<Schema extends z.core.$ZodType>(
  schema: Schema,
  input: unknown,
): z.core.util.SafeParseResult<z.output<Schema>> {
  return z.safeParse(schema, input, { error: english });
}
