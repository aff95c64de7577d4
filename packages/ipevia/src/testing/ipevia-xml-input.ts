import type { IpeviaAttribute, IpeviaNode } from './ipevia-xml-node';
import { IpeviaXmlError, readXmlText } from './ipevia-xml-text';

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const NC_NAME = '[A-Za-z_\\u00C0-\\uFFFD][\\w.\\-\\u00B7\\u00C0-\\uFFFD]*';
const NAME = `(?:${NC_NAME}:)?${NC_NAME}`;
const VALUE = `"[^"<]*"|'[^'<]*'`;

const declaration =
  /^<\?xml\s+version\s*=\s*(?:"1\.0"|'1\.0')(?:\s+encoding\s*=\s*["']utf-8["'])?(?:\s+standalone\s*=\s*["']\w+["'])?\s*\?>/i;
const startTag = new RegExp(`<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:${VALUE}))*)\\s*(/?)>`, 'y');
const endTag = new RegExp(`</(${NAME})\\s*>`, 'y');
const attribute = new RegExp(`(${NAME})\\s*=\\s*(${VALUE})`, 'g');
const comment = /<!--(?:[^-]|-[^-])*-->/y;
const cdata = /<!\[CDATA\[([\s\S]*?)\]\]>/y;
const text = /[^<]+/y;

type Scope = ReadonlyMap<string, string>;

interface OpenElement {
  readonly tag: string;
  readonly scope: Scope;
  readonly children: IpeviaNode[];
  readonly node: Omit<IpeviaNode, 'text'>;
  text: string;
}

/**
 * Reads XML as SOAP has it: one root, no document type, no entity but the five, no processing instruction.
 * @throws IpeviaXmlError for anything that is not well formed.
 */
export function readIpeviaXml(bytes: Uint8Array): IpeviaNode {
  // A byte order mark is taken away by the decoder.
  const source = decode(bytes).replace(declaration, '');
  const open: OpenElement[] = [];
  let root: IpeviaNode | undefined;
  let at = 0;
  const next = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  const addText = (raw: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += raw;
    else if (raw.trim() !== '') throw new IpeviaXmlError('Text outside of the root.');
  };
  const close = (tag: string): void => {
    const element = open.pop();
    if (element?.tag !== tag) throw new IpeviaXmlError('An end without its beginning.');
    const node: IpeviaNode = { ...element.node, text: element.text };
    const parent = open.at(-1);
    if (parent === undefined) root = node;
    else parent.children.push(node);
  };

  while (at < source.length) {
    if (next(comment) !== null) continue;
    const start = next(startTag);
    if (start !== null) {
      if (root !== undefined) throw new IpeviaXmlError('More than one root.');
      const [, tag = '', attributes = '', isEmpty] = start;
      open.push(openElement(tag, attributes, open.at(-1)?.scope ?? new Map([['xml', XML_NAMESPACE]])));
      if (isEmpty === '/') close(tag);
      continue;
    }
    const end = next(endTag);
    if (end !== null) {
      close(end[1] ?? '');
      continue;
    }
    const section = next(cdata);
    if (section !== null) {
      if (open.length === 0) throw new IpeviaXmlError('Text outside of the root.');
      // Characters are checked; ampersands mean nothing here.
      addText(readXmlText((section[1] ?? '').replaceAll('&', '&amp;')));
      continue;
    }
    const plain = next(text)?.[0];
    if (plain === undefined || plain.includes(']]>')) throw new IpeviaXmlError('Not well formed.');
    addText(readXmlText(plain));
  }
  if (root === undefined || open.length > 0) throw new IpeviaXmlError('No root, or one without end.');
  return root;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new IpeviaXmlError('Not UTF-8.');
  }
}

function openElement(tag: string, rawAttributes: string, outer: Scope): OpenElement {
  const raw = [...rawAttributes.matchAll(attribute)].map(([, name = '', value = '']): [string, string] => [
    name,
    readXmlText(value.slice(1, -1).replace(/\r\n|[\t\r\n]/g, ' ')),
  ]);
  const scope = new Map(outer);
  for (const [name, value] of raw) {
    if (name === 'xmlns') scope.set('', value);
    else if (name.startsWith('xmlns:') && value !== '') scope.set(name.slice(6), value);
  }
  const children: IpeviaNode[] = [];
  const [prefix, name] = split(tag);
  const attributes = raw
    .filter(([key]) => key !== 'xmlns' && !key.startsWith('xmlns:'))
    .map(([key, value]): IpeviaAttribute => {
      const [ownPrefix, ownName] = split(key);
      // an attribute without prefix is in no namespace
      return { namespace: ownPrefix === '' ? '' : resolve(scope, ownPrefix), name: ownName, value };
    });
  const keys = [
    ...raw.flatMap(([key]) => (key.startsWith('xmlns') ? [key] : [])),
    ...attributes.map((item) => `${item.namespace} ${item.name}`),
  ];
  if (new Set(keys).size < keys.length) throw new IpeviaXmlError('An attribute twice.');
  const namespace = prefix === '' ? (scope.get('') ?? '') : resolve(scope, prefix);
  const namespaceOf = (wanted: string): string | undefined => scope.get(wanted);
  return { tag, scope, children, node: { namespace, name, attributes, children, namespaceOf }, text: '' };
}

function split(tag: string): [prefix: string, name: string] {
  const colon = tag.indexOf(':');
  return colon < 0 ? ['', tag] : [tag.slice(0, colon), tag.slice(colon + 1)];
}

function resolve(scope: Scope, prefix: string): string {
  const namespace = scope.get(prefix);
  if (namespace === undefined) throw new IpeviaXmlError('A prefix that is not declared.');
  return namespace;
}
