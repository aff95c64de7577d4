import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leaf, tree } from './salto-node';
import { readSaltoXml } from './salto-xml-input';
import { writeSaltoXml } from './salto-xml-output';

/** Any text that XML allows, rich in what must be escaped. */
const text = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom('&', '<', '>', '&lt;', ']]>', 'é', '🏠', ' ', '\r', '\n'),
      fc.string({ unit: 'binary' }),
    ),
  })
  .map((value) => value.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ''));

describe('XML of the Salto simulator', () => {
  it('brings every legal text there and back', () => {
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const root = tree(
          'A',
          texts.map((value) => leaf('SaltoDB.B_C', value)),
        );
        const bytes = new TextEncoder().encode(writeSaltoXml(root, { isAwkward: false }));
        // An element without children has its own text, so an empty tree comes back as an empty leaf.
        expect(readSaltoXml(bytes)).toEqual(root);
      }),
      { verbose: 1 },
    );
  });

  it('writes awkward text that is the same after trimming', () => {
    fc.assert(
      fc.property(
        text.filter((value) => value.trim() !== ''),
        (value) => {
          const root = tree('A', [leaf('B', value), tree('C', [])]);
          const bytes = new TextEncoder().encode(writeSaltoXml(root, { isAwkward: true }));
          const [read] = readSaltoXml(bytes).children;
          expect(read?.text).not.toBe(value);
          expect(read?.text.trim()).toBe(value.trim());
        },
      ),
      { verbose: 1 },
    );
  });

  it('never fails on a mutilated call with anything but a refusal', () => {
    const call =
      '<RequestCall><RequestName>GetInfo</RequestName><Params><A.B>&amp;<![CDATA[x]]></A.B></Params></RequestCall>';
    fc.assert(
      fc.property(fc.nat(call.length), fc.nat(9), fc.string({ unit: 'binary', maxLength: 4 }), (at, cut, put) => {
        const bytes = Buffer.from(call.slice(0, at) + put + call.slice(at + cut));
        try {
          readSaltoXml(bytes);
        } catch (failure) {
          expect(failure).toMatchObject({ name: 'SaltoFault' });
        }
      }),
      { numRuns: 500, verbose: 1 },
    );
  });
});
