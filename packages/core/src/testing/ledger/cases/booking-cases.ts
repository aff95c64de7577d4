import assert from 'node:assert/strict';
import type { BookingRecord } from '../../../ports/ledger-records';
import { bookingOf, minute, minutes } from '../ledger-rows';
import type { LedgerStage } from '../ledger-stage';
import type { LedgerSuite } from '../ledger-suite';

const idsOf = (records: readonly BookingRecord[]): string[] => records.map(({ booking }) => booking.id).sort();

const edges: readonly (readonly [from: number, to: number, ids: readonly string[]])[] = [
  [0, 10, []],
  [0, 11, ['b1']],
  [10, 11, ['b1']],
  [12, 13, ['b1']],
  [19, 20, ['b1']],
  [19, 21, ['b1', 'b2']],
  [20, 25, ['b2']],
  [0, 1_000, ['b1', 'b2']],
  [29, 30, ['b2']],
  [30, 40, []],
  [15, 15, []],
];

/** Bookings, and the ways to find them. */
export function bookingCases({ section, check }: LedgerSuite): void {
  section('bookings', () => {
    check('are found by id, as they were saved last', async ({ run }) => {
      assert.equal(await run(({ bookings }) => bookings.find('b1')), undefined);
      for (const revision of [1, 7, 2]) {
        await run(({ bookings }) => bookings.save(bookingOf('b1', { revision })));
        assert.deepEqual(await run(({ bookings }) => bookings.find('b1')), bookingOf('b1', { revision }));
      }
      assert.equal(await run(({ bookings }) => bookings.find('b')), undefined);
    });

    for (const [from, to, ids] of edges)
      check(
        `from minute ${from} to ${to} are ${ids.join(' and ') || 'none'}: a window holds its start, not its end`,
        async (stage) => {
          await saveSome(stage);
          assert.deepEqual(
            idsOf(await stage.run(({ bookings }) => bookings.listOverlapping('gym', minutes(from, to)))),
            ids,
          );
        },
      );

    check('stand in the way of others only while they are confirmed', async ({ run }) => {
      for (const [status, count] of [
        ['confirmed', 1],
        ['pending', 0],
        ['confirmed', 1],
        ['cancelled', 0],
      ] as const) {
        await run(({ bookings }) => bookings.save(bookingOf('b1', { status })));
        const found = await run(({ bookings }) => bookings.listOverlapping('gym', minutes(0, 1_000)));
        assert.equal(found.length, count, `${status} is taken for something else.`);
      }
    });

    check('are found by who takes part, whatever their status', async (stage) => {
      await saveSome(stage);
      const both = [
        { holderId: 'ada', role: 'organizer' },
        { holderId: 'ben', role: 'attendee' },
      ] as const;
      await stage.run(({ bookings }) => bookings.save(bookingOf('b5', { status: 'pending', holders: both })));
      assert.deepEqual(idsOf(await stage.run(({ bookings }) => bookings.listOfHolder('ada'))), [
        'b1',
        'b3',
        'b4',
        'b5',
      ]);
      assert.deepEqual(idsOf(await stage.run(({ bookings }) => bookings.listOfHolder('ben'))), ['b2', 'b5']);
      assert.deepEqual(await stage.run(({ bookings }) => bookings.listOfHolder('ad')), []);
    });

    check('that have moved are found where they are now, and not where they were', async (stage) => {
      await saveSome(stage);
      const holders = [{ holderId: 'ben', role: 'attendee' }] as const;
      const moved = bookingOf('b1', { resourceId: 'pool', holders, ...minutes(50, 60) });
      await stage.run(({ bookings }) => bookings.save(moved));
      await stage.reopen();
      await stage.run(async ({ bookings }) => {
        assert.deepEqual(idsOf(await bookings.listOverlapping('gym', minutes(0, 1_000))), ['b2']);
        assert.deepEqual(idsOf(await bookings.listOverlapping('pool', minutes(50, 60))), ['b1']);
        assert.deepEqual(idsOf(await bookings.listOfHolder('ada')), ['b3', 'b4']);
        assert.deepEqual(idsOf(await bookings.listOfHolder('ben')), ['b1', 'b2']);
      });
    });

    check('are gone from every list once they are removed, and an unknown one may be removed', async (stage) => {
      await saveSome(stage);
      await stage.run(async ({ bookings }) => {
        await bookings.remove('b1');
        await bookings.remove('never');
      });
      await stage.run(async ({ bookings }) => {
        assert.equal(await bookings.find('b1'), undefined);
        assert.deepEqual(idsOf(await bookings.listOfHolder('ada')), ['b3', 'b4']);
        assert.deepEqual(idsOf(await bookings.listOverlapping('gym', minutes(0, 1_000))), ['b2']);
        assert.deepEqual(idsOf(await bookings.listUpcoming({ endsAfter: minute(0), limit: 9 })), ['b2', 'b4']);
      });
    });

    check('are upcoming while they are confirmed and not over, whenever they began', async (stage) => {
      await saveSome(stage);
      const upcoming = async (at: number) =>
        idsOf(await stage.run(({ bookings }) => bookings.listUpcoming({ endsAfter: minute(at), limit: 9 })));
      assert.deepEqual(await upcoming(0), ['b1', 'b2', 'b4']);
      assert.deepEqual(await upcoming(19), ['b1', 'b2', 'b4']);
      assert.deepEqual(await upcoming(20), ['b2', 'b4']);
      assert.deepEqual(await upcoming(30), []);
    });
  });
}

/** Two in a row in the gym, a cancelled one over both of them, and one elsewhere. */
async function saveSome({ run }: LedgerStage): Promise<void> {
  const ben = [{ holderId: 'ben', role: 'organizer' }] as const;
  await run(async ({ bookings }) => {
    await bookings.save(bookingOf('b1', minutes(10, 20)));
    await bookings.save(bookingOf('b2', { ...minutes(20, 30), holders: ben }));
    await bookings.save(bookingOf('b3', { ...minutes(10, 30), status: 'cancelled' }));
    await bookings.save(bookingOf('b4', { ...minutes(10, 30), resourceId: 'pool' }));
  });
}
