import assert from 'node:assert/strict';
import { createCheckInWorld, parking } from '../../laws/check-in-world';
import { createDoorWorld, inSmallPages } from '../../laws/door-world';
import { atMinute } from '../../laws/law-world';
import type { EngineSuite } from '../engine-suite';

/** What the doors tell. */
export function doorCases({ section, check }: EngineSuite): void {
  section('door events', () => {
    check('reach the host once each, in the order of the doors', async ({ connect, reopen }) => {
      const world = await createDoorWorld({ ledger: await connect(), wrap: inSmallPages });
      world.knock('a', 'b', 'c');
      await world.access.runDue();
      world.restart(await reopen());
      world.knock('d', 'e');
      for (let round = 0; round < 3; round += 1) await world.access.runDue();
      assert.deepEqual(world.toldSubjects(), ['a', 'b', 'c', 'd', 'e']);
      assert.deepEqual(await world.waiting(), []);
    });

    check('that the host has not taken wait for it, and for the next process', async ({ connect, reopen }) => {
      let isTaking = false;
      const offered: string[] = [];
      const world = await createDoorWorld({
        ledger: await connect(),
        access: {
          onAccessEvent({ subject = '' }) {
            offered.push(subject);
            if (!isTaking) throw new Error('not now');
          },
        },
      });
      world.knock('a');
      await world.access.runDue();
      assert.equal((await world.waiting()).length, 1);
      world.restart(await reopen());
      isTaking = true;
      await world.clock.advanceBy(120_000);
      for (let round = 0; round < 3; round += 1) await world.access.runDue();
      assert.deepEqual([new Set(offered), await world.waiting()], [new Set(['a']), []]);
      const count = offered.length;
      world.restart(await reopen());
      await world.clock.advanceBy(120_000);
      await world.access.runDue();
      assert.equal(offered.length, count);
    });

    check('that two processes take in at once are told once', async ({ connect }) => {
      const world = await createDoorWorld({ ledger: await connect(), manifest: { eventsBy: 'both' } });
      const first = world.access;
      world.restart(await connect());
      world.knock('a', 'b');
      const sent = [first, world.access].map((access) => access.webhook('fake')(world.vendor.delivery()));
      assert.deepEqual(
        (await Promise.all(sent)).map(({ status }) => status),
        [204, 204],
      );
      for (let round = 0; round < 3; round += 1) await world.access.runDue();
      assert.deepEqual(world.toldSubjects(), ['a', 'b']);
    });
  });

  section('check-ins', () => {
    check('are told once, and corrected by an earlier entry only', async ({ connect, reopen }) => {
      const world = createCheckInWorld({ ledger: await connect() });
      await world.access.putBooking(parking('b1', 60, 120));
      await world.enterNow(80);
      world.restart(await reopen());
      for (const minute of [90, 70, 75]) await world.enterNow(minute);
      await world.access.runDue();
      assert.deepEqual(
        world.checkIns.map(({ bookingId, at, isCorrection }) => [bookingId, at, isCorrection]),
        [
          ['b1', atMinute(80), false],
          ['b1', atMinute(70), true],
        ],
      );
      assert.deepEqual(await world.checkInOf('b1'), world.checkIns.at(-1));
      assert.equal(world.told.length, 4);
    });

    check('are not made by who has not booked', async ({ connect }) => {
      const world = createCheckInWorld({ ledger: await connect() });
      await world.access.putBooking(parking('b1', 60, 120));
      const ids = [await world.enterNow(49), await world.enterNow(65, { subject: 'subject-ben' })];
      assert.deepEqual([world.checkIns, world.unbooked], [[], ids]);
    });
  });
}
