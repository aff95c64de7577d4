/** Deeper documents are refused; a SHIP answer has eight levels, a SOAP one a dozen. */
const MAXIMUM_DEPTH = 64;

/** More elements are refused; the longest page of a list has about a tenth of them. */
const MAXIMUM_ELEMENTS = 500_000;

const DECLARATION = /^<\?xml\s[^?<>]*\?>/;
const ENCODING = /\sencoding\s*=\s*["']([^"']*)["']/;
const NAME = '[A-Za-z_\\u00c0-\\ufffd][\\w.:\\-\\u00b7-\\ufffd]*';
const ATTRIBUTE = `\\s+[^\\s<>/="'&]+\\s*=\\s*(?:"[^"<]*"|'[^'<]*')`;
/** A closing tag with its name, or an opening one with its name and the slash that closes it at once. */
const TAG = new RegExp(`<(?:/(${NAME})\\s*|(${NAME})(?:${ATTRIBUTE})*\\s*(/?))>`, 'y');
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are looked for
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
const NOT_BLANK = /[^ \t\r\n]/;

/** A document without byte order mark and declaration, or what is wrong with it. */
export type GuardedXml = { readonly body: string } | { readonly problem: string };

/**
 * Refuses everything that is not a well-formed document of elements and text: the parser behind it closes any element by any name, and reads
 * what was cut off or garbled as other data. Also refuses document types and entities, other encodings than UTF-8, and what is too deep.
 */
export function guardXml(document: string): GuardedXml {
  const text = document.charCodeAt(0) === 0xfeff ? document.slice(1) : document;
  if (FORBIDDEN.test(text)) return { problem: 'holds characters that XML forbids' };
  const declaration = DECLARATION.exec(text)?.[0] ?? '';
  const encoding = ENCODING.exec(declaration)?.[1]?.toLowerCase() ?? 'utf-8';
  if (encoding !== 'utf-8' && encoding !== 'us-ascii') return { problem: 'is not in UTF-8' };
  const body = text.slice(declaration.length);
  const problem = problemOf(body);
  return problem === undefined ? { body } : { problem };
}

function problemOf(body: string): string | undefined {
  const open: string[] = [];
  let elements = 0;
  let isRootRead = false;
  for (let at = 0; at < body.length; ) {
    const next = body.indexOf('<', at);
    const end = next === -1 ? body.length : next;
    if (open.length === 0 && NOT_BLANK.test(body.slice(at, end))) return 'has text outside of its root';
    if (next === -1) break;
    const kind = body.charCodeAt(next + 1);
    if (kind === 33) {
      const after = endOfSection(body, next, open.length > 0);
      if (after === undefined) return 'holds a declaration, or a part that does not end';
      at = after;
      continue;
    }
    TAG.lastIndex = next;
    const tag = TAG.exec(body);
    if (tag === null) return 'is not well-formed';
    at = TAG.lastIndex;
    const [, closing, name = '', slash] = tag;
    if (closing !== undefined) {
      if (open.pop() !== closing) return 'is not well-formed';
      continue;
    }
    if (open.length === 0 && isRootRead) return 'has more than one root';
    isRootRead = true;
    elements += 1;
    if (elements > MAXIMUM_ELEMENTS) return 'has too many elements';
    if (slash === '/') continue;
    open.push(name);
    if (open.length > MAXIMUM_DEPTH) return 'is nested too deeply';
  }
  if (!isRootRead) return 'is empty';
  return open.length === 0 ? undefined : 'is not complete';
}

/** Where a comment or CDATA ends; `undefined` for anything else that begins with `<!`. */
function endOfSection(body: string, start: number, isInRoot: boolean): number | undefined {
  const isComment = body.startsWith('<!--', start);
  if (!isComment && !(isInRoot && body.startsWith('<![CDATA[', start))) return undefined;
  const last = isComment ? '-->' : ']]>';
  const end = body.indexOf(last, start + (isComment ? 4 : 9));
  return end === -1 ? undefined : end + last.length;
}
