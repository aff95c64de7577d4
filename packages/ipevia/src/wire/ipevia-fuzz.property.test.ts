import { AcxError } from '@acx/core/provider';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerTo, BASE_URL, collect, credentialXml, envelopeOf, faultOf } from './__fixtures__/ipevia-test-vendor';
import { mutatedText } from './__fixtures__/mutated-text';
import { createIpeviaClient, type IpeviaClient } from './ipevia-client';

const cards = new Map([
  ['alpha', '0A0A0A0A0A'],
  ['beta', '0B0B0B0B0B'],
  ['gamma', '0C0C0C0C0C'],
]);
const list = answerTo('GetCredentialList', [...cards].map(([token, value]) => credentialXml(token, value)).join(''));
const event = (point: string, value: string): string =>
  `<b:NotificationMessage><b:Topic>tns1:AccessControl/AccessTaken/Identifier</b:Topic><b:Message><tt:Message UtcTime="2026-11-21T08:00:00Z"><tt:Source><tt:SimpleItem Name="AccessPointToken" Value="${point}"/></tt:Source><tt:Data><tt:SimpleItem Name="IdentifierValue" Value="${value}"/></tt:Data></tt:Message></b:Message></b:NotificationMessage>`;
const notify = envelopeOf(
  `<b:Notify>${[...cards].map(([token, value]) => event(`at ${token}`, value)).join('')}</b:Notify>`,
);

let answer = '';
let status = 200;
const client = createIpeviaClient({
  id: 'house',
  baseUrl: BASE_URL,
  authentication: { kind: 'basic', user: 'api', password: 's3cret' },
  fetch: async () => new Response(answer, { status }),
});

/** What a call came to: a value, or an error of ours. Every other error, and one that takes long, fails the test. */
async function outcomeOf<Value>(work: () => Promise<Value> | Value): Promise<Value | undefined> {
  const startedAt = performance.now();
  try {
    return await work();
  } catch (failure) {
    if (AcxError.isInstance(failure)) return undefined;
    throw failure;
  } finally {
    expect(performance.now() - startedAt).toBeLessThan(30_000);
  }
}

/** Whether the parts came in this order in the document, whatever lies between them. */
function isInOrder(document: string, parts: readonly string[]): boolean {
  let at = 0;
  return parts.every((part) => {
    const found = document.toUpperCase().replaceAll('&#48;', '0').indexOf(part.toUpperCase(), at);
    at = found + 1;
    return found !== -1;
  });
}

describe('what comes back garbled', () => {
  it('never gives a credential another card, holder or profile than was sent with it', async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(mutatedText(list), async (document) => {
        answer = document;
        const found = await outcomeOf(() => collect(client.credentials.list()));
        // What was put into a text on the way is a text like any other; only whole records are compared.
        if (found === undefined || /<!|&/.test(document)) return;
        accepted += 1;
        const parts = found.flatMap(({ token, holder, identifiers, accessProfiles }) => [
          token,
          holder,
          ...identifiers.map(({ value }) => value),
          ...accessProfiles.map((profile) => profile.token),
        ]);
        // A line break in an attribute is read as a space.
        if (!parts.some((part) => part.includes('\n')))
          expect(isInOrder(document.replaceAll('\n', ' '), parts)).toBe(true);
      }),
      { numRuns: 3000, verbose: true },
    );
    expect(accepted).toBeGreaterThan(20);
  });

  it('never gives an event the card of another', async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(mutatedText(notify), async (document) => {
        const events = await outcomeOf(() => client.events.readNotify(document));
        if (events === undefined || /<!|&/.test(document)) return;
        accepted += 1;
        const parts = events.flatMap(({ source, data }) => [...Object.values(source), ...Object.values(data)]);
        if (!parts.some((part) => /\s{2}|\n/.test(part)))
          expect(isInOrder(document.replaceAll('\n', ' '), parts)).toBe(true);
      }),
      { numRuns: 3000, verbose: true },
    );
    expect(accepted).toBeGreaterThan(20);
  });

  it('never crashes any call', async () => {
    const address = `${BASE_URL}/sub`;
    const calls: readonly ((client: IpeviaClient) => Promise<unknown>)[] = [
      (one) => one.getServiceCapabilities(),
      (one) => one.getSupportedFormatTypes('x'),
      (one) => collect(one.credentials.listInfo()),
      (one) => one.credentials.get(['alpha']),
      (one) => one.credentials.getState('alpha'),
      (one) => one.credentials.delete('alpha'),
      (one) => collect(one.whitelist.list()),
      (one) => one.events.createPullPoint({ seconds: 60 }),
      (one) => one.events.renew({ address, seconds: 60 }),
      (one) => one.events.pull({ address, timeoutSeconds: 0, limit: 1 }),
      (one) => collect(one.credentials.list()),
    ];
    const documents = [list, notify, faultOf(['InvalidArgVal', 'NotFound'])];
    const document = fc.oneof(...documents.map(mutatedText), fc.string({ unit: 'binary' }));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...calls),
        document,
        fc.constantFrom(200, 400, 500),
        async (call, text, code) => {
          answer = text;
          status = code;
          await outcomeOf(() => call(client));
          status = 200;
        },
      ),
      { numRuns: 1500, verbose: true },
    );
  });
});
