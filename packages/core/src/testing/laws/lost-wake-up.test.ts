import { expect, it } from 'vitest';
import { atMinute, createLawWorld } from './law-world';

it('a lane whose wake-up was lost is found again when its right is overdue', async () => {
  const { access, vendor, ledger, clock } = createLawWorld({ manifest: { nativeValidity: false } });
  const [startsAt, endsAt] = [atMinute(60), atMinute(240)];
  await access.putBooking({ id: 'b1', resourceId: 'gym', startsAt, endsAt, holders: [{ holderId: 'ada' }] });
  await access.runDue();
  await clock.advanceTo(atMinute(70));
  // A worker that is killed by force, or a mistake in another version, takes the wake-up with it.
  await ledger.transaction(async ({ lanes }) => {
    const now = atMinute(70);
    const everything = { room: new Map(), defaultRoomOf: () => 9 };
    for (const claim of await lanes.claimDue({ now, expiresAt: atMinute(72), limit: 9, ...everything }))
      await lanes.release(claim, { version: claim.version, failures: 0 });
    expect(await lanes.nextDueAt({ except: new Set() })).toBeUndefined();
  });
  const opens = () => vendor.opens({ subject: 'subject-ada', place: 'gym-door', at: atMinute(70) });
  expect(opens()).toBe(false);
  await access.runDue();
  await access.runDue();
  expect(opens()).toBe(true);
});
