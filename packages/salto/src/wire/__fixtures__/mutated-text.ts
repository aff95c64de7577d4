import * as fc from 'fast-check';

const TOKENS = [
  ...['<', '>', '/', '&', '"', "'", '=', ' ', '\n', '\u0000', '\ufffd', '\ufeff', '0', '1', '-', '.'],
  ...[
    '<x>',
    '</x>',
    '<x/>',
    '</x/>',
    '< x>',
    '&amp;',
    '&#48;',
    '&x;',
    ']]>',
    '<![CDATA[',
    '<!--',
    '-->',
    '<?x ?>',
    '<!DOCTYPE x>',
  ],
];

/** A text to which one to four things have been done: parts cut out, copied elsewhere, cut off, or tokens put in. */
export function mutatedText(text: string): fc.Arbitrary<string> {
  const place = fc.nat(text.length + 20);
  const change = fc.oneof(
    fc.tuple(fc.constant('cut'), place, place),
    fc.tuple(fc.constant('copy'), place, place),
    fc.tuple(fc.constant('end'), place, place),
    fc.tuple(fc.constantFrom(...TOKENS), place, fc.constantFrom(0, 0, 1)),
  );
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => changes.reduce(changed, text));
}

function changed(text: string, [what, at, other]: readonly [string, number, number]): string {
  const from = Math.min(at, text.length);
  if (what === 'end') return text.slice(0, from);
  if (what === 'cut') return text.slice(0, Math.min(from, other)) + text.slice(Math.max(from, other));
  if (what === 'copy') return text.slice(0, other) + text.slice(from, from + 60) + text.slice(other);
  return text.slice(0, from) + what + text.slice(from + other);
}
