import assert from 'node:assert/strict';
import { accessEventOf, noticeOf } from '../delivery-rows';
import { bookingOf, entryOf, minute, permissionOf } from '../ledger-rows';
import type { LedgerSuite } from '../ledger-suite';

/** Far in the past, either side of the epoch, a leap day, the end of a year, far ahead; in order. */
const instants = [
  '0001-01-01T00:00:00.000Z',
  '1899-12-31T23:59:59.999Z',
  '1969-12-31T23:59:59.999Z',
  '1970-01-01T00:00:00.000Z',
  '1970-01-01T00:00:00.001Z',
  '2024-02-29T23:59:59.999Z',
  '2026-03-29T01:00:00.000Z',
  '2026-10-25T01:00:00.000Z',
  '2026-12-31T23:59:59.999Z',
  '2038-01-19T03:14:08.000Z',
  '2100-02-28T23:59:59.999Z',
  '2100-03-01T00:00:00.000Z',
];
const first = '0001-01-01T00:00:00.000Z';
const last = '2100-12-31T23:59:59.999Z';

/** Instants: all of them, to the millisecond. */
export function instantCases({ section, check }: LedgerSuite): void {
  section('instants', () => {
    check('come back word for word, near and far', async ({ run, reopen }) => {
      await run(async ({ bookings, lanes }) => {
        for (const [index, at] of instants.entries()) {
          await bookings.save(bookingOf(`b${index}`, { startsAt: at, endsAt: last }));
          await lanes.wake({ providerId: `site-${index}`, lane: 'lane' }, at);
        }
      });
      await reopen();
      await run(async ({ bookings, lanes }) => {
        const providers = instants.map((_, index) => `site-${index}`);
        for (const [index, at] of instants.entries()) {
          assert.equal((await bookings.find(`b${index}`))?.booking.startsAt, at);
          const except = new Set(providers.filter((id) => id !== `site-${index}`));
          assert.equal(await lanes.nextDueAt({ except }), at);
        }
      });
    });

    check('hand out lanes in the order of time, near and far', async ({ run }) => {
      await run(async ({ lanes }) => {
        for (const at of [...instants].reverse()) await lanes.wake({ providerId: 'site-1', lane: at }, at);
      });
      for (const [index, now] of instants.entries()) {
        const asked = { now, expiresAt: last, limit: 99, room: new Map(), defaultRoomOf: () => 99 };
        const claims = await run(({ lanes }) => lanes.claimDue(asked));
        assert.deepEqual(
          claims.map(({ lane, expiresAt }) => [lane, expiresAt]),
          [[now, last]],
        );
        assert.equal(await run(({ lanes }) => lanes.nextDueAt({ except: new Set() })), instants[index + 1] ?? last);
      }
    });

    check('find bookings between each two of them', async ({ run }) => {
      const windows = instants.slice(1).map((endsAt, index) => ({ startsAt: instants[index] ?? first, endsAt }));
      await run(async ({ bookings }) => {
        for (const [index, window] of windows.entries()) await bookings.save(bookingOf(`b${index}`, window));
      });
      for (const [index, window] of windows.entries()) {
        const found = await run(({ bookings }) => bookings.listOverlapping('gym', window));
        assert.deepEqual(
          found.map(({ booking }) => booking.id),
          [`b${index}`],
        );
        const upcoming = await run(({ bookings }) => bookings.listUpcoming({ endsAfter: window.startsAt, limit: 99 }));
        assert.equal(upcoming.length, windows.length - index);
      }
    });

    check('differ when they differ by a millisecond', async ({ run }) => {
      const ms = 1 / 60_000;
      await run(async ({ bookings, lanes, permissions }) => {
        await bookings.save(bookingOf('b1', { startsAt: minute(60 + ms), endsAt: minute(120 + ms) }));
        await lanes.wake({ providerId: 'site-1', lane: 'lane-1' }, minute(60 + ms));
        const window = { startsAt: minute(60 + ms), endsAt: minute(120) };
        await permissions.save(permissionOf('b1', { window }));
      });
      await run(async ({ bookings, lanes, permissions }) => {
        const until = async (to: number) =>
          (await bookings.listOverlapping('gym', { startsAt: minute(0), endsAt: minute(to) })).length;
        assert.deepEqual([await until(60 + ms), await until(60 + 2 * ms)], [0, 1]);
        const after = async (at: number) => (await bookings.listUpcoming({ endsAfter: minute(at), limit: 9 })).length;
        assert.deepEqual([await after(120), await after(120 + ms)], [1, 0]);
        const claimAt = async (at: number) => {
          const asked = { now: minute(at), expiresAt: minute(99), limit: 9, room: new Map(), defaultRoomOf: () => 9 };
          return (await lanes.claimDue(asked)).length;
        };
        assert.deepEqual([await claimAt(60), await claimAt(60 + ms)], [0, 1]);
        const startingBefore = async (at: number) =>
          (await permissions.listNotInPlace({ now: minute(0), startsBefore: minute(at), limit: 9 })).length;
        assert.deepEqual([await startingBefore(60), await startingBefore(60 + 2 * ms)], [0, 1]);
      });
    });

    check('are pruned by, near and far', async ({ run }) => {
      await run(async ({ bookings, journal, notices, events }) => {
        for (const [index, at] of instants.entries()) {
          await bookings.save(bookingOf(`b${index}`, { startsAt: first, endsAt: at }));
          await journal.append([entryOf(at, at, 'b')]);
          await notices.add(noticeOf(`n${index}`, at));
          await events.add(accessEventOf(`e${index}`, { at }));
        }
      });
      for (const [index, at] of instants.entries()) {
        await run((transaction) => transaction.prune(at));
        await run(async ({ bookings, journal, notices, events }) => {
          assert.equal((await bookings.listOfHolder('ada')).length, instants.length - index);
          assert.equal((await journal.listOfBooking('b', 99)).length, instants.length - index);
          assert.equal((await notices.listUndelivered(99)).length, instants.length);
          assert.equal((await events.listUndelivered({ limit: 99 })).length, instants.length);
        });
      }
    });
  });
}
