import { credentialSchema } from './ipevia-credential-schema';
import { addressingSchema, eventSchema, notificationSchema } from './ipevia-event-schema';
import { type IpeviaOperation, type OperationPlace, placeOfOperation } from './ipevia-operation';
import type { IpeviaProfile } from './ipevia-profile';

/** Prefixes of what is sent. */
const prefixes = { credential: 'tcr', notification: 'wsnt', events: 'tev', addressing: 'wsa' } as const;

/**
 * A description of everything that is sent, made from the wire profile: one port, document/literal, SOAP 1.2. It describes no answers,
 * because they are read without it, and is never fetched.
 */
export function ipeviaWsdl(profile: IpeviaProfile): string {
  const { namespaces } = profile;
  const declared = Object.entries(prefixes)
    .map(([key, prefix]) => ` xmlns:${prefix}="${attribute(namespaces[key as keyof typeof prefixes])}"`)
    .join('');
  const schema = (key: keyof typeof prefixes, content: string): string =>
    `<xs:schema targetNamespace="${attribute(namespaces[key])}" elementFormDefault="qualified"${declared}>${content}</xs:schema>`;
  const operations = (Object.keys(profile.operations) as IpeviaOperation[]).map((operation) => ({
    name: profile.operations[operation],
    ...placeOfOperation(profile, operation),
  }));
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap12/"',
    ` xmlns:xs="http://www.w3.org/2001/XMLSchema"${declared} targetNamespace="${attribute(namespaces.credential)}">`,
    '<wsdl:types>',
    schema('addressing', addressingSchema(profile)),
    schema('notification', notificationSchema(profile)),
    schema('events', eventSchema(profile)),
    schema('credential', credentialSchema(profile)),
    '</wsdl:types>',
    ...operations.map(({ name, namespace }) => message(name, prefixes[namespace])),
    `<wsdl:portType name="Port">${operations.map(({ name }) => portOperation(name)).join('')}</wsdl:portType>`,
    '<wsdl:binding name="Binding" type="tcr:Port">',
    '<soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>',
    ...operations.map(boundOperation),
    '</wsdl:binding>',
    '<wsdl:service name="Service"><wsdl:port name="Port" binding="tcr:Binding"><soap:address location="/"/></wsdl:port></wsdl:service>',
    '</wsdl:definitions>',
  ].join('');
}

function message(name: string, prefix: string): string {
  return `<wsdl:message name="${name}"><wsdl:part name="parameters" element="${prefix}:${name}"/></wsdl:message>`;
}

function portOperation(name: string): string {
  return `<wsdl:operation name="${name}"><wsdl:input message="tcr:${name}"/></wsdl:operation>`;
}

function boundOperation({ name, action }: OperationPlace & { readonly name: string }): string {
  return `<wsdl:operation name="${name}"><soap:operation soapAction="${attribute(action)}"/><wsdl:input><soap:body use="literal"/></wsdl:input></wsdl:operation>`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
