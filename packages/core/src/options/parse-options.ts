import type * as z from 'zod';
import { ConfigurationError } from '../errors/configuration-error';
import { describeIssues } from '../errors/describe-issues';

/**
 * Reads the options of a provider or of the engine.
 * @param subject Whose options they are, for the error: `Options of createAccessControl`.
 * @throws ConfigurationError that lists every problem at once and repeats no value.
 */
export function parseOptions<Schema extends z.ZodType>(
  subject: string,
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new ConfigurationError({ subject, problems: describeIssues(result.error) });
}
