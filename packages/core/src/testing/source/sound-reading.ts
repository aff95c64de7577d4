import assert from 'node:assert/strict';
import { type Instant, instantFromMs, instantToMs } from '../../model/instant';
import { type ParsedBooking, parseBooking } from '../../model/parse-booking';
import { isInWindow } from '../../model/window';
import type { SourceReading } from '../../ports/booking-source';
import type { SourceWorld } from './source-world';

/** A reading of which the bookings have gone through `parseBooking`, as they would on their way to the doors. */
export type SoundReading = Omit<SourceReading, 'bookings'> & { readonly bookings: readonly ParsedBooking[] };

/** Fails unless a reading is what any reading has to be. */
export function assertSound(
  reading: SourceReading,
  { world, resourceId, at }: { world: SourceWorld; resourceId: string; at: Instant },
): SoundReading {
  const { window, released, withheld, unreadable, problems } = reading;
  assert.equal(reading.resourceId, resourceId, 'The reading is of another resource.');
  for (const instant of [window.startsAt, window.endsAt])
    assert.equal(instant, instantFromMs(instantToMs(instant)), 'The window is not in UTC with milliseconds.');
  assert.ok(isInWindow(at, window), 'The window does not cover the instant that was asked for.');

  const bookings = reading.bookings.map(parseBooking);
  for (const { resourceId: own, kind, status, holders } of bookings) {
    assert.equal(own, resourceId, 'A booking is of another resource.');
    assert.equal(kind, 'reservation');
    assert.notEqual(status, 'cancelled', 'What is over is among the bookings.');
    for (const { holderId } of holders)
      assert.equal(holderId, holderId.trim().toLowerCase(), 'A holder is not written in the one way.');
  }
  const ids = [...bookings.map(({ id }) => id), ...released, ...withheld, ...unreadable];
  assert.equal(new Set(ids).size, ids.length, 'A booking is there twice.');
  for (const id of ids) {
    assert.ok(id.startsWith(`${world.source.id}/`), 'An id does not begin with that of the source.');
    assert.ok(!world.people.some((email) => id.toLowerCase().includes(email)), 'An id carries an address.');
  }
  for (const { resourceId: own, bookingId, message } of problems) {
    assert.equal(own, resourceId, 'A problem is of another resource.');
    assert.notEqual(message.trim(), '', 'A problem has no words.');
    assert.ok(bookingId?.startsWith(`${world.source.id}/`) ?? true, 'A problem names a booking by another id.');
  }
  return { ...reading, bookings };
}
