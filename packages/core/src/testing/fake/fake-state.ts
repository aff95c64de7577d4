import * as z from 'zod/mini';
import type { AcxError } from '../../errors/acx-error';
import { describeIssues } from '../../errors/describe-issues';
import { InvalidInputError } from '../../errors/invalid-input-error';
import { parseWithMessages } from '../../errors/parse-with-messages';
import type { GrantState } from '../../model/grant';
import type { FakeContent } from './fake-record';

const stateSchema = z.strictObject({
  place: z.string(),
  subject: z.string(),
  windows: z.optional(z.array(z.strictObject({ startsAt: z.string(), endsAt: z.string() }))),
});

/** A record's content as a grant state: `{ place, subject, windows }`, without `windows` when it opens until it is told to stop. */
export function contentToState({ place, subject, windows }: FakeContent): GrantState {
  if (windows === 'always') return { place, subject };
  return { place, subject, windows: windows.map(({ startsAt, endsAt }) => ({ startsAt, endsAt })) };
}

/** A grant state as a record's content; an error when it is not one of ours. */
export function stateToContent(state: GrantState): FakeContent | AcxError {
  const result = parseWithMessages(stateSchema, state);
  if (!result.success) return new InvalidInputError({ subject: 'grant state', problems: describeIssues(result.error) });
  const { place, subject, windows } = result.data;
  return { place, subject, windows: windows ?? 'always' };
}
