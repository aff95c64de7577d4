import assert from 'node:assert/strict';
import { accessEventOf, invitationOf, noticeOf } from '../delivery-rows';
import { bookingOf, entryOf, grantOf, minute, minutes, permissionOf } from '../ledger-rows';
import type { LedgerStage } from '../ledger-stage';
import type { LedgerSuite } from '../ledger-suite';

/** Removing what is over. */
export function pruneCases({ section, check }: LedgerSuite): void {
  section('pruning', () => {
    check('removes ended permissions whose time, buffer included, was over before the instant', async (stage) => {
      const keep = { state: 'ended', window: minutes(60, 100), bufferedWindow: minutes(60, 120) } as const;
      const { permission } = permissionOf('b1', keep);
      const left = async (before: number) => {
        await stage.run((transaction) => transaction.prune(minute(before)));
        return (await stage.run(({ permissions }) => permissions.listOfBooking('b1'))).length;
      };
      await stage.run(({ permissions }) => permissions.save(permissionOf('b1', keep)));
      assert.deepEqual([await left(101), await left(120), await left(120 + 1 / 60_000)], [1, 1, 0]);
      assert.equal(permission.bookingId, 'b1');
    });

    check(
      'keeps permissions that have not ended, however old they are, and with them their bookings',
      async (stage) => {
        const states = ['pending', 'scheduled', 'live', 'waiting', 'retrying', 'failed', 'withdrawing'] as const;
        await stage.run(async ({ bookings, permissions }) => {
          for (const state of states) {
            await bookings.save(bookingOf(state));
            await permissions.save(permissionOf(state, { state }));
          }
        });
        await stage.run((transaction) => transaction.prune(minute(10_000)));
        await stage.run(async ({ bookings, permissions }) => {
          for (const state of states) {
            assert.ok(await bookings.find(state), state);
            assert.equal((await permissions.listOfBooking(state)).length, 1, state);
          }
        });
      },
    );

    check(
      'removes bookings that were over before the instant, whatever their status, once no permission is left',
      async (stage) => {
        await stage.run(async ({ bookings, permissions }) => {
          for (const [id, endsAt] of [
            ['over', 120],
            ['exact', 121],
            ['later', 122],
          ] as const) {
            await bookings.save(bookingOf(id, { endsAt: minute(endsAt) }));
            await permissions.save(permissionOf(id, { state: 'ended' }));
          }
          await bookings.save(bookingOf('without', { status: 'cancelled' }));
          await bookings.save(bookingOf('half', {}));
          await permissions.save(permissionOf('half', { state: 'ended' }));
          await permissions.save(permissionOf('half', { state: 'ended', subject: 'card-2', window: minutes(60, 121) }));
        });
        await stage.run((transaction) => transaction.prune(minute(121)));
        await stage.reopen();
        const ids = (await stage.run(({ bookings }) => bookings.listOfHolder('ada'))).map(({ booking }) => booking.id);
        assert.deepEqual(ids.sort(), ['exact', 'half', 'later']);
        assert.deepEqual(await stage.run(({ permissions }) => permissions.listOfBooking('exact')), []);
        assert.equal((await stage.run(({ permissions }) => permissions.listOfBooking('half'))).length, 1);
      },
    );

    check('removes journal entries from before the instant, by the instant that they are about', async ({ run }) => {
      await run(({ journal }) =>
        journal.append([
          ...[entryOf('exact', minute(121), 'b1'), entryOf('old', minute(120), 'b1')],
          ...[entryOf('new', minute(122), 'b1')],
        ]),
      );
      await run((transaction) => transaction.prune(minute(121)));
      const texts = (await run(({ journal }) => journal.listOfBooking('b1', 9))).map(({ text }) => text);
      assert.deepEqual(texts, ['new', 'exact']);
    });

    check('forgets delivered notices from before the instant, and keeps those that wait', async (stage) => {
      await stage.run(async (transaction) => {
        const { notices } = transaction;
        for (const [id, at] of [
          ['old', 120],
          ['waiting', 120],
          ['exact', 121],
        ] as const)
          await notices.add(noticeOf(id, minute(at)));
        await notices.add(invitationOf('erased', 'b1', { at: minute(120) }));
        for (const id of ['old', 'exact']) await notices.markDelivered(id);
        await transaction.eraseBooking('b1');
        await transaction.prune(minute(121));
        for (const id of ['old', 'waiting', 'exact', 'erased']) await notices.add(noticeOf(id, minute(130)));
      });
      const waiting = await stage.run(({ notices }) => notices.listUndelivered(9));
      assert.deepEqual(
        waiting.map(({ id, at }) => [id, at]),
        [
          ['waiting', minute(120)],
          ['old', minute(130)],
          ['erased', minute(130)],
        ],
      );
    });

    check('leaves grants, lanes, waiting events and what providers remember', async (stage) => {
      await saveOthers(stage);
      await stage.run((transaction) => transaction.prune(minute(100_000)));
      await stage.run(async ({ grants, lanes, events, storage }) => {
        assert.equal((await grants.listOfProvider('site-1')).length, 1);
        assert.equal((await lanes.listOfProvider('site-1')).length, 1);
        assert.equal((await events.listUndelivered({ limit: 9 })).length, 1);
        assert.equal((await storage.read('site-1', 'slots'))?.value, 1);
      });
    });

    check('of nothing does nothing, and may be repeated', async ({ run }) => {
      for (const before of [0, 0, 500]) await run((transaction) => transaction.prune(minute(before)));
      await run(({ bookings }) => bookings.save(bookingOf('b1', { ...minutes(600, 700) })));
      await run((transaction) => transaction.prune(minute(500)));
      assert.ok(await run(({ bookings }) => bookings.find('b1')));
    });
  });
}

async function saveOthers({ run }: LedgerStage): Promise<void> {
  await run(async ({ grants, lanes, events, storage }) => {
    await grants.save(grantOf('g1', { lapsesAt: minute(1), sweepAt: minute(2) }));
    await lanes.wake({ providerId: 'site-1', lane: 'lane-1' }, minute(1));
    await events.add(accessEventOf('e1'));
    await storage.compareAndSet('site-1', 'slots', { expectedVersion: undefined, value: 1 });
  });
}
