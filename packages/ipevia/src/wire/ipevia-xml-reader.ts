import { decodeXmlText, guardXml, trimXmlText } from '@acx/core/provider';
import type { XmlElement } from './ipevia-xml-element';

/** The root of a document, or what is wrong with it. */
export type ReadXml = { readonly root: XmlElement } | { readonly problem: string };

/** An element whose end has not come yet. */
interface OpenElement {
  readonly name: string;
  /** Prefixes that are declared here or around; the empty one is for names without a prefix. */
  scope: ReadonlyMap<string, string>;
  /** Empty where none is declared. */
  namespace: string;
  text: string;
  children: XmlElement[] | undefined;
  attributes: Map<string, string> | undefined;
}

/** More at one place are refused: each place that declares some has a copy of those around. */
const MAXIMUM_NAMESPACES = 64;

const SOAP = 'http://www.w3.org/2003/05/soap-envelope';
const NOTHING: ReadonlyMap<string, string> = new Map();
const NAME = /[^\s/>]+/y;
const ATTRIBUTE = /\s+([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
const UNREADABLE: ReadXml = {
  problem: 'refers to an entity that is not known, holds an attribute twice or declares too many namespaces',
};

/**
 * Reads a document of elements, attributes and text. Text is trimmed and stays text: `0012` is no number. Comments and prefixes of
 * elements are left out; CDATA is text. Never throws.
 * @param namespaces Those that are known. An element of another one is left out with all that is in it, unless its parent is of the
 * same, or of SOAP: it is an addition of somebody's own, and may be called like one that is known.
 */
export function readXml(document: string, namespaces: ReadonlySet<string> = new Set()): ReadXml {
  const guarded = guardXml(document);
  return 'problem' in guarded ? guarded : readElements(guarded.body, namespaces);
}

/** Relies on the guard: every tag is well-formed and closed by its own name. */
function readElements(body: string, namespaces: ReadonlySet<string>): ReadXml {
  let current: OpenElement = elementIn('', NOTHING);
  const open: OpenElement[] = [];
  const close = (element: OpenElement, parent: OpenElement): void => {
    if (isForeign(element, parent, namespaces)) return;
    parent.children ??= [];
    parent.children.push(closed(element));
  };
  let at = 0;
  for (let next = body.indexOf('<'); next !== -1; next = body.indexOf('<', at)) {
    if (next > at) {
      const text = decodeXmlText(withPlainLineEnds(body.slice(at, next)));
      if (text === undefined) return UNREADABLE;
      current.text += text;
    }
    const kind = body.charCodeAt(next + 1);
    if (kind === 33) {
      const isComment = body.startsWith('<!--', next);
      const end = body.indexOf(isComment ? '-->' : ']]>', next + (isComment ? 4 : 9));
      if (!isComment) current.text += withPlainLineEnds(body.slice(next + 9, end));
      at = end + 3;
    } else if (kind === 47) {
      at = body.indexOf('>', next) + 1;
      const parent = open.pop();
      if (parent === undefined) return UNREADABLE;
      close(current, parent);
      current = parent;
    } else {
      NAME.lastIndex = next + 1;
      const qualifiedName = NAME.exec(body)?.[0] ?? '';
      at = NAME.lastIndex;
      const colon = qualifiedName.lastIndexOf(':');
      const element = elementIn(qualifiedName.slice(colon + 1), current.scope);
      if (body.charCodeAt(at) !== 62) {
        const end = readAttributes(body, at, element);
        if (end === undefined) return UNREADABLE;
        at = body.indexOf('>', end);
      }
      element.namespace = element.scope.get(colon === -1 ? '' : qualifiedName.slice(0, colon)) ?? '';
      const isClosed = body.charCodeAt(at - 1) === 47;
      at += 1;
      if (isClosed) close(element, current);
      else {
        open.push(current);
        current = element;
      }
    }
  }
  const root = current.children?.[0];
  return root === undefined ? { problem: 'has no root' } : { root };
}

function elementIn(name: string, scope: OpenElement['scope']): OpenElement {
  return { name, scope, namespace: '', text: '', children: undefined, attributes: undefined };
}

function isForeign(element: OpenElement, parent: OpenElement, namespaces: ReadonlySet<string>): boolean {
  const { namespace } = element;
  if (namespace === '' || namespace === parent.namespace || namespaces.has(namespace)) return false;
  return parent.namespace !== '' && parent.namespace !== SOAP;
}

/** Where the attributes end; `undefined` for one that cannot be read. */
function readAttributes(body: string, start: number, element: OpenElement): number | undefined {
  let end = start;
  let declared: Map<string, string> | undefined;
  ATTRIBUTE.lastIndex = start;
  for (let match = ATTRIBUTE.exec(body); match !== null; match = ATTRIBUTE.exec(body)) {
    end = ATTRIBUTE.lastIndex;
    const name = match[1] ?? '';
    const value = decodeXmlText((match[2] ?? match[3] ?? '').replace(/\r\n|[\t\r\n]/g, ' '));
    if (name === 'xmlns' || name.startsWith('xmlns:')) {
      declared ??= new Map(element.scope);
      declared.set(name.slice(6), value ?? '');
      if (declared.size > MAXIMUM_NAMESPACES) return undefined;
      element.scope = declared;
      continue;
    }
    element.attributes ??= new Map();
    if (value === undefined || element.attributes.has(name)) return undefined;
    element.attributes.set(name, value);
  }
  return end;
}

function closed({ name, text, children, attributes }: OpenElement): XmlElement {
  const trimmed = trimXmlText(text);
  return { name, text: trimmed === '' ? undefined : trimmed, children, attributes };
}

function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
