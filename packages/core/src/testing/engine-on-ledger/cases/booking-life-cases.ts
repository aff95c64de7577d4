import assert from 'node:assert/strict';
import { gym } from '../../laws/law-bookings';
import { atMinute, createLawWorld, type LawWorld } from '../../laws/law-world';
import type { EngineSuite } from '../engine-suite';

/** From a booking to a door. */
export function bookingLifeCases({ section, check }: EngineSuite): void {
  section('a booking', () => {
    check('opens the door in its window and its buffers, and not a second outside', async ({ connect }) => {
      const world = createLawWorld({ ledger: await connect() });
      await world.access.putBooking(gym('b1', 60, 120));
      await world.access.runDue();
      const second = 1 / 60;
      assert.deepEqual([50 - second, 50, 125 - second, 125].map(opensIn(world)), [false, true, true, false]);
      assert.deepEqual(await statesOf(world, 'b1'), ['scheduled']);
    });

    check('moves with its booking and vanishes with it', async ({ connect }) => {
      const world = createLawWorld({ ledger: await connect() });
      const { access, vendor } = world;
      await access.putBooking(gym('b1', 60, 120));
      await access.runDue();
      await access.putBooking(gym('b1', 300, 360));
      await access.runDue();
      assert.deepEqual([70, 310].map(opensIn(world)), [false, true]);
      await access.cancelBooking('b1');
      await access.runDue();
      assert.deepEqual([vendor.held(), await statesOf(world, 'b1')], [[], ['ended']]);
      assert.deepEqual([vendor.writes, vendor.reads], [3, 0]);
    });

    check('becomes live and ends by the passing of time alone', async ({ connect }) => {
      const world = createLawWorld({ ledger: await connect(), manifest: { nativeValidity: false } });
      const { access, vendor, clock } = world;
      const seen: string[] = [];
      access.on('permission.live', ({ at }) => seen.push(`live ${at}`));
      access.on('permission.ended', ({ at }) => seen.push(`ended ${at}`));
      await access.putBooking(gym('b1', 60, 120));
      for (const [minute, held] of [
        [0, 0],
        [49, 0],
        [50, 1],
        [124, 1],
        [125, 0],
      ] as const) {
        await clock.advanceTo(atMinute(minute));
        await access.runDue();
        assert.equal(vendor.held().length, held);
      }
      assert.deepEqual(seen, [`live ${atMinute(50)}`, `ended ${atMinute(125)}`]);
    });

    check('that the vendor cannot hold beside an earlier one is handed over in time', async ({ connect }) => {
      const world = createLawWorld({ ledger: await connect() });
      await world.access.putBooking(gym('b1', 30, 60));
      await world.access.putBooking(gym('b2', 120, 150));
      await world.access.runDue();
      assert.deepEqual([await statesOf(world, 'b1'), await statesOf(world, 'b2')], [['scheduled'], ['waiting']]);
      const opened: number[] = [];
      for (let minute = 0; minute <= 170; minute += 5) {
        await world.clock.advanceTo(atMinute(minute));
        await world.access.runDue();
        if (opensIn(world)(minute)) opened.push(minute);
      }
      assert.deepEqual(opened, [20, 25, 30, 35, 40, 45, 50, 55, 60, 110, 115, 120, 125, 130, 135, 140, 145, 150]);
      assert.deepEqual([await statesOf(world, 'b1'), await statesOf(world, 'b2')], [['ended'], ['ended']]);
    });
  });
}

function opensIn({ vendor }: LawWorld): (minute: number) => boolean {
  return (minute) => vendor.opens({ subject: 'subject-ada', place: 'gym-door', at: atMinute(minute) });
}

async function statesOf({ access }: LawWorld, bookingId: string): Promise<string[]> {
  return (await access.settled(bookingId, { timeoutMs: 0 })).permissions.map(({ status }) => status.state);
}
