import type { JsonValue } from '../../../../model/json';
import { type AlterLedger, alterStore, alterStores, type BrokenLedger } from './broken-ledger';

/** What is stored goes through the text of its JSON. */
const alterText = (alter: (text: string) => string): AlterLedger =>
  alterStore('storage', (storage) => ({
    compareAndSet(providerId, key, { expectedVersion, value }) {
      const altered: JsonValue | undefined = value === undefined ? value : JSON.parse(alter(JSON.stringify(value)));
      return storage.compareAndSet(providerId, key, { expectedVersion, value: altered });
    },
  }));

/** Faults in JSON, in bookings, permissions and grants. */
export const brokenRecords: readonly BrokenLedger[] = [
  {
    name: 'replaces what its database cannot hold',
    alter: alterText((text) => text.replaceAll(/\\ud[89a-f]\w\w|\\u0000/g, '\ufffd')),
    caughtBy: [
      'JSON > is refused or kept to the letter',
      'JSON > is refused or kept to the letter, never altered: the character',
    ],
  },
  {
    name: 'writes accents in another way',
    alter: alterText((text) => text.normalize('NFC')),
    caughtBy: ['JSON > is kept to the letter: signs of several', 'JSON > is kept to the letter: names of every kind'],
  },
  {
    name: 'cuts long texts',
    alter: alterText((text) => text.replaceAll(/x{60000,}|x{40000,}/g, 'x'.repeat(32_768))),
    caughtBy: ['JSON > is kept to the letter: a hundred kilobytes'],
  },
  {
    name: 'takes texts for ids that are alike',
    alter: alterStore('bookings', (bookings) => ({
      find: async (id) => (await bookings.find(id)) ?? bookings.find(id.trim().toLowerCase().normalize('NFC')),
      remove: (id) => bookings.remove(id.trim()),
      save: (record) => bookings.save({ ...record, booking: { ...record.booking, id: record.booking.id.trim() } }),
    })),
    caughtBy: ['pages of bookings > know every id as another one'],
  },
  {
    name: 'rounds instants to seconds',
    alter: alterStore('lanes', (lanes) => ({
      wake: (lane, dueAt) => lanes.wake(lane, `${dueAt.slice(0, 19)}.000Z`),
    })),
    caughtBy: ['instants > come back word for word', 'instants > differ when they differ by a millisecond'],
  },
  {
    name: 'finds bookings that only touch the window',
    alter: alterStore('bookings', (bookings) => ({
      listOverlapping: (resource, { startsAt, endsAt }) =>
        bookings.listOverlapping(resource, { startsAt, endsAt: endsAt.replace('.000Z', '.001Z') }),
    })),
    caughtBy: ['bookings > from minute 0 to 10 are none'],
  },
  {
    name: 'forgets who took part once a booking is cancelled',
    alter: alterStore('bookings', (bookings) => ({
      listOfHolder: async (id) =>
        (await bookings.listOfHolder(id)).filter(({ booking }) => booking.status !== 'cancelled'),
    })),
    caughtBy: ['bookings > are found by who takes part', 'histories > '],
  },
  {
    name: 'sorts ids by UTF-16 units',
    alter: alterStore('bookings', (bookings) => ({
      async listUpcoming({ endsAfter, afterId = '', limit }) {
        const found = await bookings.listUpcoming({ endsAfter, limit: 10_000 });
        const rest = found.filter(({ booking }) => booking.id > afterId);
        return rest.sort((a, b) => (a.booking.id < b.booking.id ? -1 : 1)).slice(0, limit);
      },
    })),
    caughtBy: ['pages of bookings > go by the code points', 'histories > '],
  },
  {
    name: 'sorts ids as a language does',
    alter: alterStore('bookings', (bookings) => ({
      listUpcoming: async (options) =>
        (await bookings.listUpcoming(options)).sort((a, b) => a.booking.id.localeCompare(b.booking.id, 'en')),
    })),
    caughtBy: ['pages of bookings > go by the code points', 'pages of bookings > hold every booking once'],
  },
  {
    name: 'begins a page with the last booking of the one before',
    alter: alterStore('bookings', (bookings) => ({
      async listUpcoming({ afterId, limit, endsAfter }) {
        const [again, page] = [
          afterId && (await bookings.find(afterId)),
          await bookings.listUpcoming({ afterId, limit, endsAfter }),
        ];
        return again ? [again, ...page].slice(0, limit) : page;
      },
    })),
    caughtBy: ['pages of bookings > hold every booking once'],
  },
  {
    name: 'cuts the page before it looks which bookings are confirmed',
    alter: alterStore('bookings', (bookings) => ({
      async listUpcoming({ afterId = '', limit, endsAfter }) {
        const all = await bookings.listOfHolder('ada');
        const page = all
          .filter(({ booking }) => booking.id > afterId)
          .sort((a, b) => (a.booking.id < b.booking.id ? -1 : 1));
        const listed = (await bookings.listUpcoming({ endsAfter, limit: 10_000 })).map(({ booking }) => booking.id);
        return page.slice(0, limit).filter(({ booking }) => listed.includes(booking.id));
      },
    })),
    caughtBy: ['pages of bookings > count only what they list'],
  },
  {
    name: 'counts ended permissions to their lane',
    alter: alterStore('permissions', (permissions) => ({
      async listOfLane(lane) {
        const ended = (await permissions.listOfBooking('b1')).filter(({ status }) => status.state === 'ended');
        return [...(await permissions.listOfLane(lane)), ...ended];
      },
    })),
    caughtBy: ['permissions > are in their lane until they have ended'],
  },
  {
    name: 'hides ended permissions from their subject',
    alter: alterStore('permissions', (permissions) => ({
      listOfSubject: async (identity) =>
        (await permissions.listOfSubject(identity)).filter(({ status }) => status.state !== 'ended'),
    })),
    caughtBy: ['permissions > are in their lane until they have ended', 'histories > '],
  },
  {
    name: 'takes a right for late as soon as its instant has come',
    alter: alterStore('permissions', (permissions) => ({
      listNotInPlace: (options) =>
        permissions.listNotInPlace({ ...options, now: new Date(Date.parse(options.now) + 61_000).toISOString() }),
    })),
    caughtBy: ['permissions that are not in place > are those that were expected more than a minute ago'],
  },
  {
    name: 'tells the latest of what is not in place first',
    alter: alterStore('permissions', (permissions) => ({
      listNotInPlace: async (options) => (await permissions.listNotInPlace(options)).reverse(),
    })),
    caughtBy: ['permissions that are not in place > come with the earliest start first'],
  },
  {
    name: 'names a subject once for each of its permissions',
    alter: alterStore('permissions', (permissions) => ({
      async listIdentitiesOfProvider(providerId) {
        const { places, subjects } = await permissions.listIdentitiesOfProvider(providerId);
        return { places, subjects: [...subjects, ...subjects] };
      },
    })),
    caughtBy: ['permissions > name the places and subjects', 'histories > '],
  },
  {
    name: 'does not tell an intended nothing from no intent',
    alter: alterStore('grants', (grants) => ({
      save: ({ intended, ...rest }) => grants.save(intended === null ? rest : { ...rest, intended }),
    })),
    caughtBy: ['grants > tell what was meant to come', 'histories > '],
  },
  {
    name: 'leaves the credential with the grant that comes after',
    alter: alterStores(({ grants }) => ({
      grants: {
        ...grants,
        async remove(providerId, grantKey) {
          const { issuedCredential, lane } = (await grants.find(providerId, grantKey)) ?? {};
          await grants.remove(providerId, grantKey);
          if (issuedCredential === undefined || lane === undefined) return;
          await grants.save({ providerId, grantKey, lane, certainty: 'known', issuedCredential });
        },
        find: async (providerId, grantKey) => {
          const found = await grants.find(providerId, grantKey);
          return found?.state === undefined ? undefined : found;
        },
        async save(record) {
          const former = await grants.find(record.providerId, record.grantKey);
          await grants.save({ issuedCredential: former?.issuedCredential, ...record });
        },
      },
    })),
    caughtBy: ['grants > keep their issued credential sealed'],
  },
];
