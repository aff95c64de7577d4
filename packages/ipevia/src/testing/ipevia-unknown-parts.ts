import type { IpeviaContext } from './ipevia-context';
import { element, type IpeviaElement, type IpeviaElementAttribute } from './ipevia-xml-element';

/** Of the vendor's own, in no document. */
const VENDOR_NAMESPACE = 'urn:vendor:reserved';

type Switched = Pick<IpeviaContext, 'switches'>;

/** In awkward answers, elements that nobody knows, where the schema lets vendors add some. */
export function unknownElements({ switches }: Switched): IpeviaElement[] {
  if (!switches.awkward) return [];
  return [
    element(VENDOR_NAMESPACE, 'Checksum', 'FFFFFFFFFF'),
    element(VENDOR_NAMESPACE, 'Options', [element(VENDOR_NAMESPACE, 'Token', 'x & <y>')]),
  ];
}

/** The same inside of the Extension that the schema has for it. */
export function unknownExtension(context: Switched, namespace: string): IpeviaElement[] {
  return context.switches.awkward ? [element(namespace, 'Extension', unknownElements(context))] : [];
}

/** An attribute that nobody knows. */
export function unknownAttribute({ switches }: Switched): IpeviaElementAttribute[] {
  return switches.awkward ? [{ namespace: VENDOR_NAMESPACE, name: 'token', value: "it's reserved" }] : [];
}
