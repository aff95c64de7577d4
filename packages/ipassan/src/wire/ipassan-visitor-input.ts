import { describeIssues, type InputProblem, InvalidInputError, parseWithMessages } from '@acx/core/provider';
import * as z from 'zod/mini';
import { wireTimeField } from '../convert/ipassan-time';
import { fieldsToForm } from './ipassan-form';
import type { IpassanProfile } from './ipassan-profile';

/** Longest name of a visitor (assumed), in UTF-16 units: the strictest way to count characters. */
const MAXIMUM_NAME_LENGTH = 255;

/** What can be changed of a visit later: its times, and nothing else (known). At least one is given. */
export interface IpassanVisitorUpdate {
  /** ISO 8601 with an offset, for example `2026-11-21T10:00:00+01:00`. */
  readonly startsAt?: string;
  /** As `startsAt`; exclusive, and after it. */
  readonly endsAt?: string;
}

/** A new visit. */
export interface IpassanVisitorInput extends Required<IpassanVisitorUpdate> {
  /** Uuid of the person who is visited; the visitor passes where this person may pass. */
  readonly host: string;
  /** How the visitor is called at iPassan; at most 255 characters, not blank. Personal data. */
  readonly name: string;
  /** Free text to know the visit by; not sent when the profile names no field for it. */
  readonly reference?: string;
}

/** Text that reaches iPassan as it is: the literal `null` clears an access profile (known), so perhaps other fields, too. */
const sentText = z.string().check(
  z.refine((text) => text.trim() !== '', 'must not be blank'),
  z.refine((text) => text !== 'null', 'must not be the text null: iPassan may take it for an empty field'),
);

const windowSchema = z.object({ startsAt: wireTimeField, endsAt: wireTimeField });

const visitorInputSchema = z.extend(windowSchema, {
  host: sentText,
  name: sentText.check(z.maxLength(MAXIMUM_NAME_LENGTH, `must be at most ${MAXIMUM_NAME_LENGTH} characters`)),
  reference: z.optional(sentText),
});

/** Strict: a field that iPassan cannot change must not look as if it had been changed. */
const visitorUpdateSchema = z
  .strictObject({ startsAt: z.optional(wireTimeField), endsAt: z.optional(wireTimeField) })
  .check(
    z.refine(
      ({ startsAt, endsAt }) => startsAt !== undefined || endsAt !== undefined,
      'must have startsAt or endsAt: nothing else can be changed',
    ),
  );

/** @throws InvalidInputError that lists every problem of a new visit and repeats nothing of it. */
export function checkVisitorInput(visitor: IpassanVisitorInput): void {
  check(visitorInputSchema, visitor);
}

/** @throws InvalidInputError that lists every problem of a change and repeats nothing of it. */
export function checkVisitorUpdate(visitor: IpassanVisitorUpdate): void {
  check(visitorUpdateSchema, visitor);
}

/** The form of a write; only the fields that are given. */
export function visitorToForm(
  names: IpassanProfile['visitor'],
  visitor: IpassanVisitorUpdate & Partial<IpassanVisitorInput>,
): URLSearchParams {
  return fieldsToForm({
    [names.host]: visitor.host,
    [names.name]: visitor.name,
    [names.startsAt]: visitor.startsAt,
    [names.endsAt]: visitor.endsAt,
    ...(names.reference === null ? {} : { [names.reference]: visitor.reference }),
  });
}

function check(schema: z.core.$ZodType, visitor: IpassanVisitorUpdate): void {
  const result = parseWithMessages(schema, visitor);
  const problems: InputProblem[] = result.success ? [] : describeIssues(result.error);
  // Not a rule of the schema, which would look at it only once everything else is sound.
  const window = parseWithMessages(windowSchema, visitor);
  if (window.success && window.data.endsAt <= window.data.startsAt)
    problems.push({ path: 'endsAt', message: 'must be after startsAt' });
  if (problems.length > 0) throw new InvalidInputError({ subject: 'iPassan visitor', problems });
}
