import assert from 'node:assert/strict';
import type { Ledger, LedgerTransaction } from '../../../ports/ledger';
import { accessEventOf, noticeOf } from '../delivery-rows';
import { bookingOf, entryOf, grantOf, minute, minutes, permissionOf } from '../ledger-rows';
import type { LedgerStage } from '../ledger-stage';
import type { LedgerSuite } from '../ledger-suite';

const lane = { providerId: 'site-1', lane: 'lane-1' };
const CONTENDERS = 12;

/** Two at once, in one process or in two. */
export function raceCases({ section, check }: LedgerSuite): void {
  section('transactions at once', () => {
    check('lose no change of the same booking', async (stage) => {
      await stage.run(({ bookings }) => bookings.save(bookingOf('b1')));
      await contend(stage, async ({ bookings }) => {
        const record = await bookings.find('b1');
        await turn();
        await bookings.save(bookingOf('b1', { revision: (record?.booking.revision ?? 0) + 1 }));
      });
      const record = await stage.run(({ bookings }) => bookings.find('b1'));
      assert.equal(record?.booking.revision, CONTENDERS);
    });

    check('never take the same time of a resource, each finding it free', async (stage) => {
      const taken = await contend(stage, async ({ bookings }, id) => {
        if ((await bookings.listOverlapping('gym', minutes(0, 60))).length > 0) return false;
        await turn();
        await bookings.save(bookingOf(id, minutes(0, 60)));
        return true;
      });
      assert.equal(taken.filter(Boolean).length, 1);
    });

    check('number what they add to a lane without taking a number twice', async (stage) => {
      const numbers = await contend(stage, async ({ permissions, grants }, id) => {
        const number = (await permissions.listOfLane(lane)).length + (await grants.listOfLane(lane)).length;
        await turn();
        if (number % 2 === 0) await permissions.save(permissionOf(id));
        else await grants.save(grantOf(id));
        return number;
      });
      assert.deepEqual(
        [...numbers].sort((a, b) => a - b),
        numbers.map((_, index) => index),
      );
    });

    check('are handed a lane once, with one token', async (stage) => {
      await stage.run(({ lanes }) => lanes.wake(lane, minute(0)));
      const asked = { now: minute(1), expiresAt: minute(9), limit: 9, room: new Map(), defaultRoomOf: () => 9 };
      const claims = await contend(stage, ({ lanes }) => lanes.claimDue(asked));
      assert.equal(claims.flat().length, 1);
    });

    check('take an event and a notice once, and keep every journal entry', async (stage) => {
      await contend(stage, async ({ events, notices, journal }, id) => {
        await events.add(accessEventOf('e1'));
        await notices.add(noticeOf('n1', minute(1)));
        await journal.append([entryOf(id, minute(1), 'b1')]);
      });
      await stage.run(async ({ events, notices, journal }) => {
        assert.equal((await events.listUndelivered({ limit: 99 })).length, 1);
        assert.equal((await notices.listUndelivered(99)).length, 1);
        assert.equal((await journal.listOfBooking('b1', 99)).length, CONTENDERS);
      });
    });

    check('number their events one after the other', async (stage) => {
      await contend(stage, ({ events }, id) => events.add(accessEventOf(id)));
      const waiting = await stage.run(({ events }) => events.listUndelivered({ limit: 99 }));
      assert.equal(new Set(waiting.map(({ position }) => position)).size, CONTENDERS);
    });

    check('never both change a stored value from the same version', async (stage) => {
      for (const value of ['first', 'second', undefined]) {
        const expectedVersion = (await stage.run(({ storage }) => storage.read('site-1', 'slots')))?.version;
        const stored = await contend(stage, ({ storage }) =>
          storage.compareAndSet('site-1', 'slots', { expectedVersion, value }),
        );
        assert.equal(stored.filter(Boolean).length, 1);
      }
    });

    check('show what one has stored to the other as soon as it resolves', async (stage) => {
      const [one, other] = await stage.both();
      const ledgers: readonly (readonly [Ledger, Ledger])[] = [
        [one, other],
        [other, one],
      ];
      for (const [index, [writing, reading]] of ledgers.entries()) {
        const id = `b${index}`;
        await writing.transaction(({ bookings }) => bookings.save(bookingOf(id)));
        assert.ok(await reading.transaction(({ bookings }) => bookings.find(id)));
        await writing.transaction(({ bookings }) => bookings.remove(id));
        assert.equal(await reading.transaction(({ bookings }) => bookings.find(id)), undefined);
      }
    });
  });
}

/** Does the same in many transactions at once, in turn on the ledger and on its second view. All of them must succeed. */
async function contend<T>(
  stage: LedgerStage,
  work: (transaction: LedgerTransaction, id: string) => Promise<T>,
): Promise<T[]> {
  const [ledger, other] = await stage.both();
  return Promise.all(
    Array.from({ length: CONTENDERS }, (_, index) =>
      (index % 2 === 0 ? ledger : other).transaction((transaction) => work(transaction, `contender-${index}`)),
    ),
  );
}

/** Lets others come between what a transaction has asked and what it writes. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
