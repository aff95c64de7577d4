import type { JsonValue } from '../../../model/json';
import type { AccessEventFeed, AccessEventPage } from '../../../ports/access-event-feed';
import type { AlterProvider } from '../fake-world';
import type { BrokenProvider } from './broken-provider';

type Pull = NonNullable<AccessEventFeed['pull']>;

const alterPull =
  (alter: (pull: Pull) => Pull): AlterProvider =>
  ({ events }) => ({
    events: { pull: alter((request, options) => events?.pull?.(request, options) ?? Promise.reject()) },
  });

const alterPage = (alter: (page: AccessEventPage, pulls: number) => AccessEventPage): AlterProvider => {
  let pulls = 0;
  return alterPull((pull) => async (request, options) => {
    pulls += 1;
    return alter(await pull(request, options), pulls);
  });
};

/** Faults in the feed of door events. */
export const brokenEvents: readonly BrokenProvider[] = [
  {
    name: 'has a feed that its manifest denies',
    options: { events: false },
    alter: () => ({ events: {} }),
    caughtBy: ['door events > are absent'],
  },
  {
    name: 'has no feed although its manifest says so',
    alter: () => ({ events: undefined }),
    caughtBy: ['door events > come through a feed'],
  },
  {
    name: 'begins with the whole past',
    alter: alterPull(
      (pull) => (request, options) => pull({ ...request, cursor: request.cursor ?? { after: 0 } }, options),
    ),
    caughtBy: ['door events > begin at the present'],
  },
  {
    name: 'gives the last event of a page again on the next',
    alter: alterPull((pull) => async (request, options) => {
      const page = await pull(request, options);
      const { after } = JSON.parse(JSON.stringify(page.cursor));
      return page.events.length < 2 ? page : { ...page, cursor: { after: after - 1 } };
    }),
    caughtBy: ['door events > come once', 'door events > come in pages'],
  },
  {
    name: 'makes a new id at every pull',
    alter: alterPage((page, pulls) => ({
      ...page,
      events: page.events.map((event) => ({ ...event, id: `${event.id}/${pulls}` })),
    })),
    caughtBy: ['door events > are the same from the same cursor'],
  },
  {
    name: 'has the newest first',
    alter: alterPage((page) => ({ ...page, events: [...page.events].reverse() })),
    caughtBy: ['door events > come once', 'door events > come in pages'],
  },
  {
    name: 'does not look at how much is asked for',
    alter: alterPull((pull) => (request, options) => pull({ ...request, limit: 1_000 }, options)),
    caughtBy: ['door events > come in pages'],
  },
  {
    name: 'forgets to say that there is more',
    alter: alterPage((page) => ({ ...page, isMore: false })),
    caughtBy: ['door events > come in pages'],
  },
  {
    name: 'always says that there is more',
    alter: alterPage((page) => ({ ...page, isMore: true })),
    caughtBy: ['door events > begin at the present', 'door events > end'],
  },
  {
    name: 'keeps its place in memory instead of in the cursor',
    alter: (provider, vendor) => {
      let cursor: JsonValue | undefined;
      return alterPull((pull) => async (request, options) => {
        const page = await pull({ ...request, cursor }, options);
        cursor = page.cursor;
        return page;
      })(provider, vendor);
    },
    caughtBy: ['door events > come in pages', 'door events > are the same from the same cursor'],
  },
  {
    name: 'loses its place when nothing happens',
    alter: alterPage((page) => (page.events.length === 0 ? { ...page, cursor: { after: 1_000 } } : page)),
    caughtBy: ['door events > end'],
  },
  {
    name: 'says of everybody that they were let in',
    alter: alterPage((page) => ({
      ...page,
      events: page.events.map((event) => ({ ...event, type: 'granted' as const })),
    })),
    caughtBy: ['door events > tell who it was'],
  },
  {
    name: 'tells the time of the door without a zone',
    alter: alterPage((page) => ({
      ...page,
      events: page.events.map((event) => ({ ...event, at: event.at.replace('.000Z', '') })),
    })),
    caughtBy: ['door events > tell who it was'],
  },
  {
    name: 'says in an outage that nothing has happened',
    alter: alterPull(
      (pull) => (request, options) =>
        pull(request, options).catch(() => ({ events: [], cursor: request.cursor ?? { after: 0 }, isMore: false })),
    ),
    caughtBy: ['door events > fail with a passing error in an outage'],
  },
];
