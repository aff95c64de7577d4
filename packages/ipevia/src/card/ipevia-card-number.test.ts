import { inspect } from 'node:util';
import { seeded } from '@acx/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type IpeviaCardRules, ipeviaCardToHex, ipeviaHexToCard, readIpeviaCardNumber } from './ipevia-card-number';
import { joinFacility, LARGEST_PAYLOAD, payloadToHex } from './ipevia-wiegand37';

const plain: IpeviaCardRules = { layout: 'H10302', rendering: 'number', text: 'decimal' };
const paired: IpeviaCardRules = { ...plain, layout: 'H10304' };
const hexadecimal: IpeviaCardRules = { ...plain, text: 'hexadecimal' };

const everyRule = fc.record<IpeviaCardRules>({
  layout: fc.constantFrom('H10302', 'H10304'),
  rendering: fc.constantFrom('number', 'raw-right', 'raw-left'),
  text: fc.constantFrom('decimal', 'hexadecimal'),
});

describe('readIpeviaCardNumber', () => {
  it.each<[string, IpeviaCardRules, string]>([
    ['987654', plain, '987654'],
    ['  0000987654 ', plain, '987654'],
    ['987 654', plain, '987654'],
    ['987.654', plain, '987654'],
    ["34'359'738'367", plain, '34359738367'],
    ['34\u00a0359\u00a0738\u00a0367', plain, '34359738367'],
    ['0', plain, '0'],
    ['000', plain, '0'],
    ['0xF1206', plain, '987654'],
    ['0X00000f1206', plain, '987654'],
    ['F1206h', plain, '987654'],
    ['10H', plain, '16'],
    ['0x07FFFFFFFF', plain, '34359738367'],
    ['0x10001E240D', { ...plain, rendering: 'raw-right' }, '987654'],
    ['8000f12068h', { ...plain, rendering: 'raw-left' }, '987654'],
    ['F1206', hexadecimal, '0x00000F1206'],
    ['987654', hexadecimal, '0x0000987654'],
    ['0x00000F1206', hexadecimal, '0x00000F1206'],
    ['10001E240D', { ...hexadecimal, rendering: 'raw-right' }, '0x10001E240D'],
    ['123/4567', paired, '123/4567'],
    ['0123-04567', paired, '123/4567'],
    ['123:4567', paired, '123/4567'],
    [' 123 / 4567 ', paired, '123/4567'],
    ['65535/524287', paired, '65535/524287'],
    ['0x001F403039', paired, '1000/12345'],
    ['1F403039', { ...paired, text: 'hexadecimal' }, '1000/12345'],
    ['123/4567', { ...paired, text: 'hexadecimal' }, '123/4567'],
  ])('reads %j with %o as %s', (typed, rules, canonical) => {
    expect(readIpeviaCardNumber(typed, rules)).toEqual({ canonical });
  });

  it.each<[string, IpeviaCardRules, RegExp]>([
    ['', plain, /empty/],
    [' \t ', plain, /empty/],
    ['9'.repeat(65), plain, /too long/],
    ['34359738368', plain, /out of range: at most 34359738367/],
    ['34.359.738.368', plain, /out of range/],
    ['F1206', plain, /letters.*0x/],
    ['3.4E+10', plain, /letters/],
    ['card 7', plain, /letters/],
    ['0xF12h', plain, /letters/],
    ['0x', plain, /letters/],
    ['٣٤٥', plain, /other digits than 0 to 9/],
    ['98 7654', plain, /ambiguous/],
    ['987 654.321', plain, /ambiguous/],
    ['987.65', plain, /ambiguous/],
    ['0.987', plain, /ambiguous/],
    ['987654.0', plain, /ambiguous/],
    ['987,654', plain, /ambiguous/],
    ['987654;123456', plain, /ambiguous/],
    ['-987654', plain, /ambiguous/],
    ['123/4567', plain, /no facility/],
    ['123-456', plain, /no facility/],
    ['0x000000F1206', plain, /more than ten/],
    ['0x0800000000', plain, /35 bits/],
    ['0xF1206', { ...plain, rendering: 'raw-right' }, /ten hexadecimal digits/],
    ['0x00000F1206', { ...plain, rendering: 'raw-left' }, /three bits|parity/],
    ['987654', paired, /facility.*123\/4567/],
    ['123 4567', paired, /facility/],
    ['65536/1', paired, /facility is out of range: at most 65535/],
    ['1/524288', paired, /card is out of range: at most 524287/],
    ['1/2/3', paired, /facility/],
    ['1F/3039', paired, /letters/],
    ['F1 206', hexadecimal, /hexadecimal digits and nothing else/],
    ['G1206', hexadecimal, /hexadecimal digits and nothing else/],
  ])('refuses %j with %o', (typed, rules, problem) => {
    expect(readIpeviaCardNumber(typed, rules)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it('reads what it has written as the same card again, whatever the rules', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, LARGEST_PAYLOAD), everyRule, (payload, rules) => {
        const hex = payloadToHex(payload, rules.rendering);
        const canonical = ipeviaHexToCard(hex, rules) ?? '';
        expect(readIpeviaCardNumber(canonical, rules)).toEqual({ canonical });
        expect(ipeviaCardToHex(canonical, rules)).toBe(hex);
        expect(readIpeviaCardNumber(`0x${hex}`, rules)).toEqual({ canonical });
        expect(readIpeviaCardNumber(`${hex.toLowerCase()}h`, rules)).toEqual({ canonical });
      }),
      seeded(1000),
    );
  });

  it('writes one card in one way, however it was typed', () => {
    const digits = fc.bigInt(0n, LARGEST_PAYLOAD);
    fc.assert(
      fc.property(digits, fc.nat(5), fc.constantFrom(' ', '.', "'"), (number, zeros, sign) => {
        const thousands = `${number}`.replace(/\B(?=(\d{3})+$)/g, sign);
        for (const typed of [`${'0'.repeat(zeros)}${number}`, thousands, `0x${number.toString(16)}`])
          expect(readIpeviaCardNumber(typed, plain)).toEqual({ canonical: `${number}` });
      }),
      seeded(500),
    );
    fc.assert(
      fc.property(fc.nat(65_535), fc.nat(524_287), fc.constantFrom('-', '/', ':', ' - '), (facility, card, sign) => {
        const canonical = `${facility}/${card}`;
        expect(readIpeviaCardNumber(`00${facility}${sign}0${card}`, paired)).toEqual({ canonical });
        expect(ipeviaCardToHex(canonical, paired)).toBe(
          payloadToHex(joinFacility(BigInt(facility), BigInt(card)), 'number'),
        );
      }),
      seeded(500),
    );
  });

  it('never throws, and its problems are always the same few texts, whatever the digits', () => {
    const problems = new Set<string>();
    const typed = fc.oneof(fc.string(), fc.stringMatching(/^[\dA-Fxh/:. -]{0,20}$/), fc.stringMatching(/^\d{1,14}$/));
    fc.assert(
      fc.property(typed, everyRule, (text, rules) => {
        const read = readIpeviaCardNumber(text, rules);
        if ('problem' in read) problems.add(read.problem);
        else expect(readIpeviaCardNumber(read.canonical, rules)).toEqual(read);
      }),
      seeded(3000),
    );
    expect(problems.size).toBeLessThan(20);
    for (const problem of problems) expect(problem).not.toMatch(/\.$/);
  });
});

describe('ipeviaCardToHex', () => {
  it('tells what is wrong without naming the card', () => {
    expect.assertions(2);
    try {
      ipeviaCardToHex('CANARY-77', plain);
    } catch (failure) {
      expect(failure).toMatchObject({ code: 'invalid_input' });
      expect(inspect(failure, { depth: 9 })).not.toMatch(/CANARY|77/);
    }
  });
});

describe('ipeviaHexToCard', () => {
  it('knows no card for digits that iPevia cannot have written so', () => {
    for (const hex of ['', 'F1206', '00000F12', '0800000000', '00000F120G'])
      expect(ipeviaHexToCard(hex, plain)).toBeUndefined();
    expect(ipeviaHexToCard('0000000003', { ...plain, rendering: 'raw-right' })).toBeUndefined();
    expect(ipeviaHexToCard('00000f1206', plain)).toBe('987654');
  });
});
