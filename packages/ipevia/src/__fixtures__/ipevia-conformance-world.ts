import { createMemoryProviderStorage } from '@acx/core/provider';
import { type ConformanceWorld, createFixedClock } from '@acx/core/testing';
import { createIpevia } from '../ipevia-provider';
import { createIpeviaSimulator } from '../testing';
import { BASE_URL, simulatedFetch } from './ipevia-host';
import type { IpeviaVariant } from './ipevia-variants';

const WEBHOOK = 'https://host.example/hooks/car-park';
const sender = { email: 'hook@host.example', password: 'webhook-password-4711' };
/** In the one way to write them. */
const hexBySubject: Readonly<Record<string, string>> = {
  '9876540': '000096B43C',
  '9876541': '000096B43D',
  '9876542': '000096B43E',
};

/** How door events come in a world. */
export type WorldEvents = 'notify' | 'json' | 'pull';

/** The simulated site with our provider on it. */
export async function createIpeviaConformanceWorld(
  variant: IpeviaVariant,
  events: WorldEvents,
): Promise<ConformanceWorld> {
  const clock = createFixedClock('2026-11-16T08:20:00.000Z');
  // A digest that has grown old costs a call that nobody can estimate: where the clock is moved before a write, there is none.
  const isAhead = variant.options.strategy === 'credentials' && variant.options.validity !== 'none';
  const auth = isAhead ? 'digest' : 'basic';
  let sent: Request | undefined;
  const simulator = createIpeviaSimulator({
    clock,
    switches: { ...variant.switches, auth, eventTransport: events, maximumLimit: PAGE_SIZE },
    deliver: async (request) => {
      sent = request;
      return new Response(null, { status: 204 });
    },
  });
  const { levers, state } = simulator;
  if (events === 'json') simulator.registerWebhook({ url: WEBHOOK, ...sender, form: 'json' });
  const provider = createIpevia({
    id: 'car-park',
    baseUrl: BASE_URL,
    authentication: { kind: auth, ...simulator.credentials },
    site: 'docklands',
    accessProfile: 'site',
    pageSize: PAGE_SIZE,
    fetch: simulatedFetch(simulator),
    clock,
    events:
      events === 'pull'
        ? { kind: 'pull' }
        : {
            kind: 'push',
            authentication: events === 'json' ? { kind: 'basic', ...sender } : { kind: 'path', secret: SECRET },
            ...(events === 'notify' ? { subscribe: { consumerUrl: `${WEBHOOK}/${SECRET}` } } : {}),
          },
    ...variant.options,
  });
  const storage = createMemoryProviderStorage();
  // Signs in, and asks what the service can do.
  await provider.checkHealth({ storage });
  await provider.events?.keepDelivering?.({ storage });
  const before = simulator.calls.length;
  const calls = () => simulator.calls.slice(before);
  const hex = (subject: string): string => hexBySubject[subject] ?? '';
  const isWhitelist = variant.options.strategy === 'whitelist';
  let isRefusing = false;
  return {
    provider: {
      ...provider,
      async applyChanges(request, options) {
        try {
          return await provider.applyChanges(request, options);
        } finally {
          if (isRefusing) levers.reset();
          isRefusing = false;
        }
      },
    },
    clock,
    storage,
    subjects: Object.keys(hexBySubject),
    respell: (subject) => `000${subject}`,
    places: ['docklands'],
    probe: {
      opens: ({ subject, at }) => simulator.opens({ card: hex(subject), at }),
      callCount: () => calls().length,
      writeCount: () => calls().filter(({ isWrite }) => isWrite).length,
      addForeign({ subject }) {
        const card = hex(subject);
        if (isWhitelist) {
          simulator.addToWhitelist(card);
          return { stillThere: () => [...state.whitelist.values()].some(({ value }) => value === card) };
        }
        const { token } = simulator.addCredential({ card });
        const made = JSON.stringify(state.credentials.get(token));
        return { stillThere: () => JSON.stringify(state.credentials.get(token)) === made };
      },
      presentSubject: ({ subject }) => simulator.presentCard({ card: hex(subject) }),
      ...(events === 'pull'
        ? {}
        : {
            async deliverEvent(how) {
              await simulator.flushEvents();
              if (sent === undefined) throw new Error('Nothing was sent.');
              const valid = sent.clone();
              if (how === 'valid') return valid;
              if (how === 'malformed') return new Request(valid, { body: (await valid.text()).slice(1) });
              const headers = new Headers(valid.headers);
              headers.delete('authorization');
              return new Request(`${WEBHOOK}/wrong`, { method: 'POST', headers, body: await valid.text() });
            },
          }),
      ...(events === 'notify'
        ? { subscriptionCount: () => state.subscriptions.size, endSubscriptions: simulator.replaceController }
        : {}),
      dropNextAnswer: () => levers.dropAnswer({ when: simulator.isWrite }),
      failNext(answer) {
        if (answer === 'refused') {
          // A batch is refused as a whole, and then the first of its cards when each is tried alone.
          levers.failNext(FAULT, { when: simulator.isWrite, times: isWhitelist ? 2 : 1 });
          isRefusing = true;
        } else if (answer === 'unavailable') levers.failNext({ status: 503 });
        else levers.rateLimitNext({ times: 1, retryAfterSeconds: 3 });
      },
      setOutage: levers.setOutage,
    },
    cannot: {
      foreignOnSamePair: 'a card is in one credential, or on the whitelist, only once',
      unusable: 'iPevia takes every number that a card can have; others are rejected before it is asked',
      ...(events === 'pull' ? { pullAgain: 'a pull point forgets what it has told' } : {}),
      ...(events === 'json' ? { endSubscriptions: 'the address of a webhook is entered by an operator' } : {}),
      ...(variant.options.whitelist === 'ours' ? { addForeign: 'every number on the list is ours' } : {}),
    },
    listingCalls: (records) => Math.ceil(records / PAGE_SIZE) + 2,
    close: () => provider.close(),
  };
}

const PAGE_SIZE = 10;
const FAULT = {
  status: 400,
  headers: { 'content-type': 'application/soap+xml; charset=utf-8' },
  body: `<?xml version="1.0" encoding="utf-8"?>
<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:ter="http://www.onvif.org/ver10/error"><s:Body><s:Fault>
<s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:InvalidArgVal</s:Value><s:Subcode>
<s:Value>ter:InvalidIdentifierValue</s:Value></s:Subcode></s:Subcode></s:Code>
<s:Reason><s:Text xml:lang="en">The identifier value is not accepted.</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>`,
};
const SECRET = 'a-secret-that-is-long-enough';
