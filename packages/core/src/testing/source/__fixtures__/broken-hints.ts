import { FAKE_HINT_SECRET } from '../fake-booking-source-options';
import { alterHints, type BrokenSource } from './broken-source';

const taken = (): Response => new Response(null, { status: 204 });
const addressOf = `https://host.example/hints/fake-bookings/${FAKE_HINT_SECRET}`;

/** Faults in what becomes of hints. */
export const brokenHints: readonly BrokenSource[] = [
  {
    name: 'believes a hint at any address',
    alter: alterHints(({ receive }) => ({ receive: (request) => receive(new Request(addressOf, request)) })),
    caughtBy: ['a stray hint > names nothing at another address'],
  },
  {
    name: 'takes a question for a hint',
    alter: alterHints(({ receive }, { resourceIds }) => ({
      receive: (request) =>
        request.method === 'POST' ? receive(request) : Promise.resolve({ resourceIds, response: taken() }),
    })),
    caughtBy: ['a stray hint > names nothing when it only asks'],
  },
  {
    name: 'takes everything for a hint of everything',
    alter: alterHints((_hints, { resourceIds }) => ({ receive: async () => ({ resourceIds, response: taken() }) })),
    caughtBy: [
      'a hint > comes of a new booking',
      'a hint > names nothing when',
      'a stray hint > names nothing, whatever',
    ],
  },
  {
    name: 'names resources of others',
    alter: alterHints(({ receive }) => ({
      async receive(request) {
        const { resourceIds, response } = await receive(request);
        return { resourceIds: resourceIds.length === 0 ? ['elsewhere'] : resourceIds, response };
      },
    })),
    caughtBy: ['a hint > names nothing when it is of a resource of others', 'a stray hint > names nothing, whatever'],
  },
  {
    name: 'throws at what it cannot read',
    alter: alterHints(({ receive }) => ({
      async receive(request) {
        if (request.method === 'POST') JSON.parse(await request.clone().text());
        return receive(request);
      },
    })),
    caughtBy: ['a stray hint > names nothing, whatever its text is', 'a stray hint > names nothing when it breaks off'],
  },
  {
    name: 'reads a body to its end',
    alter: alterHints(({ receive }) => ({
      async receive(request) {
        const body = request.method === 'POST' ? await request.text().catch(() => '') : undefined;
        return receive(new Request(request.url, { method: request.method, body }));
      },
    })),
    caughtBy: ['a stray hint > is not read to its end'],
  },
  {
    name: 'asks the vendor what a hint is about',
    alter: alterHints(({ receive }, { read }) => ({
      async receive(request) {
        const hint = await receive(request);
        for (const resourceId of hint.resourceIds) await read({ resourceId, at: '2026-11-16T08:20:00.000Z' }, {});
        return hint;
      },
    })),
    caughtBy: ['a hint > is taken without a call to the vendor'],
  },
  {
    name: 'takes a hint once',
    alter: alterHints(({ receive }) => {
      const known = new Set<string>();
      return {
        async receive(request) {
          const hint = await receive(request);
          const resourceIds = hint.resourceIds.filter((resourceId) => !known.has(resourceId));
          for (const resourceId of resourceIds) known.add(resourceId);
          return { ...hint, resourceIds };
        },
      };
    }),
    caughtBy: ['a hint > may come twice', 'a hint > comes of a booking that is moved'],
  },
  {
    name: 'sends back what came',
    alter: alterHints(({ receive }) => ({
      async receive(request) {
        const text = await request
          .clone()
          .text()
          .catch(() => '');
        return { ...(await receive(request)), response: new Response(text) };
      },
    })),
    caughtBy: ['privacy > keeps answers to hints silent'],
  },
  {
    name: 'says that it has subscribed and has not',
    alter: alterHints(() => ({ subscribe: async () => {} })),
    caughtBy: ['a hint > comes of a new booking', 'a hint > cannot be asked for in an outage'],
  },
  {
    name: 'subscribes only once',
    alter: alterHints(({ subscribe }) => {
      let first: Promise<void> | undefined;
      return {
        subscribe(options) {
          first ??= subscribe(options);
          return first;
        },
      };
    }),
    caughtBy: ['a hint > comes again after the vendor has forgotten'],
  },
  {
    name: 'tells the address under which it is subscribed',
    alter: alterHints(() => ({ subscription: addressOf })),
    caughtBy: ['a hint > is subscribed under a name', 'privacy > keeps answers to hints silent'],
  },
];
