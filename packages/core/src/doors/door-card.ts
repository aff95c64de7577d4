/** Reads what a card reader, a person or a table calls a card. Both answer `undefined` for what no door list can hold. */
export interface DoorCards {
  /** The one spelling of a card. Never throws. */
  read(text: string): string | undefined;
  /** The same, and certain that the one spelling stays as it is when it is read again: what a right is written with. */
  readCertainly(text: string): string | undefined;
}

/** What is longer is no card: a reader that sends it is not asked to be understood. */
const LONGEST_TEXT = 1_000;
/** 1 to 64 characters that can be stored and sent: no control character, no half of a surrogate pair. */
const representable = /^[^\p{Cc}\p{Cs}]{1,64}$/u;

/**
 * The usual spelling of a card number: without blanks, colons, hyphens of any kind and characters that nobody sees, in plain characters
 * (NFKC) and upper case; a number without the zeros in front. So `04:a1:b2`, `04-A1-B2` and `04A1B2` are one card, and so are `0004711` and
 * `4711`.
 */
export function spellDoorCard(card: string): string {
  const plain = card.normalize('NFKC').toUpperCase();
  // Capitals, and what is left of a character, may be written in two ways again.
  const text = plain.replace(/[\s:\p{Pd}\p{Cf}]/gu, '').normalize('NFKC');
  return /^0+\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text;
}

/** @param normalise The host's own spelling. What it throws, and what it makes that cannot be held, is no card. */
export function createDoorCards(normalise: (card: string) => string): DoorCards {
  const read = (text: string): string | undefined => {
    if (typeof text !== 'string' || text.length > LONGEST_TEXT) return undefined;
    try {
      const card: unknown = normalise(text);
      return typeof card === 'string' && representable.test(card) ? card : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    read,
    readCertainly(text) {
      const card = read(text);
      return card !== undefined && read(card) === card ? card : undefined;
    },
  };
}
