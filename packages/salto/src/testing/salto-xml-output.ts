import type { SaltoNode } from './salto-node';
import { encodeXmlText } from './salto-xml-text';

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';

/**
 * Writes an answer. Awkwardly with blanks around text and after names, and line breaks between elements (known to occur); a list without items
 * is self-closed always (known).
 */
export function writeSaltoXml(root: SaltoNode, { isAwkward }: { isAwkward: boolean }): string {
  return isAwkward ? `${DECLARATION}\r\n${writeAwkwardly(root, '')}\r\n` : DECLARATION + write(root);
}

function write({ name, text, children }: SaltoNode): string {
  if (text === '' && children.length === 0) return `<${name}/>`;
  return `<${name}>${encodeXmlText(text)}${children.map(write).join('')}</${name}>`;
}

function writeAwkwardly({ name, text, children }: SaltoNode, indent: string): string {
  if (children.length > 0) {
    const inner = children.map((child) => writeAwkwardly(child, `${indent}  `));
    return `${indent}<${name} >\r\n${inner.join('\r\n')}\r\n${indent}</${name} >`;
  }
  if (text === '') return `${indent}<${name} />`;
  return `${indent}<${name} >\r\n${indent}  ${encodeXmlText(text)} \t</${name} >`;
}
