import assert from 'node:assert/strict';
import { atMinute, createLawWorld } from '../../laws/law-world';
import type { EngineSuite } from '../engine-suite';

const car = (id: string, holderId: string) => ({
  id,
  resourceId: 'car-park',
  startsAt: atMinute(60),
  endsAt: atMinute(120),
  holders: [{ holderId }],
});

/** Two processes at work on one ledger. */
export function workerCases({ section, check }: EngineSuite): void {
  section('two workers', () => {
    check('never have two calls of one lane in flight', async ({ connect }) => {
      let inFlight = 0;
      let most = 0;
      const world = createLawWorld({
        ledger: await connect(),
        wrap: ({ ledger, provider }) => ({
          ledger,
          provider: {
            ...provider,
            async applyChanges(request, options) {
              inFlight += 1;
              most = Math.max(most, inFlight);
              const outcomes = await provider.applyChanges(request, options);
              await turn();
              inFlight -= 1;
              return outcomes;
            },
          },
        }),
      });
      const first = world.access;
      world.restart(await connect());
      const second = world.access;
      for (let index = 0; index < 10; index += 1) {
        await first.putBooking(car(`b${index}`, index % 2 === 0 ? 'ada' : 'ben'));
        await Promise.all([first.runDue(), second.runDue()]);
      }
      // Whoever came too late has left it to the other one.
      await first.runDue();
      assert.equal(most, 1);
      assert.equal(world.vendor.held().length, 2);
    });

    check('disagree about nothing when the lease of one runs out, and the lane is right in the end', async (store) => {
      const world = createLawWorld({ ledger: await store.connect(), access: { leaseSeconds: 60 } });
      const release = world.vendor.holdNext('put');
      await world.access.putBooking(car('b1', 'ada'));
      const slow = world.access.runDue();
      while (world.vendor.writes === 0) await turn();
      // The slow worker is given up after its lease; another one reads the vendor and goes on.
      await world.clock.advanceBy(61_000);
      world.restart(await store.connect());
      const other = world.access;
      await other.runDue();
      release();
      await slow;
      await world.clock.advanceBy(120_000);
      await other.runDue();
      assert.equal(world.vendor.held().length, 1);
      assert.ok(world.vendor.opens({ subject: 'subject-ada', place: 'barrier', at: atMinute(60) }));
      assert.equal((await other.settled('b1', { timeoutMs: 0 })).isSettled, true);
    });

    check('cannot write down what another one has taken over', async ({ connect }) => {
      const [ledger, other] = [await connect(), await connect()];
      const world = createLawWorld({ ledger });
      await world.access.putBooking(car('b1', 'ada'));
      const asked = { expiresAt: atMinute(1), limit: 1, room: new Map(), defaultRoomOf: () => 1 };
      const [slow] = await ledger.transaction(({ lanes }) => lanes.claimDue({ ...asked, now: atMinute(0) }));
      assert.ok(slow, 'The booking has made no lane due.');
      await world.clock.advanceTo(atMinute(2));
      world.restart(other);
      await world.access.runDue();
      const late = ledger.transaction(async ({ lanes, grants }) => {
        await lanes.fence(slow);
        for (const grant of await grants.listOfLane(slow)) await grants.remove(grant.providerId, grant.grantKey);
      });
      await assert.rejects(late, { code: 'conflict' });
      assert.equal((await world.access.settled('b1', { timeoutMs: 0 })).permissions[0]?.status.state, 'scheduled');
    });
  });
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
