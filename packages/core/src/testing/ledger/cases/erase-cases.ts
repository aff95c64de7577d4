import assert from 'node:assert/strict';
import { accessEventOf, failureNoticeOf, invitationOf, noticeOf } from '../delivery-rows';
import { bookingOf, entryOf, grantOf, minute, minutes, permissionOf } from '../ledger-rows';
import type { LedgerStage } from '../ledger-stage';
import type { LedgerSuite } from '../ledger-suite';

const SECRET = 'credential-1234-of-the-visit';
const NAME = 'name-of-the-visitor';

/** Erasing a booking. */
export function eraseCases({ section, check }: LedgerSuite): void {
  section('erasing a booking', () => {
    check('removes it, its permissions and its journal entries, and leaves those of others alone', async (stage) => {
      await saveTwo(stage);
      await stage.run((transaction) => transaction.eraseBooking('b1'));
      await stage.reopen();
      for (const [id, count] of [
        ['b1', 0],
        ['b2', 1],
      ] as const)
        await stage.run(async ({ bookings, permissions, journal }) => {
          assert.equal([await bookings.find(id)].filter(Boolean).length, count);
          assert.equal((await permissions.listOfBooking(id)).length, count);
          assert.equal((await journal.listOfBooking(id, 9)).length, count);
        });
      await stage.run(async ({ bookings, permissions }) => {
        assert.equal((await bookings.listOfHolder('ada')).length, 1);
        assert.equal((await bookings.listOverlapping('gym', minutes(0, 1_000))).length, 1);
        assert.equal((await bookings.listUpcoming({ endsAfter: minute(0), limit: 9 })).length, 1);
        assert.equal((await permissions.listOfLane({ providerId: 'site-1', lane: 'lane-1' })).length, 1);
        assert.equal(
          (await permissions.listNotInPlace({ now: minute(0), startsBefore: minute(99), limit: 9 })).length,
          1,
        );
      });
    });

    check('removes entries that it shares with another booking', async ({ run }) => {
      await run(({ journal }) =>
        journal.append([entryOf('both', minute(1), 'b1', 'b2'), entryOf('one', minute(1), 'b2')]),
      );
      await run((transaction) => transaction.eraseBooking('b1'));
      assert.deepEqual(
        (await run(({ journal }) => journal.listOfBooking('b2', 9))).map(({ text }) => text),
        ['one'],
      );
    });

    check('leaves its grants, lanes, events and what providers remember', async (stage) => {
      await saveTwo(stage);
      await stage.run((transaction) => transaction.eraseBooking('b1'));
      await stage.run(async ({ grants, lanes, events, storage }) => {
        assert.equal((await grants.listOfProvider('site-1')).length, 1);
        assert.equal((await lanes.listOfProvider('site-1')).length, 1);
        assert.equal((await events.listUndelivered({ limit: 9 })).length, 1);
        assert.equal((await storage.read('site-1', 'slots'))?.value, 1);
      });
    });

    check('delivers waiting notices with a credential of it to nobody, and keeps their ids', async (stage) => {
      await stage.run(async (transaction) => {
        const { bookings, notices } = transaction;
        await bookings.save(bookingOf('b1', { kind: 'visit', visitor: { name: NAME } }));
        await notices.add(invitationOf('invited', 'b1', { value: SECRET }));
        await notices.add(failureNoticeOf('failed', 'b1'));
        await notices.add(invitationOf('other', 'b2'));
        await notices.add(noticeOf('drift', minute(1)));
        await transaction.eraseBooking('b1');
      });
      const waiting = async () => (await stage.run(({ notices }) => notices.listUndelivered(9))).map(({ id }) => id);
      assert.deepEqual(await waiting(), ['failed', 'other', 'drift']);
      await stage.reopen();
      await stage.run(({ notices }) => notices.add(invitationOf('invited', 'b1', { value: 'another' })));
      assert.deepEqual(await waiting(), ['failed', 'other', 'drift']);
      for (const text of [SECRET, NAME]) await stage.assertNotHeld(text);
    });

    check('does nothing for one that nobody knows, and may be repeated', async (stage) => {
      await saveTwo(stage);
      for (const id of ['never', 'b1', 'b1']) await stage.run((transaction) => transaction.eraseBooking(id));
      assert.equal((await stage.run(({ bookings }) => bookings.listOfHolder('ada'))).length, 1);
      await stage.run(({ bookings }) => bookings.save(bookingOf('b1')));
      assert.deepEqual(await stage.run(({ permissions }) => permissions.listOfBooking('b1')), []);
      assert.deepEqual(await stage.run(({ journal }) => journal.listOfBooking('b1', 9)), []);
    });

    check('takes the permissions and entries of a booking that is gone already', async ({ run }) => {
      await run(async ({ permissions, journal }) => {
        await permissions.save(permissionOf('b1'));
        await journal.append([entryOf('one', minute(1), 'b1')]);
      });
      await run((transaction) => transaction.eraseBooking('b1'));
      assert.deepEqual(await run(({ permissions }) => permissions.listOfBooking('b1')), []);
      assert.deepEqual(await run(({ journal }) => journal.listOfBooking('b1', 9)), []);
    });
  });
}

async function saveTwo({ run }: LedgerStage): Promise<void> {
  await run(async ({ bookings, permissions, grants, journal, lanes, events, storage }) => {
    for (const id of ['b1', 'b2']) {
      await bookings.save(bookingOf(id));
      await permissions.save(permissionOf(id));
      await journal.append([entryOf(id, minute(1), id)]);
    }
    await grants.save(grantOf('grant-card-1'));
    await lanes.wake({ providerId: 'site-1', lane: 'lane-1' }, minute(1));
    await events.add(accessEventOf('e1', { subject: 'card-1' }));
    await storage.compareAndSet('site-1', 'slots', { expectedVersion: undefined, value: 1 });
  });
}
