import { seeded } from '@acx/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hexToPayload,
  type IpeviaCardRendering,
  joinFacility,
  LARGEST_CARD,
  LARGEST_FACILITY,
  LARGEST_PAYLOAD,
  payloadToHex,
  payloadToWiegand37,
  splitFacility,
} from './ipevia-wiegand37';

const renderings: readonly IpeviaCardRendering[] = ['number', 'raw-right', 'raw-left'];

const golden: readonly (readonly [card: string, payload: bigint, number: string, right: string, left: string])[] = [
  ['H10302 1', 1n, '0000000001', '0000000002', '0000000010'],
  ['H10302 987654', 987_654n, '00000F1206', '10001E240D', '8000F12068'],
  ['H10302 34359738367', 34_359_738_367n, '07FFFFFFFF', '0FFFFFFFFF', '7FFFFFFFF8'],
  ['H10304 1/1', joinFacility(1n, 1n), '0000080001', '1000100002', '8000800010'],
  ['H10304 1000/12345', joinFacility(1000n, 12_345n), '001F403039', '003E806073', '01F4030398'],
];

const payloads = fc.oneof(fc.bigInt(0n, LARGEST_PAYLOAD), fc.bigInt(0n, 5n), fc.constant(LARGEST_PAYLOAD));

/** The bits as the format's description has them: a list, its first bit first, with both parities counted one by one. */
function naiveBits(payload: bigint): number[] {
  const middle = Array.from(payload.toString(2).padStart(35, '0'), Number);
  const ones = (bits: readonly number[]): number => bits.filter((bit) => bit === 1).length;
  const first = ones(middle.slice(0, 18)) % 2 === 0 ? 0 : 1;
  const last = ones(middle.slice(17)) % 2 === 0 ? 1 : 0;
  return [first, ...middle, last];
}

describe('WIEGAND37', () => {
  it.each(golden)('%s has the digits that are known, both ways', (_, payload, ...digits) => {
    expect(renderings.map((rendering) => payloadToHex(payload, rendering))).toEqual(digits);
    expect(renderings.map((rendering, index) => hexToPayload(digits[index] ?? '', rendering))).toEqual([
      { payload },
      { payload },
      { payload },
    ]);
  });

  it('comes back from each rendering as it was, in upper and lower case', () => {
    fc.assert(
      fc.property(payloads, fc.constantFrom(...renderings), (payload, rendering) => {
        const hex = payloadToHex(payload, rendering);
        expect(hex).toMatch(/^[\dA-F]{10}$/);
        expect(hexToPayload(hex, rendering)).toEqual({ payload });
        expect(hexToPayload(hex.toLowerCase(), rendering)).toEqual({ payload });
      }),
      seeded(1000),
    );
  });

  it('has the parities that counting bit by bit gives', () => {
    fc.assert(
      fc.property(payloads, (payload) => {
        const bits = naiveBits(payload);
        expect(payloadToWiegand37(payload)).toBe(BigInt(`0b${bits.join('')}`));
        expect(bits.slice(0, 19).filter(Boolean).length % 2).toBe(0);
        expect(bits.slice(18).filter(Boolean).length % 2).toBe(1);
      }),
      seeded(1000),
    );
  });

  it('takes no digits that it would not have written itself', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, (1n << 40n) - 1n), fc.constantFrom(...renderings), (value, rendering) => {
        const hex = value.toString(16).toUpperCase().padStart(10, '0');
        const read = hexToPayload(hex, rendering);
        if ('payload' in read) expect(payloadToHex(read.payload, rendering)).toBe(hex);
      }),
      seeded(2000),
    );
  });

  it('notices every single bit that is wrong in a raw rendering', () => {
    fc.assert(
      fc.property(
        payloads,
        fc.constantFrom<IpeviaCardRendering>('raw-right', 'raw-left'),
        fc.nat(39),
        (payload, rendering, bit) => {
          const wrong = BigInt(`0x${payloadToHex(payload, rendering)}`) ^ (1n << BigInt(bit));
          expect(hexToPayload(wrong.toString(16).padStart(10, '0'), rendering)).toHaveProperty('problem');
        },
      ),
      seeded(1000),
    );
  });

  it.each<[string, IpeviaCardRendering, RegExp]>([
    ['', 'number', /ten hexadecimal digits/],
    ['F1206', 'number', /ten hexadecimal digits/],
    ['000000F1206', 'number', /ten hexadecimal digits/],
    ['00000F120G', 'number', /ten hexadecimal digits/],
    ['00000F1206\n', 'number', /ten hexadecimal digits/],
    ['0800000000', 'number', /more than the 35 bits/],
    ['2000000002', 'raw-right', /first three bits/],
    ['0000000011', 'raw-left', /last three bits/],
    ['0000000003', 'raw-right', /parity/],
    ['0000000018', 'raw-left', /parity/],
    ['1000000002', 'raw-right', /parity/],
  ])('says what is wrong with %j as %s', (hex, rendering, problem) => {
    expect(hexToPayload(hex, rendering)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it('divides the bits into facility and card, and joins them again', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, LARGEST_FACILITY), fc.bigInt(0n, LARGEST_CARD), (facility, card) => {
        const payload = joinFacility(facility, card);
        expect(payload).toBeLessThanOrEqual(LARGEST_PAYLOAD);
        expect(splitFacility(payload)).toEqual({ facility, card });
      }),
      seeded(500),
    );
    expect([LARGEST_FACILITY, LARGEST_CARD]).toEqual([65_535n, 524_287n]);
  });
});
