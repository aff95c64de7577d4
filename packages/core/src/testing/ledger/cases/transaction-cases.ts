import assert from 'node:assert/strict';
import { AcxError } from '../../../errors/acx-error';
import { everyWrite } from '../every-write';
import { bookingOf, entryOf, grantOf, minute, minutes, permissionOf } from '../ledger-rows';
import type { LedgerSuite } from '../ledger-suite';
import { askEverything } from '../model/ask-everything';
import { createLedgerModel } from '../model/ledger-model';

/** All or nothing. */
export function transactionCases({ section, check }: LedgerSuite): void {
  section('transactions', () => {
    check('give back what the work gives', async ({ run }) => {
      assert.equal(await run(async () => 7), 7);
      assert.equal(await run(async () => undefined), undefined);
      const given = { a: [1] };
      assert.equal(await run(async () => given), given);
    });

    check('answer like a ledger to which nothing else has happened, and still do after a reopening', async (stage) => {
      const model = createLedgerModel();
      for (const { write } of everyWrite) {
        await stage.run(write);
        await model.transaction(write);
        assert.deepEqual(await stage.run(askEverything), await model.transaction(askEverything));
      }
      const before = await stage.run(askEverything);
      await stage.reopen();
      assert.deepEqual(await stage.run(askEverything), before);
    });

    check('leave every answer as it was when they throw, whatever they had done', async (stage) => {
      const empty = await stage.run(askEverything);
      for (const [index, { text }] of everyWrite.entries()) {
        await stage.undo(async (transaction) => {
          for (const { write } of everyWrite.slice(0, index + 1)) await write(transaction);
        });
        assert.deepEqual(await stage.run(askEverything), empty, `Something stays of what was undone after: ${text}.`);
      }
      await stage.reopen();
      assert.deepEqual(await stage.run(askEverything), empty);
    });

    check('that throw take nothing with them that was there before', async (stage) => {
      for (const { write } of everyWrite) {
        await stage.run(write);
        const before = await stage.run(askEverything);
        await stage.undo(async (transaction) => {
          for (const again of everyWrite) await again.write(transaction);
          await transaction.eraseBooking('a');
          await transaction.prune(minute(1_000));
        });
        assert.deepEqual(await stage.run(askEverything), before);
      }
    });

    check('pass on what the work throws, at once or later, and go on with the next', async ({ run }) => {
      for (const thrown of [new TypeError('foreign'), 'a text', undefined, null, { code: 'SQLITE_BUSY' }]) {
        const isThrown = (failure: unknown): boolean => failure === thrown;
        await assert.rejects(capture(run(() => Promise.reject(thrown))), ({ failure }) => isThrown(failure));
        const atOnce = run(() => {
          throw thrown;
        });
        await assert.rejects(capture(atOnce), ({ failure }) => isThrown(failure));
      }
      assert.equal(await run(async () => 'next'), 'next');
    });

    check('see what they have written themselves, by every question', async ({ run, undo }) => {
      const model = createLedgerModel();
      const answers = await model.transaction(async (transaction) => {
        for (const { write } of everyWrite) await write(transaction);
        return askEverything(transaction);
      });
      const work: Parameters<typeof undo>[0] = async (transaction) => {
        for (const { write } of everyWrite) await write(transaction);
        assert.deepEqual(await askEverything(transaction), answers);
      };
      await undo(work);
      await run(work);
    });

    check('see that what they removed themselves is gone', async ({ run }) => {
      await run(async (transaction) => {
        const { bookings, permissions, grants } = transaction;
        await bookings.save(bookingOf('b1'));
        await permissions.save(permissionOf('b1'));
        await grants.save(grantOf('g1'));
        await bookings.remove('b1');
        await permissions.remove(permissionOf('b1').permission.key);
        await grants.remove('site-1', 'g1');
        assert.equal(await bookings.find('b1'), undefined);
        assert.deepEqual(await bookings.listOverlapping('gym', minutes(0, 1_000)), []);
        assert.deepEqual(await permissions.listOfBooking('b1'), []);
        assert.deepEqual(await grants.listOfProvider('site-1'), []);
      });
    });

    check('go on when a refusal was caught inside, and keep the rest', async ({ run, reopen }) => {
      const never = { providerId: 'site-1', lane: 'lane-1', token: 1, expiresAt: minute(9), version: 0, failures: 0 };
      await run(async ({ bookings, lanes, journal }) => {
        await bookings.save(bookingOf('b1'));
        await lanes.fence(never).catch((failure: unknown) => assert.ok(AcxError.isInstance(failure)));
        await journal.append([entryOf('after the refusal', minute(1), 'b1')]);
      });
      await reopen();
      assert.ok(await run(({ bookings }) => bookings.find('b1')));
      assert.equal((await run(({ journal }) => journal.listOfBooking('b1', 9))).length, 1);
    });

    check('answer questions that are asked at once', async ({ run }) => {
      const ids = Array.from({ length: 20 }, (_, index) => `b${index}`);
      await run(async ({ bookings }) => void (await Promise.all(ids.map((id) => bookings.save(bookingOf(id))))));
      const found = await run(({ bookings }) => Promise.all(ids.map((id) => bookings.find(id))));
      assert.deepEqual(
        found.map((record) => record?.booking.id),
        ids,
      );
    });

    check('that begin inside of another one see all of it or nothing, or are refused', async ({ run }) => {
      const inner = await run(async ({ bookings }) => {
        await bookings.save(bookingOf('b1'));
        const started = run(async (other) => [await other.bookings.find('b1'), await other.bookings.find('b2')]).then(
          (found) => found.map(Boolean),
          () => [false, false],
        );
        await new Promise((resolve) => setImmediate(resolve));
        await bookings.save(bookingOf('b2'));
        // In a list, so that it is not waited for in here.
        return [started];
      });
      const [first, second] = (await inner[0]) ?? [];
      assert.equal(first, second);
      assert.ok(await run(({ bookings }) => bookings.find('b2')));
    });
  });
}

/** Puts what was thrown into an object, so that every value can be looked at. */
async function capture(call: Promise<unknown>): Promise<void> {
  let failed: { failure: unknown } | undefined;
  await call.catch((failure: unknown) => {
    failed = { failure };
  });
  if (failed !== undefined) throw failed;
}
