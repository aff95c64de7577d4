import { describeIssues } from '@acx/core/provider';
import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { Refused } from '../host/refused';

/** Reads the body of a request. @throws Refused that lists every problem at once. */
export async function readBody<Input>(context: Context, schema: z.ZodMiniType<Input>): Promise<Input> {
  const body: unknown = await context.req.json().catch(() => {
    throw new Refused(400, 'The request is not JSON.');
  });
  return readInput(body, schema);
}

/** Reads anything that came from outside. @throws Refused that lists every problem at once. */
export function readInput<Input>(value: unknown, schema: z.ZodMiniType<Input>): Input {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const problems = describeIssues(read.error).map(({ path, message }) => ({ ...(path && { field: path }), message }));
  throw new Refused(422, 'Please correct what is marked.', problems);
}
