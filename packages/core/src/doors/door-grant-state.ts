import * as z from 'zod/mini';
import type { AcxError } from '../errors/acx-error';
import { describeIssues } from '../errors/describe-issues';
import { InvalidInputError } from '../errors/invalid-input-error';
import { parseWithMessages } from '../errors/parse-with-messages';
import { fingerprint } from '../model/fingerprint';
import type { GrantState } from '../model/grant';
import type { Window } from '../model/window';

/** Which card passes which door when. Holds a card number: never log it. A type, so that it is plain JSON. */
export type DoorGrantState = {
  readonly place: string;
  /** In the one spelling. */
  readonly card: string;
  /** In order of time, apart from each other, at least one. */
  readonly windows: readonly DoorWindow[];
};

/** A {@link Window} as plain JSON. */
export type DoorWindow = { readonly startsAt: string; readonly endsAt: string };

const instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, 'must be an instant'));

/** At least one window. */
export const doorWindowsSchema = z
  .array(z.strictObject({ startsAt: instant, endsAt: instant }))
  .check(z.minLength(1, 'must not be empty'));

const stateSchema = z.strictObject({ place: z.string(), card: z.string(), windows: doorWindowsSchema });

/** A grant state as what it says; an error when it is not one of ours. */
export function parseDoorGrantState(state: GrantState): DoorGrantState | AcxError {
  const result = parseWithMessages(stateSchema, state);
  if (result.success) return result.data;
  return new InvalidInputError({ subject: 'grant state', problems: describeIssues(result.error) });
}

/** When the last of the windows ends. */
export function lastEndOf(windows: readonly Window[]): string {
  return windows.reduce((last, { endsAt }) => (endsAt > last ? endsAt : last), '');
}

/**
 * The grant of a card at a door: the place and a fingerprint of both. Stable, so there is no secret in it: whoever has the key and tries
 * all numbers finds a card that is a short number. So logs and journals with such keys are as sensitive as a list of cards. The door list
 * itself tells its keys to nobody but the engine.
 */
export function doorGrantKey({ place, card }: { place: string; card: string }): string {
  return `${encodeURIComponent(place)}/${fingerprint(JSON.stringify([place, card]))}`;
}
