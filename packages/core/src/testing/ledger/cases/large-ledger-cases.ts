import assert from 'node:assert/strict';
import { accessEventOf } from '../delivery-rows';
import { bookingOf, entryOf, minute, minutes, permissionOf } from '../ledger-rows';
import type { LedgerStage } from '../ledger-stage';
import type { LedgerSuite } from '../ledger-suite';

const PERMISSIONS = 20_000;
const LANES = 500;
const BOOKINGS = 2_000;
const PER_TRANSACTION = 1_000;

/** A ledger as large as that of a busy house. */
export function largeLedgerCases({ section, check }: LedgerSuite): void {
  section('a large ledger', () => {
    check(`finds everything among ${PERMISSIONS} permissions in ${LANES} lanes`, async (stage) => {
      await fill(stage);
      await stage.reopen();
      await stage.run(async ({ bookings, permissions, lanes }) => {
        for (const lane of [0, 1, LANES - 1]) {
          const providerId = siteOf(lane);
          const found = await permissions.listOfLane({ providerId, lane: `lane-${lane}` });
          assert.equal(found.length, PERMISSIONS / LANES);
          const identity = { providerId, place: `door-${lane}`, subject: `card-${lane}` };
          assert.equal((await permissions.listOfSubject(identity)).length, PERMISSIONS / LANES);
        }
        assert.equal((await permissions.listOfBooking('b1234')).length, PERMISSIONS / BOOKINGS);
        for (const providerId of ['site-0', 'site-1']) {
          const { places, subjects } = await permissions.listIdentitiesOfProvider(providerId);
          assert.deepEqual([places.length, subjects.length], [LANES / 2, LANES / 2]);
          assert.equal((await lanes.listOfProvider(providerId)).length, LANES / 2);
        }
        const late = { now: minute(0), startsBefore: minute(100_000), limit: 1_000 };
        const starts = (await permissions.listNotInPlace(late)).map(({ permission }) => permission.window.startsAt);
        assert.equal(starts.length, 1_000);
        assert.deepEqual(starts, [...starts].sort());
        assert.equal((await bookings.listOfHolder('ada')).length, BOOKINGS);
      });
    });

    check('pages through thousands of bookings, entries and events without losing one', async (stage) => {
      await fill(stage, { withPermissions: false });
      const seen = new Set<string>();
      for (let afterId: string | undefined; ; ) {
        const page = await stage.run(({ bookings }) =>
          bookings.listUpcoming({ endsAfter: minute(0), afterId, limit: 300 }),
        );
        for (const { booking } of page) seen.add(booking.id);
        afterId = page.at(-1)?.booking.id;
        if (afterId === undefined) break;
      }
      assert.equal(seen.size, BOOKINGS);
      let [position, count]: [number | undefined, number] = [undefined, 0];
      for (;;) {
        const page = await stage.run(({ events }) => events.listUndelivered({ afterPosition: position, limit: 300 }));
        count += page.length;
        position = page.at(-1)?.position;
        if (position === undefined) break;
      }
      assert.equal(count, BOOKINGS);
      const entries = await stage.run(({ journal }) => journal.listOfBooking('all', BOOKINGS + 1));
      assert.deepEqual([entries.length, entries[0]?.text], [BOOKINGS, `stored b${BOOKINGS - 1}`]);
    });

    check(`hands out ${LANES} lanes once each, the earliest first`, async (stage) => {
      await fill(stage, { withPermissions: false });
      const handedOut: string[] = [];
      for (;;) {
        const asked = {
          now: minute(LANES),
          expiresAt: minute(2 * LANES),
          limit: 64,
          room: new Map(),
          defaultRoomOf: () => 64,
        };
        const claims = await stage.run(({ lanes }) => lanes.claimDue(asked));
        if (claims.length === 0) break;
        handedOut.push(...claims.map(({ lane }) => lane));
        assert.ok(handedOut.length <= LANES, 'A lane was handed out twice.');
        await stage.run(async ({ lanes }) => {
          for (const claim of claims) await lanes.release(claim, { version: 1, failures: 0 });
        });
      }
      assert.deepEqual(
        handedOut,
        Array.from({ length: LANES }, (_, index) => `lane-${index}`),
      );
    });

    check('forgets thousands of bookings at once', async (stage) => {
      await fill(stage, { withPermissions: false });
      await stage.run((transaction) => transaction.prune(minute(BOOKINGS)));
      const left = await stage.run(({ bookings }) => bookings.listOfHolder('ada'));
      // A booking ends an hour after the minute of its number: those from there on are left.
      assert.equal(left.length, 60);
      assert.equal((await stage.run(({ journal }) => journal.listOfBooking('all', BOOKINGS))).length, 0);
    });
  });
}

function siteOf(lane: number): string {
  return `site-${lane % 2}`;
}

async function fill({ run }: LedgerStage, { withPermissions = true } = {}): Promise<void> {
  await run(async ({ bookings, journal, events, lanes }) => {
    for (let lane = LANES - 1; lane >= 0; lane -= 1)
      await lanes.wake({ providerId: siteOf(lane), lane: `lane-${lane}` }, minute(lane));
    for (let index = 0; index < BOOKINGS; index += 1) {
      await bookings.save(bookingOf(`b${index}`, minutes(index, index + 60)));
      await events.add(accessEventOf(`e${index}`));
      await journal.append([entryOf(`stored b${index}`, minute(index), 'all')]);
    }
  });
  for (let from = 0; withPermissions && from < PERMISSIONS; from += PER_TRANSACTION)
    await run(async ({ permissions }) => {
      for (let index = from; index < from + PER_TRANSACTION; index += 1) {
        const lane = index % LANES;
        await permissions.save(
          permissionOf(`b${Math.floor((index * BOOKINGS) / PERMISSIONS)}`, {
            ...{ providerId: siteOf(lane), lane: `lane-${lane}`, place: `door-${lane}`, subject: `card-${lane}` },
            window: minutes(PERMISSIONS - index, PERMISSIONS - index + 60),
          }),
        );
      }
    });
}
