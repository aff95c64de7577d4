import { AuthenticationError } from '@acx/core/provider';
import { createFixedClock } from '@acx/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIpeviaSimulator, type IpeviaSimulator, type IpeviaSwitches } from '../testing';
import { collect, failureOf } from './__fixtures__/ipevia-test-vendor';
import { createIpeviaClient, type IpeviaClient } from './ipevia-client';
import type { IpeviaClientOptions } from './ipevia-client-options';

const NOW = '2026-11-21T10:00:00.000Z';
const item = (value: string) => ({ typeName: 'pt:CUSTOM', formatType: 'WIEGAND37', value });
const card = '00000F1206';
const booked = { validFrom: '2026-11-21T09:00:00.000Z', validTo: '2026-11-21T11:00:00.000Z' };
const credential = {
  description: 'Zoë & Søn <5.1> 🅿',
  holder: 'acx:7f3a',
  ...booked,
  identifiers: [{ ...item(card), isExempted: false }],
  accessProfiles: [{ token: 'site', ...booked }],
  extendedGrantTime: true,
  attributes: [{ name: 'owner', value: 'acx & "co"' }],
};
const enabled = { isEnabled: true };

const variants: readonly [string, Partial<IpeviaSwitches>][] = [
  ['by digest', { auth: 'digest' }],
  ['by digest with MD5 alone, answering in every awkward way', { digestAlgorithms: ['MD5'], awkward: true }],
  ['by WS-UsernameToken', { auth: 'username-token', faultShape: 'flat', faultStatus: 500, referenceHost: 'internal' }],
  ['by basic', { auth: 'basic', maximumLimit: 2, faultStatus: 400 }],
];

describe.each(variants)('the client against an iPevia that logs in %s', (_variant, switches) => {
  const kind = switches.auth === 'basic' || switches.auth === 'username-token' ? switches.auth : 'digest';
  let simulator: IpeviaSimulator;
  let client: IpeviaClient;
  let connect: (options?: Partial<IpeviaClientOptions>) => IpeviaClient;
  let close: () => Promise<void>;
  const delivered: Request[] = [];
  beforeEach(async () => {
    const clock = createFixedClock(NOW);
    delivered.length = 0;
    const deliver = async (request: Request) => {
      delivered.push(request);
      return new Response(null, { status: 204 });
    };
    simulator = createIpeviaSimulator({
      clock,
      switches,
      deliver,
      authentication: { user: 'api', password: 'pä "ß"' },
    });
    const server = await simulator.listen();
    close = server.close;
    connect = (options) =>
      createIpeviaClient({
        id: 'house',
        baseUrl: server.url,
        authentication: { kind, user: 'api', password: 'pä "ß"' },
        clock,
        ...options,
      });
    client = connect();
  });
  afterEach(async () => {
    await client.close();
    await close();
  });
  const callsOf = (operation: string) => simulator.calls.filter((call) => call.operation === operation).length;

  it('asks what it can do', async () => {
    expect(await client.getServiceCapabilities()).toEqual({
      identifierTypes: ['pt:CUSTOM', 'pt:PIN'],
      maximumLimit: switches.maximumLimit ?? 10,
      hasValidity: true,
      hasProfileValidity: true,
      validityHasTime: true,
      maximumCredentials: 10_000,
      maximumProfiles: 8,
      takesClientTokens: true,
      maximumWhitelisted: 10_000,
      maximumBlacklisted: 10_000,
    });
    const formats = await client.getSupportedFormatTypes('pt:CUSTOM');
    expect(formats.map(({ formatType }) => formatType)).toContain('WIEGAND37');
  });

  it('makes a credential that opens the barrier in its time, and reads it back', async () => {
    const token = await client.credentials.create(credential, enabled);
    expect(await client.credentials.get([token, 'nobody'])).toEqual([{ ...credential, token }]);
    const ask = (at: string) => simulator.opens({ card, at });
    expect([ask(booked.validFrom), ask(NOW), ask(booked.validTo)]).toEqual([true, true, false]);
    await client.credentials.disable(token, { reason: 'Lost & found' });
    expect(await client.credentials.getState(token)).toEqual({ isEnabled: false, reason: 'Lost & found' });
    expect(ask(NOW)).toBe(false);
    await client.credentials.enable(token);
    expect(await client.credentials.getState(token)).toMatchObject({ isEnabled: true });
    await client.credentials.delete(token);
    expect(await client.credentials.get([token])).toEqual([]);
    expect(ask(NOW)).toBe(false);
  });

  it('replaces a credential under a token of ours', async () => {
    const ours = { ...credential, token: 'acx "1" & <co>' };
    await client.credentials.set(ours, enabled);
    const { validTo: _end, description: _words, attributes: _remarks, ...shorter } = ours;
    await client.credentials.set({ ...shorter, holder: '' }, { isEnabled: false, reason: 'x' });
    expect(await collect(client.credentials.list())).toEqual([{ ...shorter, holder: '' }]);
    await client.credentials.modify({ ...ours, holder: 'other' });
    expect(await collect(client.credentials.listInfo())).toEqual([
      { token: ours.token, description: ours.description, holder: 'other', ...booked },
    ]);
    expect(await client.credentials.getState(ours.token)).toEqual({ isEnabled: false, reason: 'x' });
  });

  it('adds and takes off access profiles without touching others', async () => {
    simulator.addAccessProfile({ token: 'garage' });
    const { token } = simulator.addCredential({ card, accessProfiles: [] });
    await client.credentials.setAccessProfiles(token, [{ token: 'site', ...booked }, { token: 'garage' }]);
    await client.credentials.setAccessProfiles(token, [{ token: 'site' }]);
    const profiles = async () => (await client.credentials.get([token]))[0]?.accessProfiles;
    expect(await profiles()).toEqual([{ token: 'site' }, { token: 'garage' }]);
    await client.credentials.deleteAccessProfiles(token, ['site']);
    expect(await profiles()).toEqual([{ token: 'garage' }]);
  });

  it('reads a long list through a lost place', async () => {
    const tokens = Array.from(
      { length: 25 },
      (_, index) => simulator.addCredential({ card: `00000000${index + 10}` }).token,
    );
    simulator.staleNextReference();
    const read = await collect(client.credentials.list());
    expect(read.map(({ token }) => token).sort()).toEqual(tokens.sort());
    simulator.staleNextReference(2);
    expect(await failureOf(collect(client.credentials.listInfo()))).toMatchObject({
      vendorCode: 'invalidStartReference',
    });
  });

  it('keeps the whitelist, and reads the blacklist', async () => {
    await client.whitelist.add([item(card), item('07FFFFFFFF')]);
    expect(simulator.opens({ card, at: NOW })).toBe(true);
    expect(await collect(client.whitelist.list())).toEqual([item(card), item('07FFFFFFFF')]);
    expect(await collect(client.whitelist.list(item(card)))).toEqual([item(card)]);
    await client.whitelist.remove([item(card)]);
    await client.whitelist.remove([item(card)]);
    expect(simulator.opens({ card, at: NOW })).toBe(false);
    await client.whitelist.clear();
    expect(await collect(client.whitelist.list())).toEqual([]);
    simulator.addToBlacklist(card);
    expect(await collect(client.blacklist.list({ value: card }))).toEqual([item(card)]);
  });

  it('tells its refusals apart', async () => {
    const { credentials, whitelist } = client;
    simulator.addCredential({ card });
    const other = { ...credential, identifiers: [{ ...item('0000000001'), isExempted: false }] };
    const many = Array.from({ length: 11 }, (_, index) => item(`00000001${index + 10}`));
    const refusals: readonly [string, Promise<unknown>][] = [
      ['duplicatedIdentifier', credentials.create(credential, enabled)],
      ['notFound', credentials.delete('nobody')],
      ['notFound', credentials.modify({ ...other, token: 'nobody' })],
      ['notFound', credentials.getState('nobody')],
      ['referenceNotFound', credentials.create({ ...other, accessProfiles: [{ token: 'none' }] }, enabled)],
      ['invalidIdentifier', whitelist.add([item('00')])],
      ['tooManyItems', whitelist.add(many)],
      ['tooManyItems', credentials.get(many.map(({ value }) => value))],
    ];
    for (const [vendorCode, work] of refusals)
      expect(await failureOf(work)).toMatchObject({ vendorCode, effect: 'none', isRetryable: false });
    expect(await collect(whitelist.list())).toEqual([]);
  });

  it('is refused with a wrong password, and sends it no more often than it must', async () => {
    const stranger = connect({ authentication: { kind, user: 'api', password: 'wrong' } });
    expect(await failureOf(stranger.whitelist.clear())).toBeInstanceOf(AuthenticationError);
    expect(simulator.calls).toHaveLength(kind === 'digest' ? 2 : 1);
    await stranger.close();
  });

  it('costs one call each, but for the first and a nonce that is too old', async () => {
    await Promise.all(Array.from({ length: 10 }, () => client.credentials.get(['nobody'])));
    const extra = kind === 'digest' ? 1 : 0;
    expect(callsOf('GetCredentials')).toBe(10 + extra);
    simulator.expireNonces();
    await client.credentials.get(['nobody']);
    expect(callsOf('GetCredentials')).toBe(11 + 2 * extra);
  });

  it('has events pushed, renewed and ended', async () => {
    const subscription = await client.events.subscribe({
      consumerUrl: 'https://host.example/hook?a=1&b=2',
      seconds: 600,
    });
    expect(subscription).toMatchObject({ currentTime: NOW, terminationTime: '2026-11-21T10:10:00.000Z' });
    simulator.addToWhitelist(card);
    simulator.presentCard({ card });
    simulator.presentCard({ card: '0000000001', accessPoint: 'exit' });
    await simulator.flushEvents();
    expect(delivered.every(({ url }) => url === 'https://host.example/hook?a=1&b=2')).toBe(true);
    const documents = await Promise.all(delivered.map((request) => request.text()));
    const events = documents.flatMap((document) => client.events.readNotify(document));
    expect(events).toMatchObject([
      { topic: 'AccessControl/AccessGranted/Identifier', at: NOW, source: { AccessPointToken: 'entry' } },
      { topic: 'AccessControl/AccessTaken/Identifier' },
      { topic: 'AccessControl/Denied/CredentialNotFound', source: { AccessPointToken: 'exit' } },
    ]);
    expect(events[0]?.data.IdentifierValue?.toUpperCase()).toBe(card);
    const { address } = subscription;
    expect(await client.events.renew({ address, seconds: 1200 })).toMatchObject({
      terminationTime: '2026-11-21T10:20:00.000Z',
    });
    await client.events.unsubscribe({ address });
    expect(await failureOf(client.events.renew({ address, seconds: 60 }))).toMatchObject({
      vendorCode: 'resourceUnknown',
    });
  });

  it('pulls events', async () => {
    simulator.switches.eventTransport = 'pull';
    const { address } = await client.events.createPullPoint({ seconds: 600 });
    simulator.addCredential({ token: 'c1', card });
    simulator.presentCard({ card });
    simulator.presentCard({ card, passes: false });
    const pull = (limit: number) => client.events.pull({ address, timeoutSeconds: 0, limit });
    const first = await pull(3);
    expect(first).toMatchObject({ currentTime: NOW, terminationTime: '2026-11-21T10:10:00.000Z' });
    expect(
      [...first.notifications, ...(await pull(3)).notifications].map(({ topic, data }) => [
        topic,
        data.CredentialToken,
      ]),
    ).toEqual([
      ['AccessControl/AccessGranted/Credential', 'c1'],
      ['AccessControl/AccessTaken/Credential', 'c1'],
      ['AccessControl/AccessGranted/Credential', 'c1'],
      ['AccessControl/AccessNotTaken/Credential', 'c1'],
    ]);
    expect((await pull(3)).notifications).toEqual([]);
    await client.events.unsubscribe({ address });
    expect(await failureOf(pull(3))).toMatchObject({ vendorCode: 'resourceUnknown' });
  });

  it('does not know what became of a write whose answer was lost', async () => {
    await collect(client.whitelist.list());
    simulator.levers.dropAnswer({ when: simulator.isWrite });
    expect(await failureOf(client.whitelist.add([item(card)]))).toMatchObject({ effect: 'unknown', isRetryable: true });
    expect(simulator.opens({ card, at: NOW })).toBe(true);
    simulator.levers.failNext({ status: 500 });
    expect(await failureOf(client.whitelist.clear())).toMatchObject({ status: 500, effect: 'unknown' });
  });
});
