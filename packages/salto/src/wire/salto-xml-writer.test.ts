import { InvalidInputError, trimXmlText } from '@acx/core/provider';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXml } from './salto-xml-reader';
import { writeXml } from './salto-xml-writer';

describe('an element', () => {
  it('is written without white space, with its text escaped once', () => {
    expect(
      writeXml({
        name: 'a',
        children: [{ name: 'b.c', text: `&amp; <é> "'\r\n` }, { name: 'd' }, { name: 'e', text: '' }],
      }),
    ).toBe(`<a><b.c>&amp;amp; &lt;é&gt; "'&#13;\n</b.c><d/><e/></a>`);
  });

  it.each([
    ['a control character', { name: 'a', text: 'SECRET\u0000' }],
    ['a vertical tab', { name: 'a', text: 'SECRET\u000b' }],
    ['half of a character', { name: 'a', text: 'SECRET\ud83c' }],
    ['the halves of a character in the wrong order', { name: 'a', text: 'SECRET\udfe0\ud83c' }],
    ['no character', { name: 'a', text: 'SECRET\uffff' }],
    ['a name that holds a tag', { name: 'SECRET><b', text: '' }],
    ['an empty name', { name: '' }],
    ['a prefix', { name: 'a:b' }],
    ['a name that begins with a digit', { name: '1SECRET' }],
  ])('with %s is refused before it is sent, without repeating it', (_what, child) => {
    const write = () => writeXml({ name: 'a', children: [child] });
    expect(write).toThrow(InvalidInputError);
    expect(write).not.toThrow(/SECRET/);
  });

  it('that holds itself is refused', () => {
    const children: { name: string; children: unknown[] }[] = [];
    const loop = { name: 'a', children };
    children.push(loop);
    expect(() => writeXml(loop as never)).toThrow(InvalidInputError);
  });

  it('brings any legal text to the other side', () => {
    const legal = fc
      .string({ unit: 'grapheme' })
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot hold
      .filter((text) => !/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(text));
    const anyLegal = fc.oneof(legal, fc.stringMatching(/^[&<>;a-z#\r\n\t \]\u00e9-]*$/));
    fc.assert(
      fc.property(fc.array(anyLegal, { maxLength: 4 }), (texts) => {
        const written = writeXml({ name: 'a', children: texts.map((text) => ({ name: 'b', text })) });
        const read = readXml(written);
        const children = 'root' in read ? (read.root.children ?? []) : [];
        expect(children.map(({ text = '' }) => text)).toEqual(texts.map(trimXmlText));
      }),
      { numRuns: 2000, verbose: true },
    );
  });
});
