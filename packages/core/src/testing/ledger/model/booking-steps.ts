import type { BookingRecord } from '../../../ports/ledger-records';
import { bookingOf, entryOf, minute, minutes } from '../ledger-rows';
import { universe } from './ledger-universe';
import type { Random } from './random';
import { type Step, step } from './step';

/** Saves or removes a booking. */
export function bookingStep(random: Random): Step {
  const id = random.pick(universe.bookings);
  if (random.chance(15)) return step('remove booking', id, ({ bookings }) => bookings.remove(id));
  const from = random.below(20) * 10;
  const plain = bookingOf(id, {
    ...minutes(from, from + 10 + random.below(10) * 10),
    status: random.pick(['confirmed', 'confirmed', 'cancelled', 'pending']),
    resourceId: random.pick(universe.resources),
    holders: universe.holders.filter(() => random.chance(60)).map((holderId) => ({ holderId, role: 'attendee' })),
    revision: random.below(1_000),
  });
  const came = { eventId: 'e1', providerId: 'site-1', place: 'gym-door', holderIds: ['ada'], isCorrection: false };
  const record: BookingRecord = random.chance(30) ? { ...plain, checkIn: { at: minute(from), ...came } } : plain;
  return step('save booking', record, ({ bookings }) => bookings.save(record));
}

/** Appends to the journal. */
export function journalStep(random: Random): Step {
  const entries = Array.from({ length: 1 + random.below(3) }, () => {
    const ids = universe.bookings.filter(() => random.chance(35));
    return entryOf(`entry ${random.below(1_000_000)}`, minute(random.below(20) * 10), ...ids);
  });
  return step('append', entries, ({ journal }) => journal.append(entries));
}

/** Erases a booking, or prunes. */
export function forgettingStep(random: Random): Step {
  const id = random.pick(universe.bookings);
  if (random.chance(60)) return step('erase', id, (transaction) => transaction.eraseBooking(id));
  const before = minute(random.below(16) * 10);
  return step('prune', before, (transaction) => transaction.prune(before));
}
