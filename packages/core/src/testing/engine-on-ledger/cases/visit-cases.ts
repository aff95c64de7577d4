import assert from 'node:assert/strict';
import { atMinute, createLawWorld } from '../../laws/law-world';
import { pinOf, withPins } from '../../laws/pin-provider';
import type { EngineSuite } from '../engine-suite';

const visit = {
  ...{ id: 'v1', kind: 'visit' as const, resourceId: 'gym', startsAt: atMinute(60), endsAt: atMinute(90) },
  holders: [{ holderId: 'ada' }],
  visitor: { name: 'Grace' },
};

/** A right whose credential the vendor makes. */
export function visitCases({ section, check }: EngineSuite): void {
  section('a visit', () => {
    check('tells its PIN by settled and by a notice, also to the next process', async ({ connect, reopen }) => {
      const world = createLawWorld({ ledger: await connect(), wrap: withPins });
      await world.access.putBooking(visit);
      await world.access.runDue();
      const pin = pinOf(world.vendor.held()[0]?.vendorReference);
      const told = world.notices.map((notice) => [notice.type, 'credential' in notice && notice.credential]);
      assert.deepEqual(told, [['visitor_invited', pin]]);
      world.restart(await reopen());
      const { permissions } = await world.access.settled('v1');
      assert.deepEqual(
        permissions.map(({ credential }) => credential),
        [pin],
      );
      await world.access.runDue();
      assert.equal(world.notices.length, 1);
    });

    check('tells its PIN when the answer that had it was lost', async ({ connect, reopen }) => {
      const world = createLawWorld({ ledger: await connect(), wrap: withPins });
      world.vendor.dropNextAnswer({ when: 'put' });
      await world.access.putBooking(visit);
      await world.access.runDue();
      world.restart(await reopen());
      await world.clock.advanceBy(600_000);
      await world.access.runDue();
      const [held, ...more] = world.vendor.held();
      assert.deepEqual(more, []);
      const invitations = world.notices.filter(({ type }) => type === 'visitor_invited');
      assert.deepEqual(
        invitations.map((notice) => 'credential' in notice && notice.credential),
        [pinOf(held?.vendorReference)],
      );
    });

    check('that is called off opens nothing, is told so, and leaves no PIN', async ({ connect }) => {
      const world = createLawWorld({ ledger: await connect(), wrap: withPins });
      await world.access.putBooking(visit);
      await world.access.runDue();
      await world.access.cancelBooking('v1');
      await world.access.runDue();
      assert.deepEqual(
        [world.vendor.held(), world.notices.map(({ type }) => type)],
        [[], ['visitor_invited', 'visitor_cancelled']],
      );
      const { permissions } = await world.access.settled('v1');
      assert.ok(!JSON.stringify(permissions).includes('PIN-'), 'A PIN that opens nothing is still known.');
    });
  });
}
