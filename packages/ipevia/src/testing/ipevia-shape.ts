import type { IpeviaContext } from './ipevia-context';
import { wrongRequest } from './ipevia-fault';
import { readBoolean, readDurationMs, readInstantMs, readInteger } from './ipevia-lexical';
import type { IpeviaNode } from './ipevia-xml-node';

/** Forms that text can have. Hexadecimal values have a fault of their own and are text here. */
export type IpeviaLexical =
  | 'text'
  | 'name'
  | 'description'
  | 'integer'
  | 'boolean'
  | 'instant'
  | 'duration'
  | 'end'
  | 'anything';

/** A child that may or must be there, in its place. */
export interface IpeviaField {
  readonly name: string;
  readonly content: IpeviaLexical | IpeviaShape;
  /** Default `one`. */
  readonly occurs?: 'one' | 'optional' | 'some' | 'any';
  /** Default: that of the shape. */
  readonly namespace?: string;
}

/** What an element may hold: children in a fixed order, as a sequence of the schema. */
export interface IpeviaShape {
  readonly namespace: string;
  readonly fields: readonly IpeviaField[];
  /** Whether elements of other namespaces may follow, as the schema's `any`. Default no. */
  readonly isOpen?: boolean;
  readonly attributes?: readonly string[];
  /** Whether attributes may be there that are not named here. Default no. */
  readonly hasOtherAttributes?: boolean;
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const MOST_CHARACTERS = { name: 64, description: 1024 };

const forms: Readonly<Record<IpeviaLexical, (text: string) => boolean>> = {
  text: () => true,
  anything: () => true,
  name: (text) => [...text].length <= MOST_CHARACTERS.name,
  description: (text) => [...text].length <= MOST_CHARACTERS.description,
  integer: (text) => readInteger(text) !== undefined,
  boolean: (text) => readBoolean(text) !== undefined,
  instant: (text) => readInstantMs(text) !== undefined,
  duration: (text) => readDurationMs(text) !== undefined,
  end: (text) => readInstantMs(text) !== undefined || readDurationMs(text) !== undefined,
};

/** @throws IpeviaFault for anything that the schema does not have in this place. */
export function checkShape(context: IpeviaContext, node: IpeviaNode, shape: IpeviaShape): void {
  const refuse = (what: string): never => {
    throw wrongRequest(context, `${node.name}: ${what}.`);
  };
  if (node.text.trim() !== '') refuse('text between elements');
  checkAttributes(node, shape, refuse);
  let at = 0;
  for (const field of shape.fields) {
    const { name, content, occurs = 'one', namespace = shape.namespace } = field;
    const isMany = occurs === 'some' || occurs === 'any';
    let count = 0;
    for (let child = node.children[at]; child !== undefined; child = node.children[at]) {
      if (child.name !== name || child.namespace !== namespace || (count > 0 && !isMany)) break;
      checkContent(context, child, content, refuse);
      count += 1;
      at += 1;
    }
    if (count === 0 && (occurs === 'one' || occurs === 'some')) refuse(`${name} is missing or not in its place`);
  }
  const rest = node.children.slice(at);
  const stranger = rest.find((child) => !shape.isOpen || child.namespace === shape.namespace);
  if (stranger !== undefined) refuse(`${stranger.name} is unknown or not in its place`);
}

type Refuse = (what: string) => never;

function checkContent(
  context: IpeviaContext,
  child: IpeviaNode,
  content: IpeviaField['content'],
  refuse: Refuse,
): void {
  if (typeof content === 'object') checkShape(context, child, content);
  if (typeof content === 'object' || content === 'anything') return;
  if (child.children.length > 0) refuse(`${child.name} has elements`);
  const isNil = child.attributes.some(({ namespace, name }) => namespace === XSI && name === 'nil');
  if (child.attributes.some(({ namespace }) => namespace !== XSI)) refuse(`${child.name} has attributes`);
  if (!(content === 'end' && isNil && child.text === '') && !forms[content](child.text))
    refuse(`${child.name} is malformed`);
}

function checkAttributes(node: IpeviaNode, { attributes = [], hasOtherAttributes }: IpeviaShape, refuse: Refuse): void {
  for (const name of attributes)
    if (!node.attributes.some((item) => item.name === name && item.namespace === '')) refuse(`@${name} is missing`);
  for (const { namespace, name } of node.attributes)
    if (!hasOtherAttributes && namespace !== XSI && !(namespace === '' && attributes.includes(name)))
      refuse(`@${name} is unknown`);
}
