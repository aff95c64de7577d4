const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Whether XML 1.0 allows every character. */
export function isXmlText(text: string): boolean {
  return !NOT_XML.test(text);
}

/** Whether there is nothing but XML's white space; a byte order mark or a hard space is something. */
export function isXmlBlank(text: string): boolean {
  return /^[ \t\r\n]*$/.test(text);
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text between tags with its references replaced, once; nothing when XML does not allow it so. */
export function decodeXmlText(raw: string): string | undefined {
  if (raw.includes(']]>')) return undefined;
  if (!raw.includes('&')) return raw;
  let isLegal = true;
  const text = raw.replace(
    /&(?:#x([0-9a-fA-F]+);|#([0-9]+);|(amp|lt|gt|quot|apos);)?/g,
    (_match, hex, decimal, name) => {
      const character = name === undefined ? characterOf(hex, decimal) : named[String(name)];
      if (character === undefined || !isXmlText(character)) isLegal = false;
      return character ?? '';
    },
  );
  return isLegal ? text : undefined;
}

function characterOf(hex: unknown, decimal: unknown): string | undefined {
  const point = typeof hex === 'string' ? Number.parseInt(hex, 16) : typeof decimal === 'string' ? Number(decimal) : -1;
  return point >= 0 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

/** Text as it may stand between tags. */
export function encodeXmlText(text: string): string {
  return text.replace(/[&<>\r]/g, (character) => escapes[character] ?? character);
}
