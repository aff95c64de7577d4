import type { IpeviaContext } from './ipevia-context';
import { SOAP_12 } from './ipevia-envelope';
import { writeEnvelope } from './ipevia-envelope-output';
import type { IpeviaFault } from './ipevia-fault';
import { element, type IpeviaElement } from './ipevia-xml-element';
import { XML_NAMESPACE } from './ipevia-xml-output';

export const SOAP_CONTENT_TYPE = 'application/soap+xml; charset=utf-8';

/** A fault as an answer, in the shape and with the status that the switches say. */
export function faultResponse(context: IpeviaContext, { code, subcodes, message }: IpeviaFault): Response {
  const { switches, profile } = context;
  const byCode = code === 'Sender' ? 400 : 500;
  const status = switches.faultStatus === 'by-code' ? byCode : switches.faultStatus;
  if (switches.faultShape === 'empty') return new Response(null, { status });
  const named = switches.faultShape === 'flat' ? subcodes.slice(-1) : subcodes;
  const subcode = subcodeOf(profile.namespaces.error, named);
  const text: IpeviaElement = {
    ...element(SOAP_12, 'Text', message),
    attributes: [{ namespace: XML_NAMESPACE, name: 'lang', value: 'en' }],
  };
  const fault = element(SOAP_12, 'Fault', [
    element(SOAP_12, 'Code', [element(SOAP_12, 'Value', { namespace: SOAP_12, text: code }), ...subcode]),
    element(SOAP_12, 'Reason', [text]),
  ]);
  return new Response(writeEnvelope(context, fault), { status, headers: { 'content-type': SOAP_CONTENT_TYPE } });
}

/** The rest of the subcodes is inside of the first. */
function subcodeOf(namespace: string, [text, ...rest]: readonly string[]): IpeviaElement[] {
  if (text === undefined) return [];
  const value = element(SOAP_12, 'Value', { namespace, text });
  return [element(SOAP_12, 'Subcode', [value, ...subcodeOf(namespace, rest)])];
}
