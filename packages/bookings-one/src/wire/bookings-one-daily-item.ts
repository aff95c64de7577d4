import { describeIssues, parseWithMessages } from '@acx/core/provider';
import * as z from 'zod/mini';
import type { BookingsOneBooking, BookingsOnePerson, BookingsOneUnreadableItem } from './bookings-one-booking';
import { fieldAt, idField, isUntold, plainTextOf } from './bookings-one-field';
import type { BookingsOneProfile } from './bookings-one-profile';
import { readBookingsOneTime } from './bookings-one-time';
import { createWordReader } from './bookings-one-word';

/** An item of a daily list: a booking, or why it is none. */
export type BookingsOneDailyItem =
  | { readonly booking: BookingsOneBooking }
  | { readonly unreadable: BookingsOneUnreadableItem };

/**
 * Reads items of a daily list. Strict about id, resource and times only; a person or a status that cannot be read is one that grants
 * nothing.
 * @param timeZone IANA zone of the resource.
 */
export function createDailyItemReader(
  profile: BookingsOneProfile,
  timeZone: string,
): (item: unknown) => BookingsOneDailyItem {
  const names = profile.booking;
  const schema = neededSchema(profile, timeZone);
  const statusOf = createWordReader(profile.statuses);

  return (item) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item))
      return { unreadable: { problems: [{ path: '', message: 'must be an object' }] } };
    const resource = fieldAt(item, names.resource);
    const needed = parseWithMessages(schema, {
      id: fieldAt(item, names.id),
      resource: isUntold(resource) ? undefined : resource,
      startsAt: fieldAt(item, names.startsAt),
      endsAt: fieldAt(item, names.endsAt),
    });
    if (!needed.success) {
      const id = parseWithMessages(idField, fieldAt(item, names.id));
      return { unreadable: { ...(id.success && { id: id.data }), problems: describeIssues(needed.error) } };
    }
    const { resource: told, ...times } = needed.data;
    const word = fieldAt(item, names.status);
    const status = statusOf(word);
    const organizer = fieldAt(item, names.organizer);
    return {
      booking: {
        ...times,
        ...(told !== undefined && { resource: told }),
        status,
        ...(status === 'unrecognised' && isShortWord(word) && { statusWord: word }),
        ...(!isUntold(organizer) && { organizer: personOf(organizer, names.email) }),
        attendees: attendeesOf(fieldAt(item, names.attendees), names.email),
      },
    };
  };
}

function neededSchema(profile: BookingsOneProfile, timeZone: string) {
  const { times } = profile;
  const message = `must be a time with ${times === 'offset' ? 'an' : 'no'} offset, on the calendar`;
  const timeField = (edge: 'start' | 'end') =>
    z.pipe(
      z.string(message),
      z.transform((text, { issues }) => {
        const instant = readBookingsOneTime(text, edge, { times, timeZone });
        if (instant !== undefined) return instant;
        issues.push({ code: 'custom', message, input: text });
        return z.NEVER;
      }),
    );
  return z
    .object({ id: idField, resource: z.optional(idField), startsAt: timeField('start'), endsAt: timeField('end') })
    .check(
      z.refine(({ startsAt, endsAt }) => startsAt < endsAt, { path: ['endsAt'], error: 'must be after startsAt' }),
    );
}

/** Nothing that could be a sentence, an address or a number of somebody. */
function isShortWord(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z][a-z _-]{0,39}$/i.test(value);
}

function personOf(person: unknown, emailName: string): BookingsOnePerson {
  const email = plainTextOf(fieldAt(person, emailName));
  return email === undefined ? {} : { email };
}

/** What is there and is no list stands for somebody whom nothing is known of, so that it is noticed. */
function attendeesOf(attendees: unknown, emailName: string): readonly BookingsOnePerson[] {
  if (isUntold(attendees)) return [];
  return Array.isArray(attendees) ? attendees.map((attendee) => personOf(attendee, emailName)) : [{}];
}
