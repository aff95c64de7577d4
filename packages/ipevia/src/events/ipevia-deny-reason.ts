/** Longer texts of the vendor are cut. */
const LONGEST_TEXT = 100;

/** Our words for the reasons that ONVIF has, by the vendor's own words in lower case. */
const words: ReadonlyMap<string, string> = new Map([
  ['credential_not_enabled', 'disabled'],
  ['credential_not_active', 'not_yet_valid'],
  ['credential_expired', 'expired'],
  ['invalid_pin', 'wrong_pin'],
  ['not_permitted_at_this_time', 'out_of_time'],
  ['unauthorized', 'not_allowed_here'],
  ['other', 'other'],
]);

/** Nobody knows this card. */
export const UNKNOWN_CARD = 'unknown_card';

/**
 * A reason in a word that software can branch on; one that is not known stays as it is, up to 100 characters. `undefined` for an empty one.
 */
export function toDenyReason(reason: string): string | undefined {
  const text = reason.trim();
  if (text === '') return undefined;
  const snake = text
    .replace(/^[\w.-]+:/, '')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase();
  return words.get(snake) ?? Array.from(text).slice(0, LONGEST_TEXT).join('');
}
