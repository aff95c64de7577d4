import type { Instant, JsonObject, JsonValue } from '@acx/core/provider';
import type { BookingsOneContext } from './bookings-one-context';
import { writeFields } from './bookings-one-fields';
import { knownRecord } from './bookings-one-known-record';
import { toOffsetTime, toWallTime } from './bookings-one-local-time';
import type { SimulatedBooking } from './bookings-one-records';
import { wordOfStatus } from './bookings-one-status-word';

/** The parts of the context that are needed to write. */
type WritingContext = Pick<BookingsOneContext, 'store' | 'switches' | 'profile'>;

/** An id as the vendor writes it. */
export function writeId(id: string, { switches }: Pick<WritingContext, 'switches'>): string | number {
  return switches.ids === 'number' && /^(?:0|[1-9]\d{0,14})$/.test(id) ? Number(id) : id;
}

/** A time as the vendor writes it (assumed). */
export function writeTime(at: Instant, timeZone: string, times: 'offset' | 'local'): string {
  return times === 'offset' ? toOffsetTime(at, timeZone) : toWallTime(at, timeZone);
}

/** A booking as lists and callbacks have it (fields assumed). */
export function writeBooking(booking: SimulatedBooking, context: WritingContext): JsonObject {
  const { store, switches, profile } = context;
  const { timeZone } = knownRecord(store.resources, booking.resource, 'resource');
  const fields = profile.booking;
  const missing = switches.writesMissing === 'null' ? null : undefined;
  const writePerson = (id: string): JsonValue => {
    const user = knownRecord(store.users, id, 'user');
    return writeFields([
      ['id', writeId(id, context)],
      ['name', user.name],
      [fields.email, user.email ?? missing],
    ]);
  };
  const isMasked = booking.isPrivate && switches.masksPrivate;
  return writeFields([
    [fields.id, writeId(switches.seriesShareId ? (booking.series ?? booking.id) : booking.id, context)],
    [fields.resource, writeId(booking.resource, context)],
    ['subject', isMasked ? missing : booking.title],
    ['isPrivate', booking.isPrivate],
    [fields.startsAt, writeTime(booking.startsAt, timeZone, switches.times)],
    [fields.endsAt, writeTime(booking.endsAt, timeZone, switches.times)],
    [fields.status, switches.writeWord(wordOfStatus(booking.status, profile))],
    ['bookedBy', isMasked ? missing : writePerson(booking.booker)],
    [fields.organizer, isMasked ? missing : writePerson(booking.organizer)],
    [fields.attendees, isMasked ? [] : booking.attendees.map(writePerson)],
  ]);
}
