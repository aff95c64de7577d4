/** How the 35 bits between the parity bits are divided: one number, or 16 bits of a facility and 19 bits of a card. */
export type IpeviaCardLayout = 'H10302' | 'H10304';

/**
 * How the bits become ten hexadecimal digits. `number`: the 35 bits between the parity bits, as a number. `raw-right`: all 37 bits, as a
 * number. `raw-left`: all 37 bits and three zeros behind them, as they come from a reader.
 */
export type IpeviaCardRendering = 'number' | 'raw-right' | 'raw-left';

/** What a card holds, or why it cannot be told. The problem names no digit of the card. */
export type IpeviaPayload = { readonly payload: bigint } | { readonly problem: string };

const PAYLOAD_BITS = 35n;
const CARD_BITS = 19n;
/** The largest number that the 35 bits hold. */
export const LARGEST_PAYLOAD = (1n << PAYLOAD_BITS) - 1n;
/** The largest facility. */
export const LARGEST_FACILITY = (1n << (PAYLOAD_BITS - CARD_BITS)) - 1n;
/** The largest card of a facility. */
export const LARGEST_CARD = (1n << CARD_BITS) - 1n;

/** Of 37 bits, the first one first: 0 to 18, to which the even parity belongs, and 18 to 36, to which the odd one does. */
const EVEN_BITS = ((1n << 19n) - 1n) << 18n;
const ODD_BITS = (1n << 19n) - 1n;
const FIRST_BIT = 1n << 36n;
/** Bits behind the 37 in `raw-left`. */
const PADDING_BITS = 3n;
const HEX_DIGITS = /^[\dA-F]{10}$/i;

/** The 35 bits of a facility and a card of it, both in range. */
export function joinFacility(facility: bigint, card: bigint): bigint {
  return (facility << CARD_BITS) | card;
}

/** The facility and the card in 35 bits. */
export function splitFacility(payload: bigint): { readonly facility: bigint; readonly card: bigint } {
  return { facility: payload >> CARD_BITS, card: payload & LARGEST_CARD };
}

/** The 37 bits, parity included, of a payload in range. */
export function payloadToWiegand37(payload: bigint): bigint {
  const even = hasOddCount((payload << 1n) & EVEN_BITS) ? FIRST_BIT : 0n;
  const odd = hasOddCount((payload << 1n) & ODD_BITS) ? 0n : 1n;
  return even | (payload << 1n) | odd;
}

/** Ten upper-case digits. Both layouts are rendered alike: they divide the same 35 bits. */
export function payloadToHex(payload: bigint, rendering: IpeviaCardRendering): string {
  const bits = rendering === 'number' ? payload : payloadToWiegand37(payload);
  const placed = rendering === 'raw-left' ? bits << PADDING_BITS : bits;
  return placed.toString(16).toUpperCase().padStart(10, '0');
}

/** The way back. Takes ten digits in upper or lower case; whatever could not have been rendered is a problem. */
export function hexToPayload(hex: string, rendering: IpeviaCardRendering): IpeviaPayload {
  if (!HEX_DIGITS.test(hex)) return { problem: 'it must be ten hexadecimal digits' };
  const value = BigInt(`0x${hex}`);
  if (rendering === 'number') {
    return value > LARGEST_PAYLOAD ? { problem: 'it has more than the 35 bits of a card number' } : { payload: value };
  }
  const bits = rendering === 'raw-left' ? value >> PADDING_BITS : value;
  if (rendering === 'raw-left' && bits << PADDING_BITS !== value) {
    return { problem: 'its last three bits must be zero, behind the 37 bits of the card' };
  }
  if (bits >> 37n !== 0n) return { problem: 'its first three bits must be zero, before the 37 bits of the card' };
  const payload = (bits >> 1n) & LARGEST_PAYLOAD;
  if (payloadToWiegand37(payload) === bits) return { payload };
  return {
    problem: 'its parity bits do not fit: digits are mistyped, or it is written in another way than the option says',
  };
}

function hasOddCount(bits: bigint): boolean {
  let isOdd = false;
  for (let left = bits; left !== 0n; left &= left - 1n) isOdd = !isOdd;
  return isOdd;
}
