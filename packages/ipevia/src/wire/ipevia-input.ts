import {
  describeIssues,
  InvalidInputError,
  instantFromMs,
  instantToMs,
  isXmlText,
  parseWithMessages,
  trimXmlText,
} from '@acx/core/provider';
import * as z from 'zod/mini';

const MAXIMUM_TOKEN_LENGTH = 64;
const MAXIMUM_DESCRIPTION_LENGTH = 1024;

/** Text that is sent. What is read back is trimmed, so white space around it would come back as another text. */
function textInput(maximumLength: number) {
  return z.string().check(
    z.maxLength(maximumLength, `must be at most ${maximumLength} characters`),
    z.refine(isXmlText, 'must hold no control characters'),
    z.refine((text) => trimXmlText(text) === text, 'must not begin or end with white space'),
    // The library that writes messages takes it for markup in an attribute.
    z.refine((text) => !text.startsWith('<![CDATA['), 'must not begin like a CDATA section'),
  );
}

const present = z.minLength(1, 'must not be empty');

/** A token of the vendor's or of your own. */
export const tokenInput = textInput(MAXIMUM_TOKEN_LENGTH).check(present);
/** A name of a type or a format. */
export const nameInput = textInput(MAXIMUM_TOKEN_LENGTH).check(present);
/** Why a credential is switched on or off. */
export const reasonInput = textInput(MAXIMUM_TOKEN_LENGTH);

/** Hexadecimal digits of a card number. */
export const hexInput = z
  .string()
  .check(z.regex(/^(?:[0-9A-F]{2}){1,512}$/, 'must be pairs of hexadecimal digits in upper case'));

const instantInput = z
  .string()
  .check(
    z.refine(
      (text) => /^\d{4}-/.test(text) && !Number.isNaN(instantToMs(text)) && instantFromMs(instantToMs(text)) === text,
      'must be an instant in UTC with milliseconds, such as 2026-11-21T08:00:00.000Z',
    ),
  );

const validity = { validFrom: z.optional(instantInput), validTo: z.optional(instantInput) };

const inOrder = z.refine<{ validFrom?: string; validTo?: string }>(
  ({ validFrom, validTo }) => validFrom === undefined || validTo === undefined || validFrom < validTo,
  { path: ['validTo'], error: 'must be later than validFrom' },
);

/** An entry of the whitelist. */
export const itemInput = z.strictObject({ typeName: nameInput, formatType: nameInput, value: hexInput });

/** A profile of access rights of a credential. */
export const accessProfileInput = z.strictObject({ token: tokenInput, ...validity }).check(inOrder);

/** Whether a credential opens anything. */
export const stateInput = z.strictObject({ isEnabled: z.boolean(), reason: z.optional(reasonInput) });

const credentialShape = {
  description: z.optional(textInput(MAXIMUM_DESCRIPTION_LENGTH)),
  holder: textInput(MAXIMUM_TOKEN_LENGTH),
  ...validity,
  identifiers: z
    .array(z.strictObject({ typeName: nameInput, formatType: nameInput, value: hexInput, isExempted: z.boolean() }))
    .check(z.minLength(1, 'must hold at least one identifier')),
  accessProfiles: z.array(accessProfileInput),
  extendedGrantTime: z.optional(z.boolean()),
  attributes: z.optional(
    z.array(
      z.strictObject({
        name: textInput(MAXIMUM_DESCRIPTION_LENGTH).check(present),
        value: z.optional(textInput(MAXIMUM_DESCRIPTION_LENGTH)),
      }),
    ),
  ),
};

/** A credential that gets its token from the vendor. */
export const newCredentialInput = z.strictObject(credentialShape).check(inOrder);
/** A credential with its token. */
export const credentialInput = z.strictObject({ ...credentialShape, token: tokenInput }).check(inOrder);

/** @throws InvalidInputError that lists every problem of what a caller wants to send, and repeats nothing of it; nothing was sent. */
export function checkInput(schema: z.core.$ZodType, input: unknown): void {
  const result = parseWithMessages(schema, input);
  if (!result.success)
    throw new InvalidInputError({ subject: 'call of iPevia', problems: describeIssues(result.error) });
}
