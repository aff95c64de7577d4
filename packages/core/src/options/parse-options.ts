import type * as z from 'zod/mini';
import { ConfigurationError } from '../errors/configuration-error';
import { describeIssues } from '../errors/describe-issues';
import { parseWithMessages } from '../errors/parse-with-messages';

/**
 * Reads the options of a provider or of the engine with a schema of `zod` or `zod/mini`.
 * @param subject Whose options they are, for the error: `Options of createAccessControl`.
 * @throws ConfigurationError that lists every problem at once and repeats no value.
 */
export function parseOptions<Schema extends z.core.$ZodType>(
  subject: string,
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const result = parseWithMessages(schema, input);
  if (result.success) return result.data;
  throw new ConfigurationError({ subject, problems: describeIssues(result.error) });
}
