import assert from 'node:assert/strict';
import { instantFromMs, instantToMs } from '../../../model/instant';
import type { SourceStage } from '../source-stage';
import type { SourceSuite } from '../source-suite';

/** What becomes of a booking is seen. */
export function changeCases({ section, check, checkWith }: SourceSuite): void {
  section('a change', () => {
    check('of its time leaves a booking its id', async (stage) => {
      const booking = await stage.book();
      const { id } = await stage.readBooking();
      await stage.vendor.move(booking, stage.slot(3));
      const moved = await stage.readBooking(stage.slot(3));
      assert.equal(moved.id, id, 'A booking that was moved is another one.');
      assert.equal(moved.endsAt, stage.slot(3).endsAt);
      assert.equal((await stage.read()).bookings.length, 1, 'A booking is still where it was.');
    });

    check('to another day takes a booking away from this one', async (stage) => {
      const booking = await stage.book();
      const { id } = await stage.readBooking();
      const { window } = await stage.read();
      const afterMs = instantToMs(window.endsAt) + 3_600_000;
      const after = { startsAt: instantFromMs(afterMs), endsAt: instantFromMs(afterMs + 3_600_000) };
      await stage.vendor.move(booking, after);
      const { bookings } = await stage.read();
      assert.ok(!bookings.some(({ startsAt }) => startsAt === stage.slot(0).startsAt), 'It is still where it was.');
      assert.equal((await stage.readBooking(after, { at: after.startsAt })).id, id, 'It is not where it went.');
    });

    check('takes a booking away that is cancelled', async (stage) => {
      await assertGoes(stage, (booking) => stage.vendor.cancel(booking));
    });

    checkWith('release', 'takes a booking away that its people do not need any more', async (stage) => {
      await assertGoes(stage, (booking) => stage.vendor.release?.(booking));
    });
  });
}

/** The booking is over: listed as such, or not at all. The other one stays. */
async function assertGoes(stage: SourceStage, end: (booking: string) => unknown): Promise<void> {
  const booking = await stage.book();
  await stage.book(stage.slot(1));
  const { id } = await stage.readBooking();
  await end(booking);
  const { bookings, unreadable } = await stage.read();
  assert.deepEqual(
    bookings.map(({ startsAt }) => startsAt),
    [stage.slot(1).startsAt],
    'What is over is still booked, or another booking went with it.',
  );
  assert.ok(!unreadable.includes(id), 'What is over stays as it was.');
}
