import type * as z from 'zod/mini';
import type { Effect } from '../errors/acx-error';
import { describeIssues } from '../errors/describe-issues';
import { parseWithMessages } from '../errors/parse-with-messages';
import { ResponseValidationError } from '../errors/response-validation-error';

/** What an answer is read with. */
export interface AnswerContext {
  readonly providerId: string;
  readonly operation: string;
  /** What the call has done when its answer cannot be read: `none` for a read, `applied` or `unknown` for a write. */
  readonly effect: Effect;
}

/**
 * Reads a vendor's answer with a schema of `zod` or `zod/mini`.
 * @throws ResponseValidationError that names what is wrong and repeats no value of the answer.
 */
export function parseAnswer<Schema extends z.core.$ZodType>(
  schema: Schema,
  answer: unknown,
  context: AnswerContext,
): z.output<Schema> {
  const result = parseWithMessages(schema, answer);
  if (result.success) return result.data;
  throw new ResponseValidationError({ ...context, problems: describeIssues(result.error) });
}
