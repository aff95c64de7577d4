import type { Notice } from '../../../../model/notice';
import { type AlterLedger, alterStore, alterStores, type BrokenLedger } from './broken-ledger';

/** Positions that begin anew at each opening. */
const countPositionsAnew: AlterLedger = (() => {
  let highest = 0;
  const alter: AlterLedger = (ledger, opening) => {
    const base = opening === 0 ? 0 : highest;
    return alterStore('events', (events) => ({
      async listUndelivered({ afterPosition, limit }) {
        const after = afterPosition === undefined ? undefined : afterPosition + base;
        const waiting = await events.listUndelivered({ afterPosition: after, limit });
        for (const { position } of waiting) highest = Math.max(highest, position);
        return waiting.map((item) => ({ ...item, position: item.position - base }));
      },
    }))(ledger, opening);
  };
  return alter;
})();

/** Versions that begin with 1 whenever a key is made. */
const countVersionsAnew: AlterLedger = (() => {
  const bases = new Map<string, number>();
  return alterStore('storage', (storage) => ({
    async read(providerId, key) {
      const stored = await storage.read(providerId, key);
      return stored && { ...stored, version: stored.version - (bases.get(key) ?? 0) };
    },
    async compareAndSet(providerId, key, { expectedVersion, value }) {
      const base = bases.get(key) ?? 0;
      const version = expectedVersion === undefined ? undefined : expectedVersion + base;
      const isStored = await storage.compareAndSet(providerId, key, { expectedVersion: version, value });
      const now = (await storage.read(providerId, key))?.version;
      if (isStored && expectedVersion === undefined && now !== undefined) bases.set(key, now - 1);
      return isStored;
    },
  }));
})();

/** Faults in the journal, in notices, events, storage and in forgetting. */
export const brokenDeliveries: readonly BrokenLedger[] = [
  {
    name: 'orders the journal by instant',
    alter: alterStore('journal', (journal) => ({
      listOfBooking: async (id, limit) =>
        (await journal.listOfBooking(id, 10_000)).sort((a, b) => (a.at > b.at ? -1 : 1)).slice(0, limit),
    })),
    caughtBy: ['the journal > tells what was written last first'],
  },
  {
    name: 'tells the oldest entries where it is asked for the last',
    alter: alterStore('journal', (journal) => ({
      listOfBooking: async (id, limit) => (await journal.listOfBooking(id, 10_000)).slice(-limit),
    })),
    caughtBy: ['the journal > tells the last ones', 'histories > '],
  },
  {
    name: 'takes equal journal entries for one',
    alter: alterStore('journal', (journal) => ({
      async listOfBooking(id, limit) {
        const entries = await journal.listOfBooking(id, limit);
        return entries.filter(({ text }, index) => entries.findIndex((other) => other.text === text) === index);
      },
    })),
    caughtBy: ['the journal > keeps entries that are equal'],
  },
  {
    name: 'offers notices by id',
    alter: alterStore('notices', (notices) => ({
      listUndelivered: async (limit) =>
        (await notices.listUndelivered(10_000)).sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit),
    })),
    caughtBy: ['notices > wait in the order in which they came', 'histories > '],
  },
  {
    name: 'replaces a notice that comes again',
    alter: (() => {
      const last = new Map<string, Notice>();
      return alterStore('notices', (notices) => ({
        async add(notice) {
          last.set(notice.id, notice);
          await notices.add(notice);
        },
        listUndelivered: async (limit) =>
          (await notices.listUndelivered(limit)).map((notice) => last.get(notice.id) ?? notice),
      }));
    })(),
    caughtBy: ['notices > are added once by id'],
  },
  {
    name: 'offers the notices of an erased booking, credential and all',
    alter: alterStores((transaction) => ({
      async eraseBooking(id) {
        const waiting = await transaction.notices.listUndelivered(10_000);
        await transaction.eraseBooking(id);
        const left = await transaction.notices.listUndelivered(10_000);
        await transaction.prune('9999');
        for (const notice of waiting)
          if (left.every((other) => other.id !== notice.id)) await transaction.notices.add(notice);
      },
    })),
    caughtBy: ['erasing a booking > delivers waiting notices with a credential'],
  },
  {
    name: 'leaves the journal of an erased booking',
    alter: alterStores((transaction) => ({
      async eraseBooking(id) {
        const entries = await transaction.journal.listOfBooking(id, 10_000);
        await transaction.eraseBooking(id);
        await transaction.journal.append(entries);
      },
    })),
    caughtBy: ['erasing a booking > removes it, its permissions and its journal entries', 'histories > '],
  },
  {
    name: 'counts positions anew after a reopening',
    alter: countPositionsAnew,
    caughtBy: ['door events > have positions that grow for ever'],
  },
  {
    name: 'gives the last event of a page again on the next',
    alter: alterStore('events', (events) => ({
      listUndelivered: ({ afterPosition, limit }) =>
        events.listUndelivered({ limit, afterPosition: afterPosition && afterPosition - 1 }),
    })),
    caughtBy: ['door events > wait in the order in which they came, in pages', 'histories > '],
  },
  {
    name: 'takes a delivered event for a new one',
    alter: alterStores(({ events, prune }) => ({
      events: {
        ...events,
        async markDelivered(event) {
          await events.markDelivered(event, '0000');
          await prune('0000-1');
        },
      },
    })),
    caughtBy: ['door events > are added once', 'histories > '],
  },
  {
    name: 'drops events of the subject at every installation',
    alter: alterStore('events', (events) => ({
      async dropOfSubject(options) {
        for (const providerId of ['site-1', 'site-2']) await events.dropOfSubject({ ...options, providerId });
      },
    })),
    caughtBy: ['door events > of one subject are dropped', 'histories > '],
  },
  {
    name: 'begins versions anew when a key is made again',
    alter: countVersionsAnew,
    caughtBy: ['the storage of providers > never takes a key that was removed'],
  },
  {
    name: 'stores whatever the version is',
    alter: alterStore('storage', (storage) => ({
      async compareAndSet(providerId, key, { value }) {
        const expectedVersion = (await storage.read(providerId, key))?.version;
        return storage.compareAndSet(providerId, key, { expectedVersion, value });
      },
    })),
    caughtBy: [
      'the storage of providers > stores nothing for who has read something else',
      'transactions at once > never both change a stored value',
      'histories > ',
    ],
  },
  {
    name: 'keeps the version where the value stays the same',
    alter: alterStore('storage', (storage) => ({
      async compareAndSet(providerId, key, change) {
        const stored = await storage.read(providerId, key);
        const isSame = stored !== undefined && JSON.stringify(stored.value) === JSON.stringify(change.value);
        if (isSame && stored.version === change.expectedVersion) return true;
        return storage.compareAndSet(providerId, key, change);
      },
    })),
    caughtBy: ['the storage of providers > gives another version to every change'],
  },
  {
    name: 'prunes what ends at the very instant',
    alter: alterStores(({ prune }) => ({ prune: (before) => prune(before.replace('.000Z', '.001Z')) })),
    caughtBy: [
      'pruning > removes ended permissions',
      'pruning > removes bookings that were over',
      'pruning > removes journal entries',
      'door events > that are delivered are known until',
      'histories > ',
    ],
  },
  {
    name: 'prunes notices that nobody has taken',
    alter: alterStores(({ notices, prune }) => ({
      async prune(before) {
        for (const { id, at } of await notices.listUndelivered(10_000))
          if (at < before) await notices.markDelivered(id);
        await prune(before);
      },
    })),
    caughtBy: ['pruning > forgets delivered notices', 'histories > '],
  },
  {
    name: 'lists no more than a thousand bookings',
    alter: alterStore('bookings', (bookings) => ({
      listOfHolder: async (id) => (await bookings.listOfHolder(id)).slice(0, 1_000),
    })),
    caughtBy: ['a large ledger > finds everything'],
  },
];
