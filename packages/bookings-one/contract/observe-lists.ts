import { instantFromMs } from '@acx/core/provider';
import { type BookingsOneLocalDay, localDaysFrom } from '../src/source/bookings-one-local-days';
import { createBookingsOneSource } from '../src/source/bookings-one-source';
import type { BookingsOneBooking, BookingsOneDay } from '../src/wire/bookings-one-booking';
import type { BookingsOneClient } from '../src/wire/bookings-one-client';
import { codeOf } from './code-of';
import type { ContractTarget } from './contract-target';
import type { Observations } from './observe-contract';

interface ListedDay {
  readonly day: BookingsOneLocalDay;
  readonly list: BookingsOneDay;
}

/** Today, tomorrow and the day after. */
const DAYS = 3;

/** Reads the lists of the fenced resource, and what a source makes of them. Tells fields and words of statuses, and nobody. */
export async function observeLists(
  { options, resource, timeZone }: ContractTarget,
  client: BookingsOneClient,
  nowMs: number,
): Promise<Observations> {
  const days: ListedDay[] = [];
  const read: string[] = [];
  for (const day of localDaysFrom(nowMs, DAYS, timeZone))
    read.push(
      await codeOf(async () => {
        days.push({ day, list: await client.dailyBookings({ resource, date: day.date, timeZone }) });
      }),
    );
  const nowhere = { resource: 'acx-contract-nothing', date: instantFromMs(nowMs).slice(0, 10), timeZone };
  return {
    'the lists of three days are read': read,
    'a list of a resource that is not there': await codeOf(() => client.dailyBookings(nowhere)),
    ...observeItems(days),
    'what stays over midnight is in both lists': isInBothLists(days),
    ...(await observeSource({ options, resource, timeZone, days }, nowMs)),
  };
}

function observeItems(days: readonly ListedDay[]): Observations {
  const bookings = days.flatMap(({ list }) => list.bookings);
  const unreadable = days.flatMap(({ list }) => list.unreadable);
  const isBesideItsDay = ({ day, list }: ListedDay): boolean =>
    list.bookings.some(({ startsAt, endsAt }) => endsAt < day.startsAt || day.endsAt < startsAt);
  return {
    'something is listed': bookings.length + unreadable.length > 0,
    'fields that cannot be read': distinct(unreadable.flatMap(({ problems }) => problems.map(({ path }) => path))),
    'something is listed for a day on which it is not': days.some(isBesideItsDay),
    'one id is listed with several starts': hasSharedIds(bookings),
    'each booking tells its resource': bookings.every(({ resource }) => resource !== undefined),
    'status words that are not in the profile': distinct(
      bookings.flatMap(({ status, statusWord = '(no short word)' }) => (status === 'unrecognised' ? [statusWord] : [])),
    ),
    'a booking grants': bookings.some(({ status }) => status === 'granting'),
    'what is over stays in the list': bookings.some(({ status }) => status === 'released'),
    'an organizer has an e-mail address': bookings.some(({ organizer }) => organizer?.email !== undefined),
    'an attendee has an e-mail address': bookings.some(({ attendees }) =>
      attendees.some(({ email }) => email !== undefined),
    ),
  };
}

/** `nothing does` where nothing that lasts over a midnight is booked. */
function isInBothLists(days: readonly ListedDay[]): boolean | string {
  const found = days.slice(1).flatMap(({ day, list }, index) => {
    const before = days[index]?.list.bookings ?? [];
    const isOver = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): boolean =>
      startsAt < day.startsAt && day.startsAt < endsAt;
    const ids = distinct([...before, ...list.bookings].filter(isOver).map(({ id }) => id));
    return ids.map((id) => [before, list.bookings].every((bookings) => bookings.some((booking) => booking.id === id)));
  });
  return found.length === 0 ? 'nothing does' : found.every(Boolean);
}

/** As of a series whose bookings share an id. */
function hasSharedIds(bookings: readonly BookingsOneBooking[]): boolean {
  const starts = new Set(bookings.map(({ id, startsAt }) => `${id} ${startsAt}`));
  return starts.size > new Set(bookings.map(({ id }) => id)).size;
}

/** What a source makes of the lists: the kinds of problems, or the code of the error, and what it reads after the coming midnight. */
async function observeSource(
  {
    options,
    resource,
    timeZone,
    days,
  }: Pick<ContractTarget, 'options' | 'resource' | 'timeZone'> & {
    readonly days: readonly ListedDay[];
  },
  nowMs: number,
): Promise<Observations> {
  const seriesShareId = hasSharedIds(days.flatMap(({ list }) => list.bookings));
  const source = createBookingsOneSource({
    ...options,
    resources: [{ resource, timeZone }],
    daysAhead: DAYS - 1,
    seriesShareId,
  });
  let kinds: readonly string[] = [];
  const code = await codeOf(async () => {
    const { problems } = await source.read({ resourceId: resource, at: instantFromMs(nowMs) }, {});
    kinds = distinct(problems.map(({ problem }) => problem));
  });
  const nights = nightsOf(days);
  let isRead: boolean | string = 'nothing does';
  if (nights.length > 0)
    isRead = await source.read({ resourceId: resource, at: days[1]?.day.startsAt ?? '' }, {}).then(
      ({ bookings }) => nights.every((night) => bookings.some(({ startsAt }) => startsAt === night.startsAt)),
      () => 'not read',
    );
  await source.close();
  return {
    'what stays over midnight is read on its second day': isRead,
    'what a source reports of them': code === 'done' ? kinds : code,
  };
}

/** What begins today, lasts over the coming midnight and is not over. */
function nightsOf(days: readonly ListedDay[]): readonly BookingsOneBooking[] {
  const midnight = days[1]?.day.startsAt;
  if (midnight === undefined) return [];
  return days
    .flatMap(({ list }) => list.bookings)
    .filter(({ startsAt, endsAt, status }) => startsAt < midnight && midnight < endsAt && status !== 'released');
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
