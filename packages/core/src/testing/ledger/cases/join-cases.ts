import assert from 'node:assert/strict';
import { AcxError } from '../../../errors/acx-error';
import type { LedgerTransaction } from '../../../ports/ledger';
import { everyWrite } from '../every-write';
import { hall } from '../lane-moves';
import { bookingOf, minute } from '../ledger-rows';
import type { LedgerStage } from '../ledger-stage';
import type { LedgerSuite } from '../ledger-suite';
import { askEverything } from '../model/ask-everything';
import { createLedgerModel } from '../model/ledger-model';

/** The ledger inside a transaction of the host. */
export function joinCases({ section, check }: LedgerSuite): void {
  section('joined transactions', () => {
    check('are there for everybody from the commit of the host on, and for nobody before', async (stage) => {
      const { joined, commit } = await stage.join();
      await joined.transaction(storeAndWake('b1'));
      assert.deepEqual(await storedBy(stage), [[], undefined]);
      await commit();
      assert.deepEqual(await storedBy(stage), [['b1'], minute(1)]);
      await stage.reopen();
      assert.deepEqual(await storedBy(stage), [['b1'], minute(1)]);
    });

    check('are gone when the host rolls back, and take nothing with them', async (stage) => {
      await stage.run(({ bookings }) => bookings.save(bookingOf('b0')));
      const { joined, rollback } = await stage.join();
      await joined.transaction(storeAndWake('b1'));
      await rollback();
      assert.deepEqual(await storedBy(stage), [['b0'], undefined]);
    });

    check('leave nothing behind when they throw, and the host goes on', async (stage) => {
      const { joined, commit } = await stage.join();
      await joined.transaction(({ bookings }) => bookings.save(bookingOf('b1')));
      const thrown = new Error('refused');
      const failing = joined.transaction(async (transaction) => {
        await storeAndWake('b2')(transaction);
        throw thrown;
      });
      await assert.rejects(failing, (failure) => failure === thrown);
      await joined.transaction(({ bookings }) => bookings.save(bookingOf('b3')));
      await commit();
      assert.deepEqual(await storedBy(stage), [['b1', 'b3'], undefined]);
    });

    check('give back what their work gives, and see what came before them in the transaction', async (stage) => {
      const { joined, commit } = await stage.join();
      assert.equal(await joined.transaction(async () => 7), 7);
      await joined.transaction(({ bookings }) => bookings.save(bookingOf('b1', { revision: 4 })));
      const seen = await joined.transaction(async ({ bookings }) => (await bookings.find('b1'))?.booking.revision);
      assert.equal(seen, 4);
      await commit();
    });

    check('take turns when they are begun at once', async (stage) => {
      const { joined, commit } = await stage.join();
      const count = (): Promise<void> =>
        joined.transaction(async ({ bookings }) => {
          const revision = ((await bookings.find('b1'))?.booking.revision ?? 0) + 1;
          await bookings.save(bookingOf('b1', { revision }));
        });
      await Promise.all([count(), count(), count()]);
      await commit();
      assert.equal((await stage.run(({ bookings }) => bookings.find('b1')))?.booking.revision, 3);
    });

    check('can do everything that others can', async (stage) => {
      const model = createLedgerModel();
      const { joined, commit } = await stage.join();
      for (const { write } of everyWrite) {
        await joined.transaction(write);
        await model.transaction(write);
      }
      assert.deepEqual(await joined.transaction(askEverything), await model.transaction(askEverything));
      await commit();
      assert.deepEqual(await stage.run(askEverything), await model.transaction(askEverything));
    });

    check('are refused for what is no transaction of the host', async (stage) => {
      for (const wrong of ['a text', undefined, null, 7, {}, { transaction: {} }])
        await assert.rejects(
          async () => stage.ledger().join?.(wrong).transaction(storeAndWake('b1')),
          (failure) => AcxError.isInstance(failure) && failure.code === 'configuration',
        );
      assert.deepEqual(await storedBy(stage), [[], undefined]);
    });
  });
}

/** Stores a booking and makes a lane due, as the engine does. */
function storeAndWake(bookingId: string): (transaction: LedgerTransaction) => Promise<void> {
  return async ({ bookings, lanes }) => {
    await bookings.save(bookingOf(bookingId));
    await lanes.wake(hall, minute(1));
  };
}

/** Ids of bookings, and when a lane is due, as somebody outside of the host's transaction sees them. */
async function storedBy({ both }: LedgerStage): Promise<unknown[]> {
  const [, other] = await both();
  return other.transaction(async ({ bookings, lanes }) => [
    (await bookings.listUpcoming({ endsAfter: minute(0), limit: 9 })).map(({ booking }) => booking.id),
    await lanes.nextDueAt({ except: new Set() }),
  ]);
}
