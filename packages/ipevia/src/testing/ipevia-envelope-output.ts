import type { IpeviaContext } from './ipevia-context';
import { SOAP_12 } from './ipevia-envelope';
import { unknownElements } from './ipevia-unknown-parts';
import { writeAwkwardXml } from './ipevia-xml-awkward-output';
import { element, type IpeviaElement } from './ipevia-xml-element';
import { writeIpeviaXml } from './ipevia-xml-output';

/** A whole message, as XML. */
export function writeEnvelope(context: Pick<IpeviaContext, 'profile' | 'switches'>, content: IpeviaElement): string {
  const { profile, switches } = context;
  const extra = unknownElements(context);
  const header = extra.length > 0 ? [element(SOAP_12, 'Header', extra)] : [];
  const envelope = element(SOAP_12, 'Envelope', [...header, element(SOAP_12, 'Body', [content])]);
  if (switches.awkward) return writeAwkwardXml(envelope);
  const { credential, pacs, events, schema, topics, error, notification, addressing } = profile.namespaces;
  return writeIpeviaXml(
    envelope,
    new Map([
      [SOAP_12, 's'],
      [credential, 'tcr'],
      [pacs, 'pt'],
      [events, 'tev'],
      [schema, 'tt'],
      [topics, 'tns1'],
      [error, 'ter'],
      [notification, 'wsnt'],
      [addressing, 'wsa'],
    ]),
  );
}
