import type { Client, IHttpClient } from 'soap';
import type { IpeviaProfile } from './ipevia-profile';
import { ipeviaWsdl } from './ipevia-wsdl';

/** What an element holds: text that is encoded already, elements by their names, or several of one name. */
export type SoapContent = string | SoapElement | readonly (string | SoapElement)[] | undefined;

/** The elements in an element by their wire names, in any order; its attributes, not encoded, are under {@link ATTRIBUTES}. */
export interface SoapElement {
  readonly [name: string]: SoapContent;
}

/** Where an element keeps its attributes. */
export const ATTRIBUTES = 'attributes';
/** Where an element with attributes keeps its text, which the library encodes by itself. */
export const TEXT = '$value';

/** A message as it is sent. */
export interface WrittenMessage {
  readonly body: string;
  readonly contentType: string;
}

/** Writes SOAP messages in the order and the namespaces of the description. */
export interface SoapWriter {
  /** @param header Elements of the header as XML. */
  write(operationName: string, content: SoapElement, header: string): WrittenMessage;
}

/** Loads the package `soap` and makes a writer. */
export async function createSoapWriter(profile: IpeviaProfile): Promise<SoapWriter> {
  const { createClientAsync } = await import('soap');
  let written: WrittenMessage | undefined;
  let header = '';
  // The library gives its message to whoever sends it. Nothing is sent here: sending needs the login, and answers are read by a reader
  // of our own.
  const httpClient: IHttpClient = {
    request(_url, body: string, _callback, headers) {
      written = { body, contentType: String(headers?.['Content-Type']) };
      return new Promise<never>(() => {});
    },
  };
  // Texts are encoded by us: the library lets a text that looks like CDATA pass as it is.
  const client = await createClientAsync(ipeviaWsdl(profile), {
    httpClient,
    forceSoap12Headers: true,
    escapeXML: false,
  });
  client.setSecurity({ toXML: () => header });

  return {
    write(operationName, content, headerXml) {
      header = headerXml;
      methodOf(client, operationName)(content);
      const message = written;
      written = undefined;
      // It would be kept until the next call: card numbers and all.
      client.lastRequest = undefined;
      Reflect.set(client, 'lastMessage', undefined);
      if (message === undefined) throw new Error(`The message of ${operationName} was not written.`);
      return message;
    },
  };
}

function methodOf(client: Client, operationName: string): (content: SoapElement) => void {
  const method: unknown = Reflect.get(client, operationName);
  if (typeof method !== 'function') throw new Error(`The description holds no ${operationName}.`);
  // Without an id of ours the library draws a random one for every message.
  return (content) => void method.call(client, content, () => {}, { exchangeId: operationName });
}
