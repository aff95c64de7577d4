import { InvalidInputError } from '@acx/core/provider';
import {
  hexToPayload,
  type IpeviaCardLayout,
  type IpeviaCardRendering,
  type IpeviaPayload,
  joinFacility,
  LARGEST_CARD,
  LARGEST_FACILITY,
  LARGEST_PAYLOAD,
  payloadToHex,
  splitFacility,
} from './ipevia-wiegand37';

/** How the card numbers of an installation are written. */
export interface IpeviaCardRules {
  readonly layout: IpeviaCardLayout;
  /** How iPevia writes a number in hexadecimal digits; so hexadecimal numbers that people type are read this way too. */
  readonly rendering: IpeviaCardRendering;
  /** What plain digits are. With `hexadecimal` they are copied from iPevia's screens; a facility and its card are decimal all the same. */
  readonly text: 'decimal' | 'hexadecimal';
}

/**
 * A card number in the one way to write it, or what is wrong with it. The problem goes on a sentence, has no full stop, and names neither
 * the number nor a digit of it.
 */
export type IpeviaCardNumber = { readonly canonical: string } | { readonly problem: string };

/** Longer texts are no card numbers. */
const LONGEST_TEXT = 64;
const MARKED_HEX = /^(?:0x([\dA-F]+)|([\dA-F]+)h)$/i;
const PLAIN_HEX = /^[\dA-F]+$/i;
const PAIR = /^(\d+)\s*([-/:])\s*(\d+)$/;
/** Digits, or thousands divided by one and the same sign. */
const DECIMAL = /^(?:\d+|[1-9]\d{0,2}(?:([ .'\u2019\u00a0\u2009\u202f])\d{3})(?:\1\d{3})*)$/;
const WITHOUT_LETTERS = /^[\d\s\p{P}\p{S}]+$/u;
const HEX_ADVICE = 'a hexadecimal number needs 0x before it or h behind it';
const PAIR_ADVICE = 'write facility/card in decimal digits, such as 123/4567';

/**
 * Reads a card number as people type it.
 *
 * | typed | H10302 | H10304 |
 * |---|---|---|
 * | `987654`, `0000987654`, `987 654`, `987.654` | 987654 | refused: which facility? |
 * | `123/4567`, `123-4567`, `123:4567` | refused: there is no facility | 123/4567 |
 * | `0x00000F1206`, `F1206h`, with `text: 'hexadecimal'` also `F1206` | the number that iPevia writes so | the pair that iPevia writes so |
 *
 * Hexadecimal digits are read as the rendering writes them. With `number`, zeros in front may be left out; the raw renderings need all ten
 * digits. Whatever can be read in two ways is refused, because the other reading opens for a stranger.
 *
 * The canonical text is decimal. With H10302 and `text: 'hexadecimal'` it is `0x` and ten digits instead: a decimal one would be read as
 * another card the next time. So reading a canonical text gives that same text, under the same rules.
 */
export function readIpeviaCardNumber(text: string, rules: IpeviaCardRules): IpeviaCardNumber {
  const read = readPayload(text, rules);
  return 'problem' in read ? read : { canonical: toCanonical(read.payload, rules) };
}

/**
 * The digits that iPevia holds for a card: ten, in upper case.
 * @throws InvalidInputError, which does not name it, for what {@link readIpeviaCardNumber} refuses.
 */
export function ipeviaCardToHex(canonical: string, rules: IpeviaCardRules): string {
  const read = readPayload(canonical, rules);
  if ('payload' in read) return payloadToHex(read.payload, rules.rendering);
  throw new InvalidInputError({ subject: 'card number', problems: [{ path: '', message: read.problem }] });
}

/** The card of digits that iPevia holds, upper or lower case; `undefined` for what is no card number under these rules. */
export function ipeviaHexToCard(hex: string, rules: IpeviaCardRules): string | undefined {
  const read = hexToPayload(hex, rules.rendering);
  return 'payload' in read ? toCanonical(read.payload, rules) : undefined;
}

function toCanonical(payload: bigint, { layout, rendering, text }: IpeviaCardRules): string {
  if (layout === 'H10304') {
    const { facility, card } = splitFacility(payload);
    return `${facility}/${card}`;
  }
  return text === 'decimal' ? payload.toString() : `0x${payloadToHex(payload, rendering)}`;
}

function readPayload(text: string, rules: IpeviaCardRules): IpeviaPayload {
  const typed = text.trim();
  if (typed === '') return { problem: 'it is empty' };
  if (typed.length > LONGEST_TEXT) return { problem: 'it is too long for a card number' };
  const marked = MARKED_HEX.exec(typed);
  const hex = marked?.[1] ?? marked?.[2];
  if (hex !== undefined) return readHex(hex, rules);
  const pair = PAIR.exec(typed);
  if (pair !== null) return readPair(pair[1] ?? '', pair[3] ?? '', rules);
  if (rules.text === 'hexadecimal') {
    return PLAIN_HEX.test(typed)
      ? readHex(typed, rules)
      : { problem: 'it must be hexadecimal digits and nothing else' };
  }
  return readDecimal(typed, rules);
}

function readHex(digits: string, { rendering }: IpeviaCardRules): IpeviaPayload {
  if (rendering !== 'number') return hexToPayload(digits, rendering);
  if (digits.length > 10) return { problem: 'it has more than ten hexadecimal digits' };
  return hexToPayload(digits.padStart(10, '0'), rendering);
}

function readPair(facilityDigits: string, cardDigits: string, { layout }: IpeviaCardRules): IpeviaPayload {
  if (layout === 'H10302') {
    return {
      problem: 'it is divided in two, but cards here have no facility: write the whole number without signs in it',
    };
  }
  const facility = BigInt(facilityDigits);
  const card = BigInt(cardDigits);
  if (facility > LARGEST_FACILITY) return { problem: `its facility is out of range: at most ${LARGEST_FACILITY}` };
  if (card > LARGEST_CARD) return { problem: `its card is out of range: at most ${LARGEST_CARD} behind the facility` };
  return { payload: joinFacility(facility, card) };
}

function readDecimal(typed: string, { layout }: IpeviaCardRules): IpeviaPayload {
  if (!WITHOUT_LETTERS.test(typed)) return { problem: `it holds letters, or other digits than 0 to 9: ${HEX_ADVICE}` };
  if (layout === 'H10304') return { problem: `it is not clear what its facility is: ${PAIR_ADVICE}` };
  if (!DECIMAL.test(typed))
    return { problem: 'it is ambiguous or incomplete: write the whole number in digits without signs in it' };
  const payload = BigInt(typed.replace(/\D/g, ''));
  if (payload > LARGEST_PAYLOAD) return { problem: `it is out of range: at most ${LARGEST_PAYLOAD}` };
  return { payload };
}
