import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { SaltoFault, saltoCodes } from './salto-fault';
import type { SaltoNode } from './salto-node';
import { decodeXmlText, isXmlBlank, isXmlText } from './salto-xml-text';

const CDATA = '#cdata';
const TEXT = '#text';
const ATTRIBUTES = ':@';
const DECLARATION = /^<\?xml\s[^>]*\?>/;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: CDATA,
});

const malformed = (why: string): SaltoFault =>
  new SaltoFault(saltoCodes.notWellFormed, `The XML is not well-formed: ${why}.`);
const unexpected = (what: string): SaltoFault => new SaltoFault(saltoCodes.unexpectedNodes, `Unexpected ${what}.`);

/**
 * Reads a request strictly. Text is kept as it was sent, blanks included; white space between elements is dropped.
 * @throws SaltoFault 500 for what is no well-formed XML in UTF-8, has a DOCTYPE or starts with a byte order mark; 501 for attributes and for
 * text beside elements (known: neither occurs).
 */
export function readSaltoXml(bytes: Uint8Array): SaltoNode {
  const text = decodeUtf8(bytes);
  if (!isXmlText(text)) throw malformed('it holds characters that XML does not allow');
  const content = text.replace(DECLARATION, '');
  if (content.includes('<!DOCTYPE') || content.includes('<!ENTITY')) throw malformed('a DOCTYPE is not accepted');
  if (content.includes('<?')) throw malformed('processing instructions are not accepted');
  if (XMLValidator.validate(text) !== true) throw malformed('its elements do not match');

  const roots = readChildren(parse(content));
  const [root] = roots.children;
  if (root === undefined || roots.children.length !== 1 || !isXmlBlank(roots.text))
    throw malformed('there must be one root');
  return root;
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw malformed('it is not UTF-8');
  }
}

// In a root of our own, or the parser would drop what stands beside the root.
function parse(content: string): unknown {
  try {
    const parsed: unknown = parser.parse(`<document>${content}</document>`);
    return Array.isArray(parsed) ? memberOf(parsed[0], 'document') : undefined;
  } catch {
    throw malformed('it cannot be read');
  }
}

function memberOf(item: unknown, key: string): unknown {
  if (typeof item !== 'object' || item === null) return undefined;
  return Object.entries(item).find(([name]) => name === key)?.[1];
}

/** The parser's list of one-key objects, as elements and text. */
function readChildren(items: unknown): { text: string; children: readonly SaltoNode[] } {
  let text = '';
  const children: SaltoNode[] = [];
  for (const item of Array.isArray(items) ? items : []) {
    for (const [name, value] of Object.entries(item ?? {})) {
      if (name === TEXT) text += decodeText(String(value));
      else if (name === CDATA) text += String(memberOf(Array.isArray(value) ? value[0] : undefined, TEXT) ?? '');
      else if (name === ATTRIBUTES) throw unexpected('attributes');
      else children.push(toNode(name, value));
    }
  }
  return { text, children };
}

function toNode(name: string, value: unknown): SaltoNode {
  const { text, children } = readChildren(value);
  if (children.length === 0) return { name, text, children };
  if (!isXmlBlank(text)) throw unexpected(`text beside the elements of ${name}`);
  return { name, text: '', children };
}

function decodeText(raw: string): string {
  const text = decodeXmlText(raw);
  if (text === undefined) throw malformed('it holds an unknown entity or a bare & or ]]>');
  return text;
}
