import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { createIpeviaClient, type IpeviaClient } from '../ipevia-client';
import type { IpeviaClientOptions } from '../ipevia-client-options';

/** A request that the vendor saw. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  readonly headers: Headers;
}

/** An iPevia whose answers are written by hand in each test. */
export interface TestVendor {
  /** Every request, oldest first. */
  readonly seen: SeenRequest[];
  /** Answers the next requests, one after the other; the last answer stays. Text is sent with status 200. */
  answer(...answers: (string | ((request: SeenRequest) => Response | Promise<Response>))[]): void;
  /** A client that logs in by `basic`, so that each call is one request. */
  client(options?: Partial<IpeviaClientOptions>): IpeviaClient;
}

export const BASE_URL = 'https://parking.example';
export const CREDENTIAL_URL = `${BASE_URL}/onvif/credential_service`;

/** Starts the vendor for the tests of this file; a request that no test expects fails. */
export function useTestVendor(): TestVendor {
  const server = setupServer();
  const seen: SeenRequest[] = [];
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterAll(() => server.close());
  afterEach(() => {
    seen.length = 0;
    server.resetHandlers();
  });

  return {
    seen,
    answer(...answers) {
      const left = [...answers];
      server.use(
        http.all(`${BASE_URL}/*`, async ({ request }) => {
          const { method, url, headers } = request;
          const one = { method, url, headers, body: await request.text() };
          seen.push(one);
          const next = left.length > 1 ? left.shift() : left[0];
          return typeof next === 'function' ? next(one) : new HttpResponse(next);
        }),
      );
    },
    client: (options) =>
      createIpeviaClient({
        id: 'house',
        baseUrl: BASE_URL,
        authentication: { kind: 'basic', user: 'api', password: 's3cret' },
        ...options,
      }),
  };
}

const NAMESPACES = [
  'xmlns:s="http://www.w3.org/2003/05/soap-envelope"',
  'xmlns:c="http://www.onvif.org/ver10/credential/wsdl"',
  'xmlns:tev="http://www.onvif.org/ver10/events/wsdl"',
  'xmlns:b="http://docs.oasis-open.org/wsn/b-2"',
  'xmlns:a="http://www.w3.org/2005/08/addressing"',
  'xmlns:tt="http://www.onvif.org/ver10/schema"',
  'xmlns:tns1="http://www.onvif.org/ver10/topics"',
  'xmlns:ter="http://www.onvif.org/ver10/error"',
].join(' ');

/** A SOAP message, written by hand. */
export function envelopeOf(body: string): string {
  return `<?xml version="1.0" encoding="utf-8"?><s:Envelope ${NAMESPACES}><s:Body>${body}</s:Body></s:Envelope>`;
}

/** A successful answer of the credential service, written by hand. */
export function answerTo(operation: string, content = ''): string {
  return envelopeOf(`<c:${operation}Response>${content}</c:${operation}Response>`);
}

/** A fault with nested subcodes, written by hand. */
export function faultOf(subcodes: readonly string[], options: { receiver?: boolean; text?: string } = {}): string {
  const { receiver = false, text = 'Ada Lovelace' } = options;
  const nested = subcodes.reduceRight(
    (inner, code) => `<s:Subcode><s:Value>ter:${code}</s:Value>${inner}</s:Subcode>`,
    '',
  );
  const code = `<s:Code><s:Value>s:${receiver ? 'Receiver' : 'Sender'}</s:Value>${nested}</s:Code>`;
  return envelopeOf(`<s:Fault>${code}<s:Reason><s:Text xml:lang="en">${text}</s:Text></s:Reason></s:Fault>`);
}

/** A fault with its status. */
export function refusal(subcodes: readonly string[], status = 400): () => Response {
  return () => new HttpResponse(faultOf(subcodes), { status });
}

/** A credential as a list holds it. */
export function credentialXml(token: string, value = '00000F1206'): string {
  return `<c:Credential token="${token}"><c:CredentialHolderReference>h-${token}</c:CredentialHolderReference><c:CredentialIdentifier><c:Type><c:Name>pt:CUSTOM</c:Name><c:FormatType>WIEGAND37</c:FormatType></c:Type><c:ExemptedFromAuthentication>false</c:ExemptedFromAuthentication><c:Value>${value}</c:Value></c:CredentialIdentifier><c:CredentialAccessProfile><c:AccessProfileToken>gate</c:AccessProfileToken><c:ValidFrom>2026-11-21T08:00:00Z</c:ValidFrom></c:CredentialAccessProfile></c:Credential>`;
}

/** All items of a list. */
export async function collect<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}

/** What a failing call was rejected with. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => new Error('The call should have failed.'),
    (failure: unknown) => failure,
  );
}
