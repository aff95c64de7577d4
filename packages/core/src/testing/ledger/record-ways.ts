import type { LedgerTransaction } from '../../ports/ledger';
import { accessEventOf, invitationOf } from './delivery-rows';
import { bookingOf, entryOf, grantOf, minute, minutes, permissionOf } from './ledger-rows';

/** A record, how it goes into the ledger and the ways by which it comes out again. */
export interface RecordWay {
  readonly what: string;
  readonly record: unknown;
  /** A copy of the record, and what saves that copy. */
  readonly begin: () => { mine: unknown; save: (transaction: LedgerTransaction) => Promise<unknown> };
  readonly read: (transaction: LedgerTransaction) => Promise<readonly unknown[]>;
}

/** Each way into the ledger, and the ways by which the same comes out again. */
export const recordWays: readonly RecordWay[] = [
  way('a booking', bookingOf('b1'), {
    save: ({ bookings }, record) => bookings.save(record),
    read: async ({ bookings }) => [
      await bookings.find('b1'),
      ...(await bookings.listOverlapping('gym', minutes(0, 1_000))),
      ...(await bookings.listOfHolder('ada')),
      ...(await bookings.listUpcoming({ endsAfter: minute(0), limit: 9 })),
    ],
  }),
  way('a permission', permissionOf('b1'), {
    save: ({ permissions }, record) => permissions.save(record),
    read: async ({ permissions }) => [
      ...(await permissions.listOfBooking('b1')),
      ...(await permissions.listOfLane({ providerId: 'site-1', lane: 'lane-1' })),
      ...(await permissions.listOfSubject({ providerId: 'site-1', place: 'gym-door', subject: 'card-1' })),
      ...(await permissions.listNotInPlace({ now: minute(0), startsBefore: minute(99), limit: 9 })),
    ],
  }),
  way('a grant', grantOf('g1', { state: { deep: { list: [1, { x: 2 }] } } }), {
    save: ({ grants }, record) => grants.save(record),
    read: async ({ grants }) => [
      await grants.find('site-1', 'g1'),
      ...(await grants.listOfProvider('site-1')),
      ...(await grants.listOfLane({ providerId: 'site-1', lane: 'lane-1' })),
    ],
  }),
  way('a journal entry', entryOf('one', minute(1), 'b1'), {
    save: ({ journal }, record) => journal.append([record]),
    read: ({ journal }) => journal.listOfBooking('b1', 9),
  }),
  way('a notice', invitationOf('n1', 'b1'), {
    save: ({ notices }, record) => notices.add(record),
    read: ({ notices }) => notices.listUndelivered(9),
  }),
  way('a door event', accessEventOf('e1', { raw: { deep: [{ x: 1 }] } }), {
    save: ({ events }, record) => events.add(record),
    read: async ({ events }) => (await events.listUndelivered({ limit: 9 })).map(({ event }) => event),
  }),
  way(
    'a stored value',
    { deep: [{ x: 1 }] },
    {
      save: ({ storage }, value) => storage.compareAndSet('site-1', 'slots', { expectedVersion: undefined, value }),
      read: async ({ storage }) => [(await storage.read('site-1', 'slots'))?.value],
    },
  ),
];

function way<Row>(
  what: string,
  record: Row,
  moves: {
    save: (transaction: LedgerTransaction, record: Row) => Promise<unknown>;
    read: RecordWay['read'];
  },
): RecordWay {
  const begin: RecordWay['begin'] = () => {
    const mine = structuredClone(record);
    return { mine, save: (transaction) => moves.save(transaction, mine) };
  };
  return { what, record, begin, read: moves.read };
}
