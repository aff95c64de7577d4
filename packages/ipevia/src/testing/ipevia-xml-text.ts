/** What XML 1.0 allows besides tab and line breaks. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text that is no XML. */
export class IpeviaXmlError extends Error {
  override readonly name = 'IpeviaXmlError';
}

/** Resolves the five names and numbers. @throws IpeviaXmlError for everything else behind an ampersand. */
export function readXmlText(raw: string): string {
  if (FORBIDDEN.test(raw)) throw new IpeviaXmlError('A character that XML does not allow.');
  return raw
    .replace(/\r\n?/g, '\n')
    .replace(/&(?:#x([\dA-Fa-f]+);|#(\d+);|(\w+);)?/g, (_all, hex?: string, decimal?: string, name?: string) => {
      const code = hex !== undefined ? Number.parseInt(hex, 16) : Number.parseInt(decimal ?? '', 10);
      const text = name === undefined ? textOfCode(code) : named[name];
      if (text === undefined || FORBIDDEN.test(text)) throw new IpeviaXmlError('An entity that is not known.');
      return text;
    });
}

function textOfCode(code: number): string | undefined {
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}

/** For text and for attributes in double quotes. */
export function writeXmlText(text: string): string {
  return text.replace(/[&<>"\t\r\n]/g, (character) => escapes[character] ?? number(character));
}

/** The same in numbers only; for attributes in either quotes. */
export function writeXmlNumbers(text: string): string {
  return text.replace(/[&<>"'\t\r\n]/g, number);
}

function number(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
