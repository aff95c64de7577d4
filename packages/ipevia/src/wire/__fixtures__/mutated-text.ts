import * as fc from 'fast-check';

const characters = ['<', '>', '/', '&', '"', "'", '=', ' ', '\n', '\u0000', '\ufffd', '\ufeff', '0', 'F', ':', '-'];
const tags = ['<x>', '</x>', '<x/>', '< x>', ' x="1"', ' token="t"', '&amp;', '&#48;', '&x;'];
const sections = [']]>', '<![CDATA[', '<!--', '-->', '<?x ?>', '<!DOCTYPE x>', '<!DOCTYPE x [<!ENTITY x "y">]>'];

/** A text to which one to four things have been done: parts cut out, copied elsewhere, cut off, or tokens put in. */
export function mutatedText(text: string): fc.Arbitrary<string> {
  const place = fc.nat(text.length + 20);
  const change = fc.oneof(
    fc.record({ kind: fc.constant('cut' as const), from: place, length: fc.nat(200) }),
    fc.record({ kind: fc.constant('copy' as const), from: place, length: fc.nat(200), to: place }),
    fc.record({ kind: fc.constant('end' as const), from: place }),
    fc.record({
      kind: fc.constant('insert' as const),
      from: place,
      length: fc.constantFrom(0, 0, 1),
      token: fc.constantFrom(...characters, ...tags, ...sections),
    }),
  );
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) =>
    changes.reduce((current, one) => {
      const { kind, from } = one;
      if (kind === 'end') return current.slice(0, from);
      const until = from + one.length;
      if (kind === 'cut') return current.slice(0, from) + current.slice(until);
      if (kind === 'copy') return current.slice(0, one.to) + current.slice(from, until) + current.slice(one.to);
      return current.slice(0, from) + one.token + current.slice(until);
    }, text),
  );
}
