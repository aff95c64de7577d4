import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { describe, expect, it } from 'vitest';
import { createIpeviaSimulator } from './ipevia-simulator';
import type { IpeviaSwitches } from './ipevia-switches';
import { createIpeviaTestCaller, createXml, credentialXml, EVENTS_PATH, envelope, textsIn } from './ipevia-test-caller';

const ASK = '<tcr:GetServiceCapabilities/>';
const setUp = (switches: Partial<IpeviaSwitches> = {}) => {
  const simulator = createIpeviaSimulator({ switches: { auth: 'none', ...switches } });
  const caller = createIpeviaTestCaller(simulator);
  const status = async (init: Parameters<typeof caller.send>[0]) =>
    (await caller.send({ body: envelope(ASK), ...init })).status;
  return { simulator, ...caller, status };
};
const type = (contentType: string) => ({ headers: { 'content-type': contentType } });

describe('iPevia over HTTP', () => {
  it('wants a POST of SOAP 1.2 to one of its addresses', async () => {
    const { status } = setUp();
    expect([
      await status({}),
      await status({ path: '/' }),
      await status({ path: '/onvif/credential_service/' }),
      await status({ path: '/onvif/credential_service?wsdl' }),
      await status({ path: `${EVENTS_PATH}/subscriptions/` }),
      await status({ method: 'GET' }),
      await status({ method: 'PUT' }),
      await status(type('text/xml')),
      await status(type('application/soap+xml')),
      await status(
        type(
          'Application/SOAP+xml; charset="UTF-8"; action="http://www.onvif.org/ver10/credential/wsdl/GetServiceCapabilities"',
        ),
      ),
      await status(type('application/soap+xml; charset=iso-8859-1')),
    ]).toEqual([200, 404, 404, 404, 404, 405, 405, 415, 200, 200, 415]);
  });

  it.each([
    '',
    '{}',
    '<a/>',
    envelope(ASK).replace('?>', '?><!DOCTYPE s:Envelope>'),
    envelope(''),
    envelope(ASK + ASK),
    envelope(ASK).replace(/<s:Body>.*<\/s:Body>/, ''),
  ])('answers a plain 400 to what is no message: %j', async (body) => {
    const response = await setUp().send({ body });
    expect([response.status, await response.text()]).toEqual([400, 'Bad request']);
  });

  it('does not speak SOAP 1.1', async () => {
    const body = envelope(ASK).replaceAll(
      'http://www.w3.org/2003/05/soap-envelope',
      'http://schemas.xmlsoap.org/soap/envelope/',
    );
    const response = await setUp().send({ body });
    expect([response.status, textsIn(await response.text(), 'Value')]).toEqual([500, ['s:VersionMismatch']]);
  });

  it('refuses a header that must be understood, unless it is', async () => {
    const { send } = setUp();
    const ask = async (header: string) => (await send({ body: envelope(ASK, header) })).text();
    expect(textsIn(await ask('<x xmlns="u" s:mustUnderstand="1"/>'), 'Value')).toEqual(['s:MustUnderstand']);
    expect(
      await ask('<x xmlns="u" s:mustUnderstand="0"/><wsa:Action s:mustUnderstand="true">a</wsa:Action>'),
    ).toContain('<tcr:Capabilities');
  });

  it('knows operations by name, namespace and address', async () => {
    const { outcome } = setUp();
    const unknown = '500 Receiver ActionNotSupported';
    expect([
      await outcome('<tcr:DeleteEverything/>'),
      await outcome('<tev:GetServiceCapabilities/>'),
      await outcome(ASK, EVENTS_PATH),
      await outcome(ASK, `${EVENTS_PATH}/subscriptions/x`),
    ]).toEqual([unknown, unknown, unknown, unknown]);
  });

  it('refuses the action of another operation', async () => {
    const { send } = setUp();
    const action = 'action="http://www.onvif.org/ver10/credential/wsdl/DeleteWhitelist"';
    const response = await send({ body: envelope(ASK), ...type(`application/soap+xml; charset=utf-8; ${action}`) });
    expect([response.status, textsIn(await response.text(), 'Value')]).toEqual([
      400,
      ['s:Sender', 'ter:InvalidArgVal'],
    ]);
  });

  const notFound = '<tcr:DeleteCredential><tcr:Token>x</tcr:Token></tcr:DeleteCredential>';
  it.each([
    [{}, '400 Sender InvalidArgVal NotFound', '500 Receiver ActionNotSupported'],
    [{ faultStatus: 400 as const }, '400 Sender InvalidArgVal NotFound', '400 Receiver ActionNotSupported'],
    [{ faultStatus: 500 as const }, '500 Sender InvalidArgVal NotFound', '500 Receiver ActionNotSupported'],
    [{ faultShape: 'flat' as const }, '400 Sender NotFound', '500 Receiver ActionNotSupported'],
    [{ faultShape: 'empty' as const }, '400', '500'],
  ])('makes faults as switched to %o', async (switches, known, unknown) => {
    const { outcome } = setUp(switches);
    expect([await outcome(notFound), await outcome('<tcr:Nothing/>')]).toEqual([known, unknown]);
  });

  it('can be reached over real HTTP, by the time of its own clock', async () => {
    const { simulator } = setUp();
    const server = await simulator.listen();
    try {
      const init = { method: 'POST', ...type('application/soap+xml'), body: envelope(createXml(credentialXml())) };
      const response = await fetch(`${server.url}/onvif/credential_service`, init);
      expect([response.status, response.headers.has('date'), simulator.state.credentials.size]).toEqual([200, true, 1]);
      simulator.levers.dropAnswer();
      await expect(fetch(`${server.url}/onvif/credential_service`, init)).rejects.toThrow();
    } finally {
      await server.close();
    }
  });

  it('can be put behind MSW', async () => {
    const { simulator } = setUp();
    const server = setupServer(
      ...simulator.mswHandlers(http, 'https://site.example'),
      http.all('*', () => HttpResponse.error()),
    );
    server.listen({ onUnhandledRequest: 'error' });
    try {
      const init = { method: 'POST', ...type('application/soap+xml'), body: envelope(ASK) };
      const response = await fetch('https://site.example/onvif/credential_service', init);
      expect(await response.text()).toContain('<tcr:Capabilities');
    } finally {
      server.close();
    }
  });
});
