import { createFixedClock } from '@acx/core/testing';
import { createIpeviaSimulator, type IpeviaSwitches } from '../testing';
import { createIpeviaClient } from '../wire/ipevia-client';
import { BASE_URL } from './ipevia-host';

/** One message as it went over the wire. */
export interface SentMessage {
  /** `request CreateCredential 0`: which side made it, for what, and its number. */
  readonly name: string;
  readonly xml: string;
}

const window = { validFrom: '2026-11-23T08:00:00.000Z', validTo: '2026-11-23T12:00:00.000Z' };
const item = (value: string) => ({ typeName: 'pt:CUSTOM', formatType: 'WIEGAND37', value });
const credential = {
  description: 'Parking, Zoë & co <5>',
  holder: 'acx-00000F1206',
  ...window,
  identifiers: [{ ...item('00000F1206'), isExempted: false }],
  accessProfiles: [{ token: 'site', ...window }],
  extendedGrantTime: true,
  attributes: [{ name: 'owner', value: 'acx' }, { name: 'empty' }],
};
const enabled = { isEnabled: true, reason: 'booked' };

/** Makes every call there is, and lets every event happen, against a simulator with these switches. Answers all messages of both sides. */
export async function collectMessages(switches: Partial<IpeviaSwitches>): Promise<SentMessage[]> {
  const messages: SentMessage[] = [];
  const note = (side: string, operation: string, xml: string): void => {
    if (xml !== '') messages.push({ name: `${side} ${operation} ${messages.length}`, xml });
  };
  const clock = createFixedClock('2026-11-23T09:00:00.000Z');
  const simulator = createIpeviaSimulator({
    clock,
    switches,
    async deliver(request) {
      note('notification', 'Notify', await request.text());
      return new Response(null, { status: 204 });
    },
  });
  const { auth } = simulator.switches;
  const client = createIpeviaClient({
    id: 'car-park',
    baseUrl: BASE_URL,
    authentication: { kind: auth === 'none' ? 'basic' : auth, ...simulator.credentials },
    clock,
    async fetch(input, init) {
      const request = new Request(input, init);
      const xml = await request.clone().text();
      const response = await simulator.handler(request);
      const operation = simulator.calls.at(-1)?.operation ?? 'unknown';
      note('request', operation, xml);
      if (response.headers.get('content-type')?.includes('xml'))
        note('answer', operation, await response.clone().text());
      return response;
    },
  });
  /** A refusal is a message too. */
  const refused = async (work: Promise<unknown>): Promise<void> => void (await work.catch(() => {}));
  const readAll = async (list: AsyncIterable<unknown>): Promise<void> => {
    for await (const _record of list);
  };

  await client.getServiceCapabilities();
  await client.getSupportedFormatTypes('pt:CUSTOM');
  const { credentials, whitelist, blacklist, events } = client;
  const token = await credentials.create(credential, enabled);
  await refused(credentials.create(credential, enabled));
  await refused(credentials.set({ ...credential, token: 'acx-00000F1206' }, enabled));
  await credentials.modify({ token, holder: '', identifiers: credential.identifiers, accessProfiles: [] });
  await credentials.setAccessProfiles(token, [{ token: 'site', ...window }]);
  await refused(credentials.setAccessProfiles(token, [{ token: 'nowhere' }]));
  await readAll(credentials.list());
  await readAll(credentials.listInfo());
  await credentials.get([token, 'nobody']);
  await credentials.getState(token);
  await credentials.disable(token, { reason: 'lost' });
  await credentials.enable(token);
  await whitelist.add([item('0000000001'), item('0000000002')]);
  simulator.addToBlacklist('0000000003');
  await readAll(whitelist.list());
  await readAll(whitelist.list({ value: '0000000001' }));
  await readAll(blacklist.list());
  await whitelist.remove([item('0000000001')]);
  const isPull = simulator.switches.eventTransport === 'pull';
  const subscription = isPull
    ? await events.createPullPoint({ seconds: 600 })
    : await events.subscribe({ consumerUrl: 'https://host.example/hooks?a=1&b=2', seconds: 600 });
  await events.renew({ address: subscription.address, seconds: 600 });
  for (const card of ['00000F1206', '0000000002', '0000000003', '0000000004'])
    for (const passes of [true, false]) simulator.presentCard({ card, passes });
  await simulator.flushEvents();
  if (isPull) await events.pull({ address: subscription.address, timeoutSeconds: 1, limit: 3 });
  await events.unsubscribe({ address: subscription.address });
  await refused(events.renew({ address: subscription.address, seconds: 600 }));
  await credentials.deleteAccessProfiles(token, ['site']);
  await credentials.delete(token);
  await refused(credentials.delete(token));
  await whitelist.clear();
  await client.close();
  return messages;
}
