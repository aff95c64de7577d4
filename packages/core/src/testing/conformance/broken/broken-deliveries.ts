import type { AccessEvent } from '../../../model/access-event';
import { instantFromMs, instantToMs } from '../../../model/instant';
import type { AccessEventFeed } from '../../../ports/access-event-feed';
import type { AlterProvider } from '../fake-world';
import type { BrokenProvider } from './broken-provider';

type Receive = NonNullable<AccessEventFeed['receive']>;
type KeepDelivering = NonNullable<AccessEventFeed['keepDelivering']>;

const options = { eventsBy: 'push' } as const;

const alterReceive =
  (alter: (receive: Receive) => Receive): AlterProvider =>
  ({ events }) => ({
    events: { ...events, receive: alter((...call) => events?.receive?.(...call) ?? Promise.reject()) },
  });

const alterEvents = (alter: (event: AccessEvent, deliveries: number) => AccessEvent): AlterProvider => {
  let deliveries = 0;
  return alterReceive((receive) => async (...call) => {
    deliveries += 1;
    const { events, response } = await receive(...call);
    return { events: events.map((event) => alter(event, deliveries)), response };
  });
};

const alterKeeping =
  (alter: (keepDelivering: KeepDelivering) => KeepDelivering): AlterProvider =>
  ({ events }) => ({
    events: { ...events, keepDelivering: alter((call) => events?.keepDelivering?.(call) ?? Promise.reject()) },
  });

const sent = (title: string): string => `door events that are sent > ${title}`;

/** Takes a delivery whoever sends it. */
const withoutLooking: AlterProvider = (provider, vendor) =>
  alterReceive((receive) => (request, call) => {
    const secret = vendor.delivery().headers.get('x-fake-secret') ?? '';
    const headers = new Headers(request.headers);
    headers.set('x-fake-secret', secret);
    return receive(new Request(request, { headers }), call);
  })(provider, vendor);

/** Faults in what becomes of door events that the vendor sends by itself. */
export const brokenDeliveries: readonly BrokenProvider[] = [
  {
    name: 'does not look who sends door events',
    options,
    alter: withoutLooking,
    caughtBy: [sent('are refused from a sender that does not show who it is')],
  },
  {
    name: 'says yes to what it cannot read',
    options,
    alter: alterReceive((receive) => async (request, call) => {
      const { events, response } = await receive(request, call);
      return { events, response: response.status === 400 ? new Response(null, { status: 204 }) : response };
    }),
    caughtBy: [sent('are refused that cannot be read')],
  },
  {
    name: 'refuses a delivery and brings its events all the same',
    options,
    alter: (provider, vendor) =>
      alterReceive((receive) => async (request, call) => {
        const { events } = await receive(vendor.delivery(), call);
        const { response } = await receive(request, call);
        return { events, response };
      })(provider, vendor),
    caughtBy: [sent('are refused from a sender'), sent('are refused that cannot be read')],
  },
  {
    name: 'sends back in its refusal what came',
    options,
    alter: (provider, vendor) =>
      alterReceive((receive) => async (request, call) => {
        const { events, response } = await receive(request, call);
        const text = await vendor.delivery().text();
        return response.ok ? { events, response } : { events, response: new Response(text, response) };
      })(provider, vendor),
    caughtBy: [sent('are refused from a sender'), sent('are refused that cannot be read')],
  },
  {
    name: 'makes a new id for every delivery',
    options,
    alter: alterEvents((event, deliveries) => ({ ...event, id: `${event.id}/${deliveries}` })),
    caughtBy: [sent('are the same events when the vendor sends them again')],
  },
  {
    name: 'takes whatever happens at a door for the same event',
    options,
    alter: alterEvents((event) => ({ ...event, id: event.place })),
    caughtBy: [sent('are the same events when the vendor sends them again')],
  },
  {
    name: 'says that events happened at another installation',
    options,
    alter: alterEvents((event) => ({ ...event, providerId: 'another' })),
    caughtBy: [sent('tell where, when and to whom')],
  },
  {
    name: 'tells the time of the door in its own way',
    options,
    alter: alterEvents((event) => ({ ...event, at: event.at.replace('Z', '+00:00') })),
    caughtBy: [sent('tell where, when and to whom')],
  },
  {
    name: 'names people in another spelling',
    options,
    alter: alterEvents((event) => ({ ...event, subject: event.subject?.toUpperCase() })),
    caughtBy: [sent('tell where, when and to whom')],
  },
  {
    name: 'puts the subject into the id',
    options,
    alter: alterEvents((event) => ({ ...event, id: `${event.id}/${event.subject}` })),
    caughtBy: [sent('tell where, when and to whom')],
  },
  {
    name: 'counts a refusal as an entry',
    options,
    alter: alterEvents((event) => ({ ...event, isEntry: true })),
    caughtBy: [sent('tell where, when and to whom')],
  },
  {
    name: 'answers a delivery with a write',
    options,
    alter: (provider, vendor) =>
      alterReceive((receive) => async (request, call) => {
        await vendor.wire.write([]);
        return receive(request, call);
      })(provider, vendor),
    caughtBy: [sent('are taken without a write')],
  },
  {
    name: 'takes a delivery and loses it when the vendor cannot be asked about it',
    options,
    alter: (provider, vendor) =>
      alterReceive((receive) => async (request, call) => {
        const { events, response } = await receive(request, call);
        const isUp = await vendor.wire.ping().then(
          () => true,
          () => false,
        );
        return { events: isUp ? events : [], response };
      })(provider, vendor),
    caughtBy: [sent('are not lost when the vendor cannot be asked')],
  },
  {
    name: 'wants to be looked at in the past',
    options,
    alter: alterKeeping((keepDelivering) => async (call) => {
      const { nextAt } = await keepDelivering(call);
      return { nextAt: instantFromMs(instantToMs(nextAt) - 3_600_000) };
    }),
    caughtBy: [sent('go on: the instant to look again is ahead')],
  },
  {
    name: 'subscribes anew whenever it is asked',
    options,
    alter: alterKeeping((keepDelivering) => () => keepDelivering({})),
    caughtBy: [sent('go on: the instant to look again is ahead'), sent('go on for as long as')],
  },
  {
    name: 'wants to be looked at after its subscription has expired',
    options,
    alter: alterKeeping((keepDelivering) => async (call) => {
      const { nextAt } = await keepDelivering(call);
      return { nextAt: instantFromMs(instantToMs(nextAt) + 3_600_000) };
    }),
    caughtBy: [sent('go on for as long as')],
  },
  {
    name: 'believes that a subscription is for ever',
    options,
    alter: alterKeeping((keepDelivering) => {
      let first: ReturnType<KeepDelivering> | undefined;
      return (call) => {
        first ??= keepDelivering(call);
        return first;
      };
    }),
    caughtBy: [sent('go on for as long as'), sent('go on after the vendor has forgotten')],
  },
  {
    name: 'says in an outage that everything is kept up',
    options,
    alter: (provider, vendor) =>
      alterKeeping(
        (keepDelivering) => (call) =>
          keepDelivering(call).catch(async () => {
            vendor.setOutage(false);
            const answer = await keepDelivering(call);
            vendor.setOutage(true);
            return answer;
          }),
      )(provider, vendor),
    caughtBy: [sent('are seen to with a passing error in an outage')],
  },
];
