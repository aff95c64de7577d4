import { decodeXmlText, guardXml, trimXmlText } from '@acx/core/provider';
import { XMLParser } from 'fast-xml-parser';
import type { XmlElement } from './salto-xml-element';

const TEXT = '#text';
const CDATA = '#cdata';

/** Entities are left alone: {@link decodeXmlText} reads the few that are allowed, and not in CDATA. */
const entityDecoder = {
  setExternalEntities: (): void => {},
  addInputEntities: (): void => {},
  reset: (): void => {},
  decode: (text: string): string => text,
  setXmlVersion: (): void => {},
};

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  entityDecoder,
  cdataPropName: CDATA,
  jPath: false,
  // The tree is read key by key, so a name such as `toString` does no harm.
  onDangerousProperty: (name) => name,
});

/** The root of a document, or what is wrong with it. */
export type ReadXml = { readonly root: XmlElement } | { readonly problem: string };

/**
 * Reads a document of elements and text. Text is trimmed and stays text: `0012` is no number. Attributes, comments and namespace prefixes are
 * left out; CDATA is text. Never throws.
 */
export function readXml(document: string): ReadXml {
  const guarded = guardXml(document);
  if ('problem' in guarded) return guarded;
  try {
    const parsed: unknown = parser.parse(guarded.body);
    const root = Array.isArray(parsed)
      ? parsed.map((node) => toElement(node)).find((node) => node !== undefined)
      : undefined;
    return root === undefined ? { problem: 'has no root' } : { root };
  } catch {
    // Its messages repeat parts of the document, which may name people.
    return { problem: 'cannot be parsed' };
  }
}

/** A node of the parser is an object with one key: the element's name with the nodes in it, or the mark of a text. */
function toElement(node: Readonly<Record<string, unknown>>): XmlElement | undefined {
  for (const key in node) {
    if (key === TEXT || key === CDATA) return undefined;
    return elementOf(key, node[key]);
  }
  return undefined;
}

function elementOf(qualifiedName: string, content: unknown): XmlElement {
  const name = qualifiedName.slice(qualifiedName.lastIndexOf(':') + 1);
  if (!Array.isArray(content) || content.length === 0) return { name };
  const children: XmlElement[] = [];
  let text = '';
  for (const node of content)
    for (const key in node) {
      if (key === TEXT) text += decoded(node[key]);
      else if (key === CDATA) text += node[key]?.[0]?.[TEXT] ?? '';
      else children.push(elementOf(key, node[key]));
    }
  const trimmed = trimXmlText(text);
  if (children.length === 0) return trimmed === '' ? { name } : { name, text: trimmed };
  return trimmed === '' ? { name, children } : { name, text: trimmed, children };
}

function decoded(text: unknown): string {
  const plain = decodeXmlText(String(text));
  if (plain === undefined) throw new Error('The text refers to an entity that is not known.');
  return plain;
}
