import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AcxError } from '@acx/core/provider';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { collect, useTestVendor } from './__fixtures__/ipevia-test-vendor';
import type { IpeviaClient } from './ipevia-client';

const FOLDER = join(import.meta.dirname, '../__fixtures__');
const card = { typeName: 'pt:CUSTOM', formatType: 'WIEGAND37', value: '00000F1206' };
const booked = { validFrom: '2026-11-21T08:00:00.000Z', validTo: '2026-11-21T17:30:00.000Z' };
const credential = {
  description: 'Zoë & Søn <5.1> 🅿 "as it is"',
  holder: 'acx:7f3a',
  ...booked,
  identifiers: [{ ...card, isExempted: false }],
  accessProfiles: [{ token: 'gate', ...booked }, { token: 'garage & co' }],
  extendedGrantTime: false,
  attributes: [{ name: 'owner', value: 'acx & "co"' }, { name: 'empty' }],
};
const enabled = { isEnabled: true };
const address = 'http://10.0.0.5:8080/onvif/sub/7?id=1&x=2';

/** Which call each folder is about. */
const calls: Readonly<Record<string, (client: IpeviaClient) => Promise<unknown>>> = {
  getServiceCapabilities__reads_attributes_and_defaults: (client) => client.getServiceCapabilities(),
  getServiceCapabilities__tolerates_prefixes_comments_cdata_and_a_byte_order_mark: (client) =>
    client.getServiceCapabilities(),
  getSupportedFormatTypes__reads_formats: (client) => client.getSupportedFormatTypes('pt:CUSTOM'),
  listCredentialInfo__asks_for_a_page: ({ credentials }) => collect(credentials.listInfo()),
  listCredentials__reads_offsets_many_and_unknown_parts: ({ credentials }) => collect(credentials.list()),
  listCredentials__is_empty: ({ credentials }) => collect(credentials.list()),
  getCredentials__asks_for_several_at_once: ({ credentials }) => credentials.get(['c1', 'c & 2']),
  createCredential__sends_an_empty_token_in_the_order_of_the_schema: ({ credentials }) =>
    credentials.create(credential, enabled),
  createCredential__tells_that_another_has_the_card: ({ credentials }) => credentials.create(credential, enabled),
  setCredential__sends_our_token: ({ credentials }) =>
    credentials.set({ ...credential, token: 'acx "1"' }, { isEnabled: false, reason: 'Parked & gone' }),
  modifyCredential__sends_only_what_is_given: ({ credentials }) =>
    credentials.modify({
      token: 'c1',
      holder: '',
      identifiers: [
        { ...card, isExempted: true },
        { ...card, typeName: 'pt:PIN', formatType: 'SIMPLE_NUMBER16', value: '04D2', isExempted: false },
      ],
      accessProfiles: [],
    }),
  modifyCredential__tells_that_there_is_none: ({ credentials }) => credentials.modify({ ...credential, token: 'c1' }),
  deleteCredential__sends_the_token: ({ credentials }) => credentials.delete('c1'),
  getCredentialState__reads_the_reason: ({ credentials }) => credentials.getState('c1'),
  enableCredential__may_leave_the_reason_out: ({ credentials }) => credentials.enable('c1'),
  disableCredential__sends_the_reason: ({ credentials }) => credentials.disable('c1', { reason: 'No <booking>' }),
  setCredentialAccessProfiles__sends_dates: ({ credentials }) =>
    credentials.setAccessProfiles('c1', credential.accessProfiles),
  deleteCredentialAccessProfiles__sends_tokens: ({ credentials }) =>
    credentials.deleteAccessProfiles('c1', ['gate', 'garage']),
  listWhitelist__reads_values_in_upper_case: ({ whitelist }) => collect(whitelist.list()),
  listWhitelist__can_be_narrowed: ({ whitelist }) => collect(whitelist.list(card)),
  addToWhitelist__sends_all_at_once: ({ whitelist }) => whitelist.add([card, { ...card, value: '07FFFFFFFF' }]),
  removeFromWhitelist__sends_all_at_once: ({ whitelist }) => whitelist.remove([card]),
  deleteWhitelist__sends_nothing_more: ({ whitelist }) => whitelist.clear(),
  listBlacklist__reads_values: ({ blacklist }) => collect(blacklist.list({ value: '00000F1206' })),
  subscribe__names_consumer_topics_and_term: ({ events }) =>
    events.subscribe({ consumerUrl: 'https://host.example/hook?a=1&b=2', seconds: 3600 }),
  createPullPoint__reads_address_and_term: ({ events }) => events.createPullPoint({ seconds: 600 }),
  renew__goes_to_the_subscription: ({ events }) => events.renew({ address, seconds: 600 }),
  renew__tells_that_it_is_gone: ({ events }) => events.renew({ address, seconds: 600 }),
  unsubscribe__goes_to_the_subscription: ({ events }) => events.unsubscribe({ address }),
  pullMessages__reads_door_events: ({ events }) => events.pull({ address, timeoutSeconds: 1, limit: 50 }),
};

const read = (name: string, file: string): string => readFileSync(join(FOLDER, name, file), 'utf8');
/** Without the white space that makes a fixture readable. */
const compact = (xml: string): string => xml.replace(/>\s+</g, '><').trim();
/** What a call came to, as JSON. */
const outcomeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    (value) => JSON.parse(JSON.stringify(value ?? null)),
    (error: unknown) => (AcxError.isInstance(error) ? { error: error.toJSON() } : error),
  );

describe('what is sent and read', () => {
  const vendor = useTestVendor();

  it('has a call for every folder', () => {
    expect(readdirSync(FOLDER).filter((name) => name.includes('__'))).toEqual(Object.keys(calls).sort());
  });

  it.each(Object.entries(calls))('is as written down: %s', async (name, call) => {
    const response = read(name, 'response.xml');
    vendor.answer(() => new HttpResponse(response, { status: response.includes(':Fault>') ? 400 : 200 }));
    expect(await outcomeOf(call(vendor.client()))).toEqual(JSON.parse(read(name, 'expected.json')));
    expect(vendor.seen.map(({ body }) => body)).toEqual([compact(read(name, 'request.xml'))]);
  });
});
