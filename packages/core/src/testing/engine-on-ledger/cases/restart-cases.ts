import assert from 'node:assert/strict';
import { gym } from '../../laws/law-bookings';
import { atMinute, createLawWorld } from '../../laws/law-world';
import type { EngineSuite } from '../engine-suite';

/** What the next process finds. */
export function restartCases({ section, check }: EngineSuite): void {
  section('a process that follows another one', () => {
    check('opens and closes the doors for what that one has stored', async ({ connect, reopen }) => {
      const world = createLawWorld({ ledger: await connect(), manifest: { nativeValidity: false } });
      await world.access.putBooking(gym('b1', 60, 90));
      await world.access.putBooking(gym('b2', 120, 150));
      await world.access.cancelBooking('b2');
      assert.equal(world.vendor.writes, 0);
      world.restart(await reopen());
      const opened: boolean[] = [];
      for (const minute of [49, 51, 94, 96, 130]) {
        await world.clock.advanceTo(atMinute(minute));
        await world.access.runDue();
        opened.push(world.vendor.opens({ subject: 'subject-ada', place: 'gym-door', at: atMinute(minute) }));
      }
      assert.deepEqual(opened, [false, true, true, false, false]);
      const { permissions } = await world.access.settled('b1');
      assert.deepEqual(
        permissions.map(({ status }) => status.state),
        ['ended'],
      );
    });

    for (const [title, lever, writes] of [
      ['was applied', 'dropNextAnswer', 1],
      ['was not applied', 'dropNextRequest', 2],
    ] as const)
      check(`reads what is in doubt before it writes it again, when it ${title}`, async ({ connect, reopen }) => {
        const world = createLawWorld({ ledger: await connect() });
        world.vendor[lever]({ when: 'put' });
        await world.access.putBooking(gym('b1', 30, 60));
        await world.access.runDue();
        world.restart(await reopen());
        const { reads } = world.vendor;
        await world.clock.advanceBy(300_000);
        await world.access.runDue();
        assert.deepEqual([world.vendor.held().length, world.vendor.writes, world.vendor.reads - reads], [1, writes, 1]);
      });

    check('offers what the host has not taken, until it has', async ({ connect, reopen }) => {
      let isTaking = false;
      const offered: string[] = [];
      const world = createLawWorld({
        ledger: await connect(),
        access: {
          onNotice({ type }) {
            offered.push(type);
            if (!isTaking) throw new Error('no post today');
          },
        },
      });
      await world.access.putBooking({ ...gym('b1', 60, 90), holders: [{ holderId: 'nobody' }] });
      await world.access.runDue();
      world.restart(await reopen());
      isTaking = true;
      await world.access.runDue();
      assert.deepEqual(offered, ['permission_failed', 'permission_failed']);
      world.restart(await reopen());
      await world.access.runDue();
      assert.equal(offered.length, 2);
    });
  });
}
