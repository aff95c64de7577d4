import type { JsonObject } from '@acx/core/provider';
import { writeTime } from './bookings-one-booking-json';
import type { BookingsOneContext } from './bookings-one-context';
import { writeFields } from './bookings-one-fields';
import type { SimulatedVisitor } from './bookings-one-records';
import { wordOfVisitingStatus } from './bookings-one-status-word';
import { visitingStatusNow } from './bookings-one-visiting-status';

/** What the receptionist module tells of a visitor: user information and visiting status (both known, fields assumed). */
export function writeVisitor(visitor: SimulatedVisitor, context: BookingsOneContext): JsonObject {
  const { switches, profile, timeZone } = context;
  const fields = profile.visitor;
  const times = switches.visitorTimes === 'as-bookings' ? switches.times : switches.visitorTimes;
  const writeInstant = (at: string): string | undefined =>
    times === 'absent' ? undefined : writeTime(at, timeZone, times);
  return writeFields([
    [fields.registrationCode, visitor.registrationCode],
    [fields.name, visitor.name],
    [fields.email, visitor.email ?? (switches.writesMissing === 'null' ? null : undefined)],
    [fields.status, switches.writeWord(wordOfVisitingStatus(visitingStatusNow(visitor, context), profile))],
    [fields.isBlacklisted, visitor.isBlacklisted],
    [fields.validFrom, writeInstant(visitor.startsAt)],
    [fields.validUntil, writeInstant(visitor.endsAt)],
  ]);
}
