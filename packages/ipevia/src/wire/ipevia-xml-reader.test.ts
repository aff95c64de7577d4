import { encodeXmlText, isXmlText, trimXmlText } from '@acx/core/provider';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXml } from './ipevia-xml-reader';

const rootOf = (document: string, namespaces?: ReadonlySet<string>) => {
  const read = readXml(document, namespaces);
  if ('problem' in read) throw new Error(read.problem);
  return read.root;
};

describe('the reader', () => {
  it('leaves prefixes, namespaces and comments out, and keeps attributes as they are written', () => {
    const root = rootOf(
      '<a:R xmlns:a="u" xmlns="u" t=\'1 &lt; "2"\' a:t="3&#10;4" w="x\ny"><!-- <a:No/> --><b:C xmlns:b="u"/><C >x<![CDATA[<&]]>y</C></a:R>',
    );
    expect(root.name).toBe('R');
    expect([...(root.attributes ?? [])]).toEqual([
      ['t', '1 < "2"'],
      ['a:t', '3\n4'],
      ['w', 'x y'],
    ]);
    expect(root.children).toMatchObject([{ name: 'C' }, { name: 'C', text: 'x<&y' }]);
  });

  it('leaves out what is of a namespace that nobody knows, with all that is in it', () => {
    const inside =
      '<v:C xmlns:v="vendor"><C>1</C></v:C><C xmlns="vendor"/><k:C xmlns:k="known">2</k:C><C>3</C><x:C>4</x:C>';
    const texts = (document: string) => rootOf(document, new Set(['known'])).children?.map(({ text }) => text);
    expect(texts(`<R xmlns="own">${inside}</R>`)).toEqual(['2', '3', '4']);
    expect(texts(`<R xmlns="http://www.w3.org/2003/05/soap-envelope">${inside}</R>`)).toHaveLength(5);
    expect(texts('<v:R xmlns:v="vendor"><v:C>1</v:C></v:R>')).toEqual(['1']);
  });

  it('reads a sign of the end in an attribute as a part of it', () => {
    expect(rootOf('<a b="/>" c=\'>\'><d e=">"/></a>')).toMatchObject({
      attributes: new Map([
        ['b', '/>'],
        ['c', '>'],
      ]),
      children: [{ name: 'd' }],
    });
  });

  it.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ['an entity', '<a>&x;</a>'],
    ['an entity in an attribute', '<a b="&x;"/>'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['an end that is missing', '<a><b></a>'],
    ['two roots', '<a/><b/>'],
    ['nothing', ''],
    ['no XML', 'Bad Gateway'],
    ['a depth without end', '<a>'.repeat(100_000)],
    ['namespaces without end', `<a ${Array.from({ length: 50_000 }, (_, index) => `xmlns:n${index}="u"`).join(' ')}/>`],
    ['an instruction', '<a><?php x ?></a>'],
    ['another encoding', '<?xml version="1.0" encoding="utf-16"?><a/>'],
  ])('refuses %s', (_what, document) => {
    expect(readXml(document)).toHaveProperty('problem');
  });

  it('gives every legal text back', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 }).filter(isXmlText);
    fc.assert(
      fc.property(text, (value) => {
        const document = `<a b="${encodeXmlText(value)
          .replaceAll('"', '&quot;')
          .replaceAll(/[\n\t]/g, (one) => `&#${one.charCodeAt(0)};`)}">${encodeXmlText(value)}</a>`;
        const root = rootOf(document);
        expect(root.attributes?.get('b')).toBe(value);
        expect(root.text ?? '').toBe(trimXmlText(value));
      }),
      { numRuns: 2000, verbose: true },
    );
  });

  it('is not slowed down by what is garbled', () => {
    const parts = fc.constantFrom(
      '<a',
      '<a>',
      '</a>',
      ' b="',
      '"',
      "'",
      '&#',
      ';',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      ' ',
      '=',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 300 }), (chosen) => {
        const startedAt = performance.now();
        readXml(`<r>${chosen.join('')}</r>`);
        expect(performance.now() - startedAt).toBeLessThan(20_000);
      }),
      { numRuns: 1000, verbose: true },
    );
  });
});
