import {
  describeIssues,
  type InputProblem,
  InvalidInputError,
  parseWithMessages,
  trimXmlText,
} from '@acx/core/provider';
import * as z from 'zod/mini';

/** Longest EXT ID (known). */
const MAXIMUM_ID_LENGTH = 32;

/** An EXT ID that is sent. Space trims what it reads, so white space around it would name another record. */
export const idInput = z.string().check(
  z.minLength(1, 'must not be empty'),
  z.maxLength(MAXIMUM_ID_LENGTH, `must be at most ${MAXIMUM_ID_LENGTH} characters`),
  z.refine((id) => trimXmlText(id) === id, 'must not begin or end with white space'),
);

/** What is wrong with a value that a caller wants to send. Repeats nothing of it. */
export function problemsOf(schema: z.core.$ZodType, input: unknown): InputProblem[] {
  const result = parseWithMessages(schema, input);
  return result.success ? [] : describeIssues(result.error);
}

/** @throws InvalidInputError that lists every problem of what a caller wants to send; nothing was sent. */
export function checkInput(schema: z.core.$ZodType, input: unknown): void {
  const problems = problemsOf(schema, input);
  if (problems.length > 0) throw new InvalidInputError({ subject: 'SHIP call', problems });
}
