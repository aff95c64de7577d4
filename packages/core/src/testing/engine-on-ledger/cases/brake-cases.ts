import assert from 'node:assert/strict';
import { UnsafePlanError } from '../../../errors/unsafe-plan-error';
import type { Ledger } from '../../../ports/ledger';
import { atMinute, createLawWorld, type LawWorld } from '../../laws/law-world';
import type { EngineSuite } from '../engine-suite';

const holders = Array.from({ length: 12 }, (_, index) => ({
  id: `holder-${index}`,
  subjects: [{ provider: 'fake', subject: `subject-${index}` }],
}));
const directory = {
  timeZone: 'UTC',
  resources: [{ id: 'hall', use: 'shared', places: [{ provider: 'fake', place: 'hall-door' }] }],
  holders,
};
const bookings = holders.map(({ id }, index) => ({
  id: `booking-${index}`,
  resourceId: 'hall',
  startsAt: atMinute(60),
  endsAt: atMinute(120),
  holders: [{ holderId: id }],
}));

async function createFullWorld(ledger?: Ledger): Promise<LawWorld> {
  const world = createLawWorld({ directory, ledger });
  await world.access.syncBookings({ bookings });
  await world.access.runDue();
  assert.equal(world.vendor.held().length, 12);
  return world;
}

/** What is too much to be true. */
export function brakeCases({ section, check }: EngineSuite): void {
  section('the brake', () => {
    check('takes an empty booking feed for broken: nothing is revoked and somebody is told', async ({ connect }) => {
      const world = await createFullWorld(await connect());
      await assert.rejects(world.access.syncBookings({ bookings: [] }), /taken for broken and nothing was changed/);
      await world.access.runDue();
      assert.equal(world.vendor.held().length, 12);
      assert.deepEqual(
        world.notices.map(({ type }) => type),
        ['mass_revocation_guarded'],
      );
    });

    check('stops a feed that lacks more than 30 percent, and lets one through that lacks less', async ({ connect }) => {
      const world = await createFullWorld(await connect());
      await assert.rejects(world.access.syncBookings({ bookings: bookings.slice(4) }), (failure) => {
        assert.ok(failure instanceof UnsafePlanError);
        assert.deepEqual([failure.held, failure.revoked, failure.effect], [12, 4, 'none']);
        return true;
      });
      await world.access.syncBookings({ bookings: bookings.slice(3) });
      await world.access.runDue();
      assert.equal(world.vendor.held().length, 9);
    });

    check('can be taken off by a person', async ({ connect }) => {
      const world = await createFullWorld(await connect());
      await world.access.syncBookings({ bookings: [], allowMassRevocation: true });
      await world.access.runDue();
      assert.deepEqual(world.vendor.held(), []);
    });

    check('stops a healing check that would remove most of what is ours, as after a lost ledger', async (store) => {
      const full = await createFullWorld();
      const empty = createLawWorld({ directory, ledger: await store.connect() });
      for (const { place, subject, windows, marker } of full.vendor.held())
        await empty.vendor.wire.write([
          { operation: 'put', locator: { marker: marker ?? '' }, content: { place, subject, windows } },
        ]);
      await assert.rejects(empty.access.check({ providerId: 'fake', mode: 'heal' }), UnsafePlanError);
      await empty.access.runDue();
      assert.equal(empty.vendor.held().length, 12);
      await empty.access.check({ providerId: 'fake', mode: 'heal', allowMassRevocation: true });
      await empty.access.runDue();
      assert.deepEqual(empty.vendor.held(), []);
    });

    check('does not stop what people cancel one by one', async ({ connect }) => {
      const world = await createFullWorld(await connect());
      for (const { id } of bookings.slice(0, 11)) await world.access.cancelBooking(id);
      await world.access.runDue();
      assert.deepEqual([world.vendor.held().length, world.notices], [1, []]);
    });
  });
}
