import { type IpeviaElement, isQualified } from './ipevia-xml-element';
import { writeXmlText } from './ipevia-xml-text';

export const XML_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';
/** Namespace of `xml:lang`; its prefix is never declared. */
export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

/** Writes on one line, every namespace declared at the root with the prefix given for it. */
export function writeIpeviaXml(root: IpeviaElement, prefixes: ReadonlyMap<string, string>): string {
  const used = namespacesOf(root);
  const known = new Map<string, string>([[XML_NAMESPACE, 'xml']]);
  for (const namespace of used)
    if (!known.has(namespace)) known.set(namespace, prefixes.get(namespace) ?? `n${known.size}`);
  const declarations = [...known].filter(([namespace]) => namespace !== XML_NAMESPACE);
  const write = ({ namespace, name, attributes, content }: IpeviaElement, isRoot: boolean): string => {
    const tag = `${known.get(namespace)}:${name}`;
    const declared = isRoot ? declarations.map(([uri, prefix]) => ` xmlns:${prefix}="${writeXmlText(uri)}"`) : [];
    const own = attributes.map(
      (item) =>
        ` ${item.namespace === '' ? '' : `${known.get(item.namespace)}:`}${item.name}="${writeXmlText(item.value)}"`,
    );
    return `<${tag}${declared.join('')}${own.join('')}>${inside(content)}</${tag}>`;
  };
  const inside = (content: IpeviaElement['content']): string => {
    if (typeof content === 'string') return writeXmlText(content);
    if (isQualified(content)) return `${known.get(content.namespace)}:${writeXmlText(content.text)}`;
    return content.map((child) => write(child, false)).join('');
  };
  return XML_DECLARATION + write(root, true);
}

function namespacesOf({ namespace, attributes, content }: IpeviaElement): Set<string> {
  const found = new Set([namespace]);
  for (const item of attributes) if (item.namespace !== '') found.add(item.namespace);
  if (typeof content === 'string') return found;
  if (isQualified(content)) return found.add(content.namespace);
  for (const child of content) for (const inner of namespacesOf(child)) found.add(inner);
  return found;
}
