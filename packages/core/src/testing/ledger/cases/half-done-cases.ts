import assert from 'node:assert/strict';
import type { LedgerTransaction } from '../../../ports/ledger';
import { createSignal } from '../create-signal';
import { bookingOf, grantOf, minutes, permissionOf } from '../ledger-rows';
import type { LedgerSuite } from '../ledger-suite';

const lane = { providerId: 'site-1', lane: 'lane-1' };

/** What must be seen together: two writes, and how often each of them is found. */
interface Pair {
  readonly about: string;
  readonly first: (transaction: LedgerTransaction) => Promise<unknown>;
  readonly second: (transaction: LedgerTransaction) => Promise<unknown>;
  readonly findFirst: (transaction: LedgerTransaction) => Promise<readonly unknown[]>;
  readonly findSecond: (transaction: LedgerTransaction) => Promise<readonly unknown[]>;
}

const pairs: readonly Pair[] = [
  {
    about: 'a booking and its permissions',
    first: ({ bookings }) => bookings.save(bookingOf('b1')),
    second: ({ permissions }) => permissions.save(permissionOf('b1')),
    findFirst: async ({ bookings }) => [await bookings.find('b1')].filter(Boolean),
    findSecond: ({ permissions }) => permissions.listOfBooking('b1'),
  },
  {
    about: 'two bookings of a resource',
    first: ({ bookings }) => bookings.save(bookingOf('b1', minutes(0, 10))),
    second: ({ bookings }) => bookings.save(bookingOf('b2', minutes(10, 20))),
    findFirst: ({ bookings }) => bookings.listOverlapping('gym', minutes(0, 10)),
    findSecond: ({ bookings }) => bookings.listOverlapping('gym', minutes(10, 20)),
  },
  {
    about: 'permissions and grants of a lane',
    first: ({ permissions }) => permissions.save(permissionOf('b1')),
    second: ({ grants }) => grants.save(grantOf('g1')),
    findFirst: ({ permissions }) => permissions.listOfLane(lane),
    findSecond: ({ grants }) => grants.listOfLane(lane),
  },
];

/** One that writes twice, and one that reads in between. */
export function halfDoneCases({ section, check }: LedgerSuite): void {
  section('transactions at once', () => {
    for (const { about, first, second, findFirst, findSecond } of pairs)
      check(`never see each other half done: ${about}`, async (stage) => {
        for (const reading of await stage.both()) {
          const [wroteFirst, asked, wrote] = [createSignal(), createSignal(), createSignal()];
          const writer = stage.run(async (transaction) => {
            await first(transaction);
            wroteFirst.give();
            await asked.orSoon();
            await second(transaction);
          });
          await wroteFirst.orSoon();
          const reader = reading.transaction(async (transaction) => {
            const before = [(await findFirst(transaction)).length, (await findSecond(transaction)).length];
            asked.give();
            await wrote.orSoon();
            return [...before, (await findSecond(transaction)).length, (await findFirst(transaction)).length];
          });
          await writer;
          wrote.give();
          assert.equal(new Set(await reader).size, 1, 'A transaction was seen half done.');
          assert.deepEqual(
            await reading.transaction(async (late) => [
              (await findFirst(late)).length,
              (await findSecond(late)).length,
            ]),
            [1, 1],
          );
          await stage.run(clear);
        }
      });
  });
}

async function clear(transaction: LedgerTransaction): Promise<void> {
  for (const id of ['b1', 'b2']) await transaction.eraseBooking(id);
  await transaction.grants.remove('site-1', 'g1');
}
