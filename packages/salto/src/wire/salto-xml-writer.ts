import { encodeXmlText, InvalidInputError, isXmlText } from '@acx/core/provider';
import { childrenOf, type XmlElement } from './salto-xml-element';

const NAME = /^[A-Za-z_\u00c0-\ufffd][\w.\-\u00b7-\ufffd]*$/;

/** No legal element is nested so deeply; what is has been tied to itself. */
const MAXIMUM_DEPTH = 64;

/**
 * An element as XML, without white space between its parts.
 * @throws InvalidInputError for a name that is no XML name, and for text with control characters, which XML cannot hold. It repeats no text.
 */
export function writeXml(element: XmlElement, depth = 0): string {
  const { name, text } = element;
  if (!NAME.test(name)) throw refused('', 'an element has a name that XML does not allow');
  if (depth > MAXIMUM_DEPTH) throw refused(name, 'is nested too deeply');
  let content = '';
  if (text !== undefined) {
    if (!isXmlText(text))
      throw refused(name, 'holds a control character or half of a character, which XML cannot hold');
    content = encodeXmlText(text);
  }
  for (const child of childrenOf(element)) content += writeXml(child, depth + 1);
  return content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;
}

function refused(path: string, message: string): InvalidInputError {
  return new InvalidInputError({ subject: 'SHIP call', problems: [{ path, message }] });
}
