import { describe, expect, it } from 'vitest';
import { createDoorCards, spellDoorCard } from './door-card';

const usual = createDoorCards(spellDoorCard);

describe('the usual spelling of a card', () => {
  it.each<[text: string, card: string | undefined]>([
    ['04:a1:b2', '04A1B2'],
    [' 04-A1-B2 ', '04A1B2'],
    ['04 a1\tb2', '04A1B2'],
    ['0004711', '4711'],
    ['47 11', '4711'],
    ['000', '0'],
    ['00-00', '0'],
    ['00A', '00A'],
    ['x'.repeat(64), 'X'.repeat(64)],
    [`0${'1'.repeat(64)}`, '1'.repeat(64)],
    ['x'.repeat(65), undefined],
    ['1'.repeat(100_000), undefined],
    // As spreadsheets and web pages hand them on: written wide, with dashes for hyphens, with what nobody sees.
    ['０４：ａ１－ｂ２', '04A1B2'],
    ['04\u201104\u2013a1\u2014b2\u2010', '0404A1B2'],
    ['\ufeff04\u00ada1\u200bb2\u2060\u200e', '04A1B2'],
    ['\u00a0\u202f4711\u3000', '4711'],
    ['０００４７１１', '4711'],
    ['', undefined],
    [' -:', undefined],
    ['\u200b\u2013', undefined],
    ['47\u000011', undefined],
    ['47\ud80011', undefined],
  ])('of %j is %j', (text, card) => {
    expect(usual.read(text)).toBe(card);
    expect(usual.readCertainly(text)).toBe(card);
  });
});

describe('the usual spelling', () => {
  it('stays as it is when it is read again, whatever a card is made of', () => {
    const restless: string[] = [];
    for (let code = 0; code < 0x30000; code += 1) {
      const text = `a${String.fromCodePoint(code)}1`;
      const card = usual.read(text);
      if (card !== undefined && usual.read(card) !== card) restless.push(code.toString(16));
    }
    expect(restless).toEqual([]);
  });
});

describe('a spelling of the host', () => {
  it('is used in place of the usual one', () => {
    expect(createDoorCards((card) => card.replace(/^card-/, '')).read('card-007')).toBe('007');
  });

  it('makes no card of what it throws for, nor of what is no text', () => {
    const broken = createDoorCards(() => {
      throw new Error('4711');
    });
    expect(broken.read('4711')).toBeUndefined();
    expect(createDoorCards(() => 4711 as unknown as string).read('4711')).toBeUndefined();
    expect(usual.read(undefined as unknown as string)).toBeUndefined();
  });

  it('is no ground for a right when it alters what it has made itself', () => {
    const restless = createDoorCards((card) => card.slice(1));
    expect(restless.read('4711')).toBe('711');
    expect(restless.readCertainly('4711')).toBeUndefined();
  });
});
