import type { SimulatorHandler } from '@acx/core/testing';

/** Plain requests to a simulator, with nothing of the client in between. */
export interface IpeviaTestCaller {
  /** The whole answer to this body. Without a path to the credential service. */
  call(body: string, path?: string): Promise<string>;
  /** `ok`, or status and codes of the fault, such as `400 Sender InvalidArgVal NotFound`. */
  outcome(body: string, path?: string): Promise<string>;
  /** Anything over HTTP. */
  send(init: { path?: string; method?: string; headers?: Record<string, string>; body?: string }): Promise<Response>;
}

export const EVENTS_PATH = '/onvif/event_service';

export function createIpeviaTestCaller(
  { handler }: { handler: SimulatorHandler },
  origin = 'https://ipevia.example',
): IpeviaTestCaller {
  const send: IpeviaTestCaller['send'] = ({
    path = '/onvif/credential_service',
    method = 'POST',
    headers,
    body = '',
  }) =>
    handler(
      new Request(origin + path, {
        method,
        headers: { 'content-type': 'application/soap+xml; charset=utf-8', ...headers },
        body: method === 'GET' ? undefined : new TextEncoder().encode(body),
      }),
    );
  return {
    send,
    call: async (body, path) => (await send({ path, body: envelope(body) })).text(),
    async outcome(body, path) {
      const response = await send({ path, body: envelope(body) });
      const answer = await response.text();
      if (response.status === 200) return 'ok';
      return [response.status, ...textsIn(answer, 'Value').map((code) => code.replace(/^\w+:/, ''))].join(' ');
    },
  };
}

/** A request as it goes over the wire; the prefixes of ONVIF may be used inside. */
export function envelope(body: string, header = ''): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tcr="http://www.onvif.org/ver10/credential/wsdl"
  xmlns:tev="http://www.onvif.org/ver10/events/wsdl" xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2"
  xmlns:wsa="http://www.w3.org/2005/08/addressing" xmlns:tns1="http://www.onvif.org/ver10/topics">
  <s:Header>${header}</s:Header>
  <s:Body>${body}</s:Body>
</s:Envelope>`;
}

/** The texts of all elements of this name, whatever their prefix, in order. */
export function textsIn(answer: string, name: string): string[] {
  const pattern = new RegExp(`<(?:\\w+:)?${name}(?: [^>]*)?>([^<]*)</`, 'g');
  return [...answer.matchAll(pattern)].map(([, text]) => text ?? '');
}

/** The values of an attribute, in order. */
export function attributesIn(answer: string, name: string): string[] {
  return [...answer.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, text]) => text ?? '');
}

/** A credential with one number and the profile `site`, written by hand as ONVIF has it. */
export function credentialXml(options: { token?: string; value?: string; from?: string; to?: string } = {}): string {
  const { token = '', value = '00000F1206', from, to } = options;
  return `<tcr:Credential token="${token}">
  <tcr:CredentialHolderReference>booking</tcr:CredentialHolderReference>
  ${from === undefined ? '' : `<tcr:ValidFrom>${from}</tcr:ValidFrom>`}
  ${to === undefined ? '' : `<tcr:ValidTo>${to}</tcr:ValidTo>`}
  <tcr:CredentialIdentifier>
    <tcr:Type><tcr:Name>pt:CUSTOM</tcr:Name><tcr:FormatType>WIEGAND37</tcr:FormatType></tcr:Type>
    <tcr:ExemptedFromAuthentication>false</tcr:ExemptedFromAuthentication>
    <tcr:Value>${value}</tcr:Value>
  </tcr:CredentialIdentifier>
  <tcr:CredentialAccessProfile><tcr:AccessProfileToken>site</tcr:AccessProfileToken></tcr:CredentialAccessProfile>
</tcr:Credential>`;
}

const ENABLED = '<tcr:Enabled>true</tcr:Enabled>';

export function createXml(credential: string, state = ENABLED): string {
  return `<tcr:CreateCredential>${credential}<tcr:State>${state}</tcr:State></tcr:CreateCredential>`;
}

export function setXml(credential: string, state = ENABLED): string {
  const data = `${credential}<tcr:CredentialState>${state}</tcr:CredentialState>`;
  return `<tcr:SetCredential><tcr:CredentialData>${data}</tcr:CredentialData></tcr:SetCredential>`;
}

/** A batch of numbers for a list, such as `AddToWhitelist`. */
export function batchXml(operation: string, ...values: string[]): string {
  const items = values.map(
    (value) =>
      `<tcr:Identifier><tcr:Type><tcr:Name>pt:CUSTOM</tcr:Name><tcr:FormatType>WIEGAND37</tcr:FormatType></tcr:Type>` +
      `<tcr:Value>${value}</tcr:Value></tcr:Identifier>`,
  );
  return `<tcr:${operation}>${items.join('')}</tcr:${operation}>`;
}
