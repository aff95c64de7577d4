import assert from 'node:assert/strict';
import { gym } from '../../laws/law-bookings';
import { atMinute, createLawWorld } from '../../laws/law-world';
import type { EngineSuite } from '../engine-suite';

const MINUTE_MS = 60_000;

/** How the work itself goes. */
export function healthCases({ section, check }: EngineSuite): void {
  section('the health of the work itself', () => {
    check('is all zeros when everything is done', async ({ connect }) => {
      const { access } = createLawWorld({ ledger: await connect() });
      await access.putBooking(gym('b1', 60, 90));
      await access.runDue();
      const { at, lagMs, late, waitingNotices, waitingEvents, paused } = await access.health();
      assert.deepEqual([at, lagMs, waitingNotices, waitingEvents], [atMinute(0), 0, 0, 0]);
      assert.deepEqual([late, paused], [{ total: 0, byState: {} }, []]);
    });

    check('tells for how long nobody has worked, and what is late', async ({ connect }) => {
      const { access, clock } = createLawWorld({ ledger: await connect() });
      await access.putBooking(gym('b1', 5, 90));
      await clock.advanceBy(10 * MINUTE_MS);
      const { lagMs, late } = await access.health();
      assert.deepEqual([lagMs, late], [10 * MINUTE_MS, { total: 1, byState: { pending: 1 } }]);
    });

    check(
      'does not take what waits for an installation that is out of reach for what nobody works on',
      async (store) => {
        const { access, clock, vendor } = createLawWorld({ ledger: await store.connect() });
        vendor.setOutage(true);
        await access.putBooking(gym('b1', 120, 150));
        await access.runDue();
        await access.putBooking({ ...gym('b2', 120, 150), resourceId: 'hall' });
        await clock.advanceBy(100);
        const { lagMs, paused } = await access.health();
        assert.deepEqual([lagMs, paused.length], [0, 1]);
      },
    );

    check(
      'tells which installation is out of reach, what that makes late, and what nobody has taken',
      async (store) => {
        const { access, clock, vendor } = createLawWorld({
          ledger: await store.connect(),
          access: { onNotice: () => Promise.reject(new Error('no post today')) },
        });
        vendor.setOutage(true);
        await access.putBooking(gym('b1', 20, 90));
        await access.runDue();
        const { at, paused } = await access.health();
        assert.deepEqual(
          paused.map(({ providerId, until }) => [providerId, until > at]),
          [['fake', true]],
        );
        await clock.advanceBy(30 * MINUTE_MS);
        await access.runDue();
        const health = await access.health();
        assert.deepEqual(health.late, { total: 1, byState: { retrying: 1 } });
        assert.ok(health.waitingNotices > 0, 'The notice that nobody has taken is not counted.');
      },
    );
  });
}
