import { describeIssues, type InputProblem, InvalidInputError, parseWithMessages } from '@acx/core/provider';
import * as z from 'zod/mini';
import type { IpassanPersonSync } from './ipassan-person-sync';

const SUBJECT = 'person for iPassan';

/** Longest text of `other` (known). */
const MOST_OTHER_CHARACTERS = 255;

const nameField = z.string().check(z.trim(), z.minLength(1, 'must not be empty'));

/** Empty text means nothing, as `null` does. */
const clearableField = z.optional(
  z.pipe(
    z.nullable(z.string().check(z.trim())),
    z.transform((text) => (text === '' ? null : text)),
  ),
);

const otherField = clearableField.check(
  z.refine(
    (text) => (text ?? '').length <= MOST_OTHER_CHARACTERS,
    `must be at most ${MOST_OTHER_CHARACTERS} characters`,
  ),
);

/** The text `null` would take the profile away (known), so it is no uuid. */
const profileField = z.optional(
  z.nullable(
    z.string().check(z.refine((uuid) => uuid !== '' && uuid !== 'null', 'must be the uuid of an access profile')),
  ),
);

const personSchema = z.strictObject({
  lastname: nameField,
  firstname: nameField,
  phone: clearableField,
  mail: clearableField,
  number: clearableField,
  type: z.optional(z.literal([1, 2], 'must be 1 (resident) or 2 (employee)')),
  other: otherField,
  accessType: z.optional(
    z.strictObject({
      doorPermanent: profileField,
      doorTemporary: profileField,
      floorPermanent: profileField,
      floorTemporary: profileField,
    }),
  ),
});

const marks = {
  personUuid: z.optional(z.string().check(z.minLength(1, 'must not be empty'))),
  mayExist: z.optional(z.boolean()),
};
const presentSchema = z.object({ ...marks, person: personSchema });
// The host may have made an archived person nameless already.
const archivedSchema = z.object({ ...marks, person: z.object({ number: clearableField }) });

/** What is to be done with a person: text is trimmed, empty text is `null`. */
export type ParsedIpassanPersonSync =
  | ({ readonly isArchived: false } & z.output<typeof presentSchema>)
  | ({ readonly isArchived: true } & z.output<typeof archivedSchema>);

/** @throws InvalidInputError that lists every problem and repeats no value. */
export function parseIpassanPersonSync(sync: IpassanPersonSync): ParsedIpassanPersonSync {
  const isArchived = sync.isArchived === true;
  const problems = sync.mayExist === true && !hasMark(sync) ? [markMissing] : [];
  return isArchived
    ? { isArchived, ...read(archivedSchema, sync, problems) }
    : { isArchived, ...read(presentSchema, sync, problems) };
}

const markMissing = { path: 'person.number', message: 'must be given: a person whose uuid was lost is found by it' };

/** Nobody is created without a mark, because a lost answer would make a second person. */
export function personWithoutMark(): InvalidInputError {
  return new InvalidInputError({ subject: SUBJECT, problems: [markMissing] });
}

function hasMark({ person }: IpassanPersonSync): boolean {
  return typeof person?.number === 'string' && person.number.trim() !== '';
}

function read<Schema extends z.core.$ZodType>(
  schema: Schema,
  sync: IpassanPersonSync,
  more: readonly InputProblem[],
): z.output<Schema> {
  const result = parseWithMessages(schema, sync);
  if (result.success && more.length === 0) return result.data;
  const problems = [...(result.success ? [] : describeIssues(result.error)), ...more];
  throw new InvalidInputError({ subject: SUBJECT, problems });
}
