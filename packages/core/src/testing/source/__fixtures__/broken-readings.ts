import { instantFromMs, instantToMs } from '../../../model/instant';
import type { SourceReading } from '../../../ports/booking-source';
import { alterBookings, alterRead, alterReading, type BrokenSource } from './broken-source';

const plusHour = (instant: string | Date): string => instantFromMs(new Date(instant).getTime() + 3_600_000);

/** Faults in what is made of bookings. */
export const brokenReadings: readonly BrokenSource[] = [
  {
    name: 'reads times in a zone of its own',
    alter: alterBookings((booking) => ({
      ...booking,
      startsAt: plusHour(booking.startsAt),
      endsAt: plusHour(booking.endsAt),
    })),
    caughtBy: ['a booking > is read with the very instants', 'the window of a reading > cuts no booking'],
  },
  {
    name: 'rounds an end to the full hour',
    alter: alterBookings((booking) => ({ ...booking, endsAt: `${String(booking.endsAt).slice(0, 11)}23:00:00.000Z` })),
    caughtBy: ['a booking > is read with the very instants'],
  },
  {
    name: 'cuts bookings at midnight',
    alter: alterReading((reading) => ({
      ...reading,
      bookings: reading.bookings.map((booking) => ({
        ...booking,
        startsAt: booking.startsAt < reading.window.startsAt ? reading.window.startsAt : booking.startsAt,
        endsAt: booking.endsAt > reading.window.endsAt ? reading.window.endsAt : booking.endsAt,
      })),
    })),
    caughtBy: [
      'the window of a reading > cuts no booking: one across its end',
      'the window of a reading > cuts no booking: one across its start',
      'the window of a reading > cuts no booking: one that is longer',
    ],
  },
  {
    name: 'lists what begins in the window only',
    alter: alterReading((reading) => ({
      ...reading,
      bookings: reading.bookings.filter(({ startsAt }) => startsAt >= reading.window.startsAt),
    })),
    caughtBy: ['the window of a reading > cuts no booking: one across its start'],
  },
  {
    name: 'makes two bookings of one night',
    alter: alterReading((reading) => ({
      ...reading,
      bookings: reading.bookings.map((booking) =>
        booking.startsAt < reading.window.startsAt ? { ...booking, id: `${booking.id}/after` } : booking,
      ),
    })),
    caughtBy: ['the window of a reading > cuts no booking: one across midnight has one id'],
  },
  {
    name: 'answers for tomorrow when it is asked today',
    alter: alterRead(
      (read) => (request, options) =>
        read({ ...request, at: instantFromMs(instantToMs(request.at) + 86_400_000) }, options),
    ),
    caughtBy: ['the window of a reading > covers the instant'],
  },
  {
    name: 'answers for the day on which it began',
    alter: alterRead((read) => {
      let first: string | undefined;
      return (request, options) => {
        first ??= request.at;
        return read({ ...request, at: first }, options);
      };
    }),
    caughtBy: ['the window of a reading > covers the instant', 'the window of a reading > does not go back'],
  },
  {
    name: 'puts the time into the id',
    alter: alterBookings((booking) => ({ ...booking, id: `${booking.id}/${String(booking.startsAt)}` })),
    caughtBy: ['a change > of its time leaves a booking its id'],
  },
  {
    name: 'puts the organizer into the id',
    alter: alterBookings((booking) => ({ ...booking, id: `${booking.id}/${booking.holders[0]?.holderId}` })),
    caughtBy: ['a booking > is read with the very instants'],
  },
  {
    name: 'numbers what it reads',
    alter: alterRead((read) => {
      let readings = 0;
      return async (...call) => {
        readings += 1;
        const reading = await read(...call);
        return { ...reading, bookings: reading.bookings.map((one) => ({ ...one, id: `${one.id}/${readings}` })) };
      };
    }),
    caughtBy: ['a booking > has an id that stays the same', 'a booking > is read the same again'],
  },
  {
    name: 'leaves its own id out of those of bookings',
    alter: alterBookings((booking) => ({ ...booking, id: booking.id.slice(booking.id.indexOf('/') + 1) })),
    caughtBy: ['a booking > is read with the very instants'],
  },
  {
    name: 'mixes up resources that are read at once',
    alter: alterRead((read) => {
      let asked = '';
      return async (request, options) => {
        asked = request.resourceId;
        await Promise.resolve();
        const { resourceId } = request;
        const reading = await read({ ...request, resourceId: asked }, options);
        return { ...reading, resourceId, bookings: reading.bookings.map((one) => ({ ...one, resourceId })) };
      };
    }),
    caughtBy: ['a booking > is read at its own resource only'],
  },
  {
    name: 'lists the first page only',
    alter: alterReading((reading) => ({ ...reading, bookings: reading.bookings.slice(0, 3) })),
    caughtBy: ['a booking > is one of as many as there are'],
  },
  {
    name: 'remembers what it has read',
    alter: alterRead((read) => {
      const known = new Map<string, Promise<SourceReading>>();
      return (request, options) => {
        const key = `${request.resourceId} ${request.at.slice(0, 10)}`;
        const reading = known.get(key) ?? read(request, options);
        known.set(key, reading);
        return reading;
      };
    }),
    caughtBy: [
      'manifest > makes as many calls',
      'a change > of its time',
      'a change > takes a booking away that is cancelled',
      'a reading that fails > is a passing error in an outage',
    ],
  },
  {
    name: 'lists a booking twice',
    alter: alterReading((reading) => ({ ...reading, bookings: [...reading.bookings, ...reading.bookings] })),
    caughtBy: ['a booking > is read with the very instants'],
  },
  {
    name: 'takes a resource that it does not know for an empty one',
    alter: alterRead(
      (read) => (request, options) =>
        read({ ...request, resourceId: 'room-1' }, options).then((reading) => ({
          ...reading,
          resourceId: request.resourceId,
          bookings: request.resourceId === 'room-1' ? reading.bookings : [],
        })),
    ),
    caughtBy: ['a resource > that the source does not have', 'a booking > is read at its own resource only'],
  },
];
