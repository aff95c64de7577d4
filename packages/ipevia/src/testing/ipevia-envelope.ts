import { IpeviaFault } from './ipevia-fault';
import { readIpeviaXml } from './ipevia-xml-input';
import type { IpeviaNode } from './ipevia-xml-node';
import { IpeviaXmlError } from './ipevia-xml-text';

export const SOAP_12 = 'http://www.w3.org/2003/05/soap-envelope';

/** A request out of its envelope. */
export interface IpeviaMessage {
  readonly headers: readonly IpeviaNode[];
  /** The one element of the body; its name is the operation. */
  readonly request: IpeviaNode;
}

/**
 * @throws IpeviaXmlError for what is no XML or no envelope.
 * @throws IpeviaFault for an envelope of another version of SOAP.
 */
export function openEnvelope(bytes: Uint8Array): IpeviaMessage {
  const root = readIpeviaXml(bytes);
  if (root.name !== 'Envelope') throw new IpeviaXmlError('No envelope.');
  if (root.namespace !== SOAP_12) throw new IpeviaFault('VersionMismatch', [], 'Only SOAP 1.2 is spoken here.');
  const [first, second, third] = root.children;
  const isSoap = (node: IpeviaNode | undefined, name: string): boolean =>
    node?.name === name && node.namespace === SOAP_12;
  const header = isSoap(first, 'Header') ? first : undefined;
  const body = header === undefined ? first : second;
  if (body === undefined || !isSoap(body, 'Body') || (header === undefined ? second : third) !== undefined)
    throw new IpeviaXmlError('Not a header and a body.');
  const [request, other] = body.children;
  if (request === undefined || other !== undefined) throw new IpeviaXmlError('Not one request.');
  return { headers: header?.children ?? [], request };
}

/** Whether a header may not be passed over. */
export function mustBeUnderstood({ attributes }: IpeviaNode): boolean {
  const value = attributes.find(({ namespace, name }) => namespace === SOAP_12 && name === 'mustUnderstand')?.value;
  return value === '1' || value === 'true';
}
