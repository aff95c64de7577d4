const NEEDS_ESCAPE = /[&<>\r]/;
const ESCAPES = /[&<>\r]/g;
const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

/** Control characters and lone surrogates, which XML 1.0 cannot hold in any form. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are looked for
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\p{Surrogate}]/u;

/** True when XML can hold the text. */
export function isXmlText(text: string): boolean {
  return !FORBIDDEN.test(text);
}

/** The text as it stands between tags. A carriage return is written as a reference, because a reader takes a plain one for a line feed. */
export function encodeXmlText(text: string): string {
  return NEEDS_ESCAPE.test(text) ? text.replace(ESCAPES, (character) => escaped[character] ?? character) : text;
}

const REFERENCES = /&(?:#(\d+)|#x([\da-fA-F]+)|(amp|lt|gt|quot|apos));/g;
const UNKNOWN_REFERENCE = /&(?!#\d+;|#x[\da-fA-F]+;|(?:amp|lt|gt|quot|apos);)/;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text that was meant; `undefined` when it refers to something that is no character. Decodes once: `&amp;lt;` is `&lt;`. */
export function decodeXmlText(text: string): string | undefined {
  if (!text.includes('&')) return text;
  if (UNKNOWN_REFERENCE.test(text)) return undefined;
  let isReadable = true;
  const decoded = text.replace(REFERENCES, (_reference, decimal?: string, hexadecimal?: string, name?: string) => {
    const codePoint = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    const character = name === undefined ? characterOf(codePoint) : named[name];
    if (character === undefined) isReadable = false;
    return character ?? '';
  });
  return isReadable ? decoded : undefined;
}

function characterOf(codePoint: number): string | undefined {
  if (!(codePoint <= 0x10ffff)) return undefined;
  const character = String.fromCodePoint(codePoint);
  return isXmlText(character) ? character : undefined;
}

const AROUND = /^[ \t\r\n]+|[ \t\r\n]+$/g;

/** Without the white space of XML around; a no-break space is content. */
export function trimXmlText(text: string): string {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return first <= 32 || last <= 32 ? text.replace(AROUND, '') : text;
}
