import { describeIssues, InvalidInputError, type JsonValue, parseWithMessages } from '@acx/core/provider';
import * as z from 'zod/mini';
import type { IpassanBackfillPerson } from './ipassan-backfill';

const cursorSchema = z.nullish(z.strictObject({ after: z.string() }));

/** The place after a person. */
export function keyToCursor(key: string | undefined): JsonValue {
  return key === undefined ? null : { after: key };
}

/**
 * The key of the last person that is done; `undefined` at the beginning.
 * @throws InvalidInputError for what is no cursor of a backfill.
 */
export function cursorToKey(cursor: JsonValue | undefined): string | undefined {
  const result = parseWithMessages(cursorSchema, cursor);
  if (result.success) return result.data?.after;
  throw new InvalidInputError({ subject: 'cursor of an iPassan backfill', problems: describeIssues(result.error) });
}

/**
 * Everybody in order, with a note on whether an earlier run is done with them. Nobody is passed over for a key that does not come: those
 * before it are kept in memory until it does.
 */
export async function* peopleFrom(
  people: AsyncIterable<IpassanBackfillPerson> | Iterable<IpassanBackfillPerson>,
  lastKey: string | undefined,
): AsyncGenerator<{ readonly person: IpassanBackfillPerson; readonly isDone: boolean }, void, void> {
  let earlier: IpassanBackfillPerson[] = [];
  let isPast = lastKey === undefined;
  for await (const person of people) {
    if (isPast) {
      yield { person, isDone: false };
      continue;
    }
    earlier.push(person);
    if (person.key !== lastKey) continue;
    isPast = true;
    for (const done of earlier) yield { person: done, isDone: true };
    earlier = [];
  }
  for (const person of earlier) yield { person, isDone: false };
}
