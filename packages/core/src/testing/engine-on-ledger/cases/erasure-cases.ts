import assert from 'node:assert/strict';
import { gym } from '../../laws/law-bookings';
import { createLawWorld, type LawWorld } from '../../laws/law-world';
import type { EngineSuite } from '../engine-suite';

/** Somebody who is to be forgotten. */
export function erasureCases({ section, check }: EngineSuite): void {
  section('a person who is erased', () => {
    check('loses the rights, and is nowhere in the ledger', async ({ connect, reopen }) => {
      const world = createLawWorld({ ledger: await connect() });
      await world.access.putBooking(gym('b1', 60, 90));
      await world.access.runDue();
      assert.deepEqual(await world.access.erasePerson({ holderId: 'ada' }), { erasedBookings: 1, keptBookings: 0 });
      await world.access.runDue();
      assert.deepEqual(world.vendor.held(), []);
      world.restart(await reopen());
      assert.doesNotMatch(await readAll(world), /ada/);
    });

    check('is remembered until the vendor has let go of the right', async ({ connect, reopen }) => {
      const world = createLawWorld({ ledger: await connect() });
      await world.access.putBooking(gym('b1', 60, 90));
      await world.access.runDue();
      world.vendor.setOutage(true);
      await world.access.erasePerson({ holderId: 'ada' });
      await world.access.runDue();
      assert.equal(world.vendor.held().length, 1);
      world.restart(await reopen());
      world.vendor.setOutage(false);
      await world.clock.advanceBy(600_000);
      await world.access.runDue();
      assert.deepEqual(world.vendor.held(), []);
      assert.doesNotMatch(await readAll(world), /ada/);
    });

    check('leaves the booking to those who share it', async ({ connect }) => {
      const world = createLawWorld({ ledger: await connect() });
      await world.access.putBooking({ ...gym('b1', 60, 90), holders: [{ holderId: 'ada' }, { holderId: 'ben' }] });
      await world.access.runDue();
      assert.deepEqual(await world.access.erasePerson({ holderId: 'ada' }), { erasedBookings: 0, keptBookings: 1 });
      await world.access.runDue();
      assert.deepEqual(
        world.vendor.held().map(({ subject }) => subject),
        ['subject-ben'],
      );
      assert.doesNotMatch(await readAll(world), /ada/);
    });
  });
}

/** Everything that the ledger can say about the booking and its person. */
async function readAll({ ledger }: LawWorld): Promise<string> {
  const all = await ledger.transaction(async ({ bookings, permissions, grants, journal, notices }) => [
    await bookings.find('b1'),
    await bookings.listOfHolder('ada'),
    await permissions.listOfBooking('b1'),
    await permissions.listOfSubject({ providerId: 'fake', place: 'gym-door', subject: 'subject-ada' }),
    await grants.listOfProvider('fake'),
    await journal.listOfBooking('b1', 100),
    await notices.listUndelivered(100),
  ]);
  return JSON.stringify(all);
}
