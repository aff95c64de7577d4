import {
  type InputProblem,
  InvalidInputError,
  isTimeZone,
  parseWithMessages,
  ResponseValidationError,
} from '@acx/core/provider';
import type { BookingsOneBooking, BookingsOneDay, BookingsOneUnreadableItem } from './bookings-one-booking';
import { createDailyItemReader } from './bookings-one-daily-item';
import { fieldAt, idField } from './bookings-one-field';
import { fillBookingsOnePath } from './bookings-one-path';
import type { BookingsOneCallOptions, BookingsOneSession } from './bookings-one-session';
import { dateToMs } from './bookings-one-time';

/** One resource, one of its days. */
export interface BookingsOneDailyRequest {
  readonly resource: string;
  /** `yyyy-MM-dd` of the resource's own zone. */
  readonly date: string;
  /** IANA zone of the resource. */
  readonly timeZone: string;
}

/** More than any room has in a day: a longer list is not what was asked for. */
const MOST_ITEMS = 5000;
const operation = 'dailyBookings';

/**
 * Asks for the bookings of one resource on one of its days.
 * @throws InvalidInputError before anything is sent.
 * @throws ResponseValidationError for an answer that is no list, is too long, or has an item of another resource.
 */
export async function readBookingsOneDay(
  session: BookingsOneSession,
  request: BookingsOneDailyRequest,
  { signal, takeTurn }: BookingsOneCallOptions,
): Promise<BookingsOneDay> {
  checkRequest(request);
  const { resource, date, timeZone } = request;
  const { paths, dailyQuery, dailyItems } = session.profile;
  const answer = await session.send({
    operation,
    method: 'GET',
    path: fillBookingsOnePath(paths.dailyBookings, { resource, date }),
    query: {
      ...(dailyQuery.resource !== null && { [dailyQuery.resource]: resource }),
      ...(dailyQuery.date !== null && { [dailyQuery.date]: date }),
    },
    target: `resource ${resource}`,
    signal,
    takeTurn,
  });
  const refuse = (path: string, message: string): never => {
    const { providerId } = session;
    throw new ResponseValidationError({ providerId, operation, problems: [{ path, message }], effect: 'none' });
  };

  const items = dailyItems === null ? answer : fieldAt(answer, dailyItems);
  if (!Array.isArray(items)) return refuse(dailyItems === null ? '' : 'dailyItems', 'must be a list of bookings');
  if (items.length > MOST_ITEMS) refuse('', `holds more than ${MOST_ITEMS} bookings`);
  const stranger = items.findIndex((item) => isOfAnother(fieldAt(item, session.profile.booking.resource), resource));
  if (stranger !== -1) refuse(`[${stranger}].resource`, 'is another resource than was asked for');

  const bookings: BookingsOneBooking[] = [];
  const unreadable: BookingsOneUnreadableItem[] = [];
  const readItem = createDailyItemReader(session.profile, timeZone);
  for (const item of items) {
    const read = readItem(item);
    if ('booking' in read) bookings.push(read.booking);
    else unreadable.push(read.unreadable);
  }
  return { bookings, unreadable };
}

function isOfAnother(told: unknown, asked: string): boolean {
  const id = parseWithMessages(idField, told);
  return id.success && id.data !== asked;
}

function checkRequest({ resource, date, timeZone }: BookingsOneDailyRequest): void {
  const problems: InputProblem[] = [];
  if (resource === '') problems.push({ path: 'resource', message: 'must not be empty' });
  if (dateToMs(date) === undefined) problems.push({ path: 'date', message: 'must be a date, yyyy-MM-dd' });
  if (!isTimeZone(timeZone))
    problems.push({ path: 'timeZone', message: 'must be an IANA time zone, such as Europe/Dublin' });
  if (problems.length > 0) throw new InvalidInputError({ subject: 'question for a daily list', problems });
}
