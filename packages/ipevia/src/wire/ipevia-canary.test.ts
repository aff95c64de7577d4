import { inspect } from 'node:util';
import { AcxError } from '@acx/core/provider';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import {
  answerTo,
  BASE_URL,
  collect,
  envelopeOf,
  failureOf,
  faultOf,
  useTestVendor,
} from './__fixtures__/ipevia-test-vendor';
import type { IpeviaClient } from './ipevia-client';
import type { IpeviaAuthentication } from './ipevia-client-options';

const CANARIES = ['s3cret', 'api-user', 'Canaria', 'CAFEBABE', 'cafebabe', 'toucan', 'pelican'];
const card = { typeName: 'pt:CUSTOM', formatType: 'WIEGAND37', value: 'CAFEBABE' };
const credential = {
  token: 'toucan',
  description: 'Canaria',
  holder: 'Canaria',
  identifiers: [{ ...card, isExempted: false }],
  accessProfiles: [{ token: 'pelican' }],
};
const address = `${BASE_URL}/sub/toucan`;
const { token: _token, ...fresh } = credential;

const calls: Readonly<Record<string, (client: IpeviaClient) => Promise<unknown>>> = {
  GetServiceCapabilities: (client) => client.getServiceCapabilities(),
  GetCredentialInfoList: (client) => collect(client.credentials.listInfo()),
  GetCredentialList: (client) => collect(client.credentials.list()),
  GetCredentials: (client) => client.credentials.get(['toucan']),
  CreateCredential: (client) => client.credentials.create(fresh, { isEnabled: true, reason: 'Canaria' }),
  SetCredential: (client) => client.credentials.set(credential, { isEnabled: true }),
  ModifyCredential: (client) => client.credentials.modify(credential),
  DeleteCredential: (client) => client.credentials.delete('toucan'),
  DisableCredential: (client) => client.credentials.disable('toucan', { reason: 'Canaria' }),
  SetCredentialAccessProfiles: (client) => client.credentials.setAccessProfiles('toucan', [{ token: 'pelican' }]),
  GetWhitelist: (client) => collect(client.whitelist.list({ value: 'CAFEBABE' })),
  AddToWhitelist: (client) => client.whitelist.add([card]),
  Renew: (client) => client.events.renew({ address, seconds: 60 }),
  Unsubscribe: (client) => client.events.unsubscribe({ address }),
  PullMessages: (client) => client.events.pull({ address, timeoutSeconds: 0, limit: 5 }),
};

const WORDS = 'Canaria has CAFEBABE toucan';
const answers: readonly [string, number, (name: string) => string][] = [
  ['a fault that is known', 400, () => faultOf(['InvalidArgVal', 'DuplicatedIdentifierValue'], { text: WORDS })],
  ['a fault in words', 500, () => faultOf([WORDS], { receiver: true, text: WORDS })],
  ['a fault of the login', 400, () => faultOf(['NotAuthorized'], { text: WORDS })],
  ['another answer', 200, () => answerTo('Canaria', WORDS)],
  [
    'wrong fields',
    200,
    (name) =>
      answerTo(
        name,
        `<c:Credential token="toucan"><c:Value>CAFEBABE</c:Value></c:Credential><c:CredentialInfo token="toucan"><c:ValidFrom>Canaria</c:ValidFrom></c:CredentialInfo><c:Identifier><c:Value>Canaria</c:Value></c:Identifier><c:TerminationTime>Canaria</c:TerminationTime>`,
      ),
  ],
  ['no XML', 200, () => `<a>${WORDS}</b>`],
  ['an entity', 200, () => envelopeOf('&Canaria;')],
  ['a page', 503, () => `<html>${WORDS}</html>`],
  ['a redirection', 302, () => WORDS],
];

const shownOf = (failure: AcxError): string =>
  [failure.message, failure.stack, JSON.stringify(failure), inspect(failure, { depth: 9, showHidden: true })].join(
    '\n',
  );

describe('what an error or a log line may carry', () => {
  const vendor = useTestVendor();
  const lines: unknown[] = [];
  const log = (...line: unknown[]): void => void lines.push(line);
  const logger = { debug: log, info: log, warn: log, error: log };
  const kinds: readonly IpeviaAuthentication['kind'][] = ['digest', 'username-token', 'basic'];

  it.each(answers)('is no person, no card, no token and no secret: %s', async (_what, status, answer) => {
    lines.length = 0;
    let failures = 0;
    for (const [name, call] of Object.entries(calls))
      for (const kind of kinds) {
        vendor.answer(() => new HttpResponse(answer(name), { status, headers: { location: WORDS } }));
        const authentication = { kind, user: 'api-user', password: 's3cret' };
        const failure = await failureOf(call(vendor.client({ logger, authentication })));
        if (!AcxError.isInstance(failure)) continue;
        failures += 1;
        for (const canary of CANARIES) expect(shownOf(failure)).not.toContain(canary);
      }
    expect(failures).toBeGreaterThan(20);
    for (const canary of [...CANARIES, btoa('api-user:s3cret')]) expect(JSON.stringify(lines)).not.toContain(canary);
  });

  it('is no secret when the login is refused, whatever the challenge', async () => {
    const challenge = 'Digest realm="Canaria", nonce="toucan", qop="auth"';
    vendor.answer(() => new HttpResponse(WORDS, { status: 401, headers: { 'www-authenticate': challenge } }));
    for (const kind of kinds)
      for (const call of Object.values(calls)) {
        const authentication = { kind, user: 'api-user', password: 's3cret' };
        const failure = await failureOf(call(vendor.client({ logger, authentication })));
        if (!AcxError.isInstance(failure)) throw failure;
        for (const canary of CANARIES) expect(shownOf(failure)).not.toContain(canary);
      }
  });

  it('is nothing of what cannot be sent', async () => {
    const broken = {
      ...credential,
      holder: 'Canaria\u0001',
      identifiers: [{ ...card, value: 'CAFEBABE!', isExempted: true }],
    };
    const failure = await failureOf(vendor.client().credentials.modify(broken));
    if (!AcxError.isInstance(failure)) throw failure;
    for (const canary of CANARIES) expect(shownOf(failure)).not.toContain(canary);
  });
});
