import { type IpeviaElement, type IpeviaElementAttribute, isQualified } from './ipevia-xml-element';
import { XML_DECLARATION, XML_NAMESPACE } from './ipevia-xml-output';
import { writeXmlNumbers } from './ipevia-xml-text';

/**
 * Writes the same in a form that is as legal and as unexpected as can be: default namespaces that change from element to element, prefixes declared
 * where they are used, comments, character data sections, indents, and nothing between the tags of an empty element.
 */
export function writeAwkwardXml(root: IpeviaElement): string {
  let count = 0;
  const write = ({ namespace, name, attributes, content }: IpeviaElement, outer: string, indent: string): string => {
    count += 1;
    const isPrefixed = outer === '';
    const tag = isPrefixed ? `SOAP-ENV:${name}` : name;
    const declared = isPrefixed
      ? ` xmlns:SOAP-ENV="${writeXmlNumbers(namespace)}"`
      : namespace === outer
        ? ''
        : ` xmlns="${writeXmlNumbers(namespace)}"`;
    const qualified = isQualified(content) ? ` xmlns:q${count}="${writeXmlNumbers(content.namespace)}"` : '';
    const own = attributes.map((item, index) => writeAttribute(item, index));
    const head = `${indent}<${tag}${declared}${qualified}${own.join('')}`;
    const comment = count % 3 === 0 ? `<!-- ${count} > -->` : '';
    if (isQualified(content)) return `${head}>${comment}q${count}:${writeXmlNumbers(content.text)}</${tag} >`;
    if (typeof content === 'string')
      return content === '' ? `${head} />` : `${head}>${comment}${writeAsText(content, count)}</${tag} >`;
    if (content.length === 0) return `${head} />`;
    // The root has a prefix, so that its children must say their namespace.
    const inner = content.map((child) => write(child, isPrefixed ? 'none' : namespace, `${indent}  `));
    return `${head}>\r\n${indent}${comment}\r\n${inner.join('\r\n')}\r\n${indent}</${tag}>`;
  };
  return `\uFEFF${XML_DECLARATION}\r\n<!-- made by the controller -->\r\n${write(root, '', '')}\r\n`;
}

function writeAttribute({ namespace, name, value }: IpeviaElementAttribute, index: number): string {
  const text = writeXmlNumbers(value);
  if (namespace === '') return `\r\n ${name} = '${text}'`;
  if (namespace === XML_NAMESPACE) return ` xml:${name}='${text}'`;
  return ` xmlns:a${index}="${writeXmlNumbers(namespace)}" a${index}:${name}='${text}'`;
}

function writeAsText(text: string, count: number): string {
  return count % 2 === 0 && !text.includes(']]>') && !text.includes('\r')
    ? `<![CDATA[${text}]]>`
    : writeXmlNumbers(text);
}
