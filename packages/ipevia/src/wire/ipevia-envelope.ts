import type { IpeviaProfile } from './ipevia-profile';
import { childrenOf, onlyChildOf, type XmlElement } from './ipevia-xml-element';
import { readXml } from './ipevia-xml-reader';

/** What a SOAP message holds, or why it cannot be believed. */
export type SoapMessage =
  | { readonly kind: 'content'; readonly content: XmlElement }
  | { readonly kind: 'fault'; readonly fault: SoapFault }
  /** SOAP, but something else than was asked for. */
  | { readonly kind: 'other'; readonly problem: string }
  /** No SOAP at all. */
  | { readonly kind: 'unreadable'; readonly problem: string };

/** A fault as it came. */
export interface SoapFault {
  /** Subcodes from the outermost to the innermost, then what the detail holds; all without prefixes. */
  readonly codes: readonly string[];
  readonly isReceiver: boolean;
  /** The vendor's own words; they may hold personal data. */
  readonly text?: string;
}

/** Names of SOAP 1.2 itself, which no installation can change. */
const soap = {
  envelope: 'Envelope',
  body: 'Body',
  fault: 'Fault',
  code: 'Code',
  subcode: 'Subcode',
  value: 'Value',
  reason: 'Reason',
  text: 'Text',
  detail: 'Detail',
  receiver: ['Receiver', 'Server'],
  // SOAP 1.1, which some servers answer with whatever they were asked.
  oldCode: 'faultcode',
  oldText: 'faultstring',
  oldDetail: 'detail',
} as const;

/** Reads a SOAP message that should hold an element of this name, or a fault. Elements that are not known are passed over. */
export function readSoapMessage(document: string, name: string, namespaces: IpeviaProfile['namespaces']): SoapMessage {
  const read = readXml(document, new Set(Object.values(namespaces)));
  if ('problem' in read) return { kind: 'unreadable', problem: `the document ${read.problem}` };
  const body = read.root.name === soap.envelope ? onlyChildOf(read.root, soap.body) : undefined;
  if (body === undefined) return { kind: 'unreadable', problem: 'is not a SOAP message' };
  const faults = childrenOf(body, soap.fault);
  const contents = childrenOf(body, name);
  const [fault] = faults;
  if (faults.length + contents.length > 1) return { kind: 'other', problem: 'holds more than one answer' };
  if (fault !== undefined) return { kind: 'fault', fault: readFault(fault) };
  const [content] = contents;
  return content === undefined
    ? { kind: 'other', problem: 'holds the answer to another operation' }
    : { kind: 'content', content };
}

/** Nested and flat subcodes are both read. */
function readFault(fault: XmlElement): SoapFault {
  const codes: string[] = [];
  const [code] = childrenOf(fault, soap.code);
  const outermost = codeOf(code) ?? localName(childrenOf(fault, soap.oldCode)[0]?.text);
  const collect = (parent: XmlElement | undefined): void => {
    for (const subcode of parent === undefined ? [] : childrenOf(parent, soap.subcode)) {
      const value = codeOf(subcode);
      if (value !== undefined) codes.push(value);
      collect(subcode);
    }
  };
  collect(code);
  if (code === undefined && outermost !== undefined) codes.push(outermost);
  for (const detail of [...childrenOf(fault, soap.detail), ...childrenOf(fault, soap.oldDetail)])
    codes.push(...(detail.children ?? []).map((child) => child.name));
  const text =
    childrenOf(childrenOf(fault, soap.reason)[0] ?? fault, soap.text)[0]?.text ??
    childrenOf(fault, soap.oldText)[0]?.text;
  return { codes, isReceiver: soap.receiver.some((name) => name === outermost), text };
}

function codeOf(element: XmlElement | undefined): string | undefined {
  return localName(element === undefined ? undefined : childrenOf(element, soap.value)[0]?.text);
}

function localName(code: string | undefined): string | undefined {
  return code?.slice(code.lastIndexOf(':') + 1);
}
