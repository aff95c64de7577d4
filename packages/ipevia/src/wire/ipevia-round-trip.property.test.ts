import { isXmlText, trimXmlText } from '@acx/core/provider';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerTo, BASE_URL, envelopeOf } from './__fixtures__/ipevia-test-vendor';
import { createIpeviaClient } from './ipevia-client';
import type { IpeviaCredentialInput } from './ipevia-credential';

/** A server that gives back the credential that it was sent last. */
let kept = '';
const client = createIpeviaClient({
  id: 'house',
  baseUrl: BASE_URL,
  authentication: { kind: 'basic', user: 'api', password: 's3cret' },
  async fetch(input, init) {
    const body = await new Request(input, init).text();
    const sent = /<tcr:Credential .*<\/tcr:Credential>/s.exec(body)?.[0];
    if (sent !== undefined) {
      kept = sent;
      return new Response(answerTo('ModifyCredential'));
    }
    const namespace = 'xmlns:tcr="http://www.onvif.org/ver10/credential/wsdl"';
    return new Response(envelopeOf(`<c:GetCredentialsResponse ${namespace}>${kept}</c:GetCredentialsResponse>`));
  },
});

const text = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.string({ unit: 'binary', minLength, maxLength }),
      fc
        .array(fc.constantFrom('<', '>', '&', '"', "'", ']]>', '&amp;', '\n', '\r', '\t', 'é', '🅿', 'a'), {
          minLength,
          maxLength: Math.floor(maxLength / 5),
        })
        .map((parts) => parts.join('')),
    )
    .filter(
      (value) =>
        isXmlText(value) &&
        trimXmlText(value) === value &&
        value.length >= minLength &&
        value.length <= maxLength &&
        !value.startsWith('<![CDATA[') &&
        // Stands for what could not be decoded; a name with it is refused in answers.
        !value.includes('\ufffd'),
    );
const instant = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const validity = fc.oneof(
  fc.constant({}),
  instant.map((validFrom) => ({ validFrom })),
  fc
    .tuple(instant, instant)
    .filter(([from, to]) => from < to)
    .map(([validFrom, validTo]) => ({ validFrom, validTo })),
);
const hex = fc
  .uint8Array({ minLength: 1, maxLength: 8 })
  .map((bytes) => Buffer.from(bytes).toString('hex').toUpperCase());
const identifier = fc.record({ typeName: text(1, 64), formatType: text(1, 64), value: hex, isExempted: fc.boolean() });
const profile = fc.tuple(text(1, 64), validity).map(([token, dates]) => ({ token, ...dates }));
const attribute = fc.record({ name: text(1, 40), value: text(0, 40) }, { requiredKeys: ['name'] });
const credential: fc.Arbitrary<IpeviaCredentialInput> = fc
  .tuple(
    fc.record({
      holder: text(0, 64),
      identifiers: fc.array(identifier, { minLength: 1, maxLength: 3 }),
      accessProfiles: fc.array(profile, { maxLength: 3 }),
    }),
    fc.record(
      {
        description: text(1, 100),
        extendedGrantTime: fc.boolean(),
        attributes: fc.array(attribute, { minLength: 1, maxLength: 3 }),
      },
      { requiredKeys: [] },
    ),
    validity,
  )
  .map(([required, optional, dates]) => ({ ...required, ...optional, ...dates }));

describe('a credential', () => {
  it('comes back as it was sent, whatever its texts', async () => {
    await fc.assert(
      fc.asyncProperty(credential, text(1, 64), async (sent, token) => {
        await client.credentials.modify({ ...sent, token });
        expect(await client.credentials.get([token])).toEqual([{ ...sent, token }]);
      }),
      { numRuns: 1000, verbose: true },
    );
  });
});
