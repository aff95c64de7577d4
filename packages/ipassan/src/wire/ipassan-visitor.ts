import * as z from 'zod/mini';
import { idField, lenientField, textField } from './ipassan-field';
import type { IpassanProfile } from './ipassan-profile';
import { renamed } from './ipassan-renamed';

/** A visit as iPassan holds it. `pin` opens doors and `name` is personal data: never log either. */
export interface IpassanVisitor {
  readonly uuid: string;
  /** Uuid of the person who is visited; absent where iPassan tells none. */
  readonly host?: string;
  /** How the visitor is called at iPassan. */
  readonly name?: string;
  /** Wire text as it came. */
  readonly startsAt: string;
  /** As `startsAt`; exclusive. */
  readonly endsAt: string;
  /**
   * The PIN as iPassan shows it, zeros in front included. A cancelled visit shows none; whether every other visit does is assumed, so
   * absence alone proves nothing. Only the PIN that `create` returned has been checked for its form.
   */
  readonly pin?: string;
  /** Free text given at creation. `null`: there is none. Absent: iPassan does not return the field at all. */
  readonly reference?: string | null;
}

/** A visit that has just been made. */
export interface IpassanCreatedVisitor {
  readonly uuid: string;
  /** 4 to 8 digits, zeros in front included. It opens doors: show it to host and visitor, never log it. */
  readonly pin: string;
}

/** What no PIN looks like in a read: an empty text shows no code either. Other texts stay, or a live visit would look cancelled. */
const shownPin = z.pipe(
  z.nullish(z.string('must be text')),
  z.transform((text) => (text == null || text.trim() === '' ? undefined : text)),
);

/** One visit, alone or in a list, read by the names of the profile. */
export function ipassanVisitorSchema(names: IpassanProfile['visitor']) {
  return renamed(
    { ...names },
    z.object({
      uuid: idField,
      host: textField,
      name: textField,
      startsAt: z.string(),
      endsAt: z.string(),
      pin: shownPin,
      reference: z.nullish(z.string()),
    }),
  );
}

/**
 * The PIN in the answer to a change, where it tells one as reads do (assumed: what such an answer holds is unknown). Anything else is no
 * PIN, and no answer is refused for it: the change has been taken.
 */
export function ipassanShownPinSchema(pinName: string) {
  return renamed({ pin: pinName }, z.object({ pin: lenientField(shownPin) }));
}

const NO_PIN = 'is not text of 4 to 8 digits, though the visit was created: look for it in the list, and cancel it';

/** The PIN in the answer to a create. A number is refused: it has lost the zeros in front, and another PIN would be handed out. */
export function ipassanIssuedPinSchema(pinName: string) {
  return renamed({ pin: pinName }, z.object({ pin: z.string(NO_PIN).check(z.regex(/^\d{4,8}$/, NO_PIN)) }));
}
