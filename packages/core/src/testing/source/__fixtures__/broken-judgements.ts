import type { BookingInput } from '../../../model/booking';
import type { SourceReading } from '../../../ports/booking-source';
import { alterBookings, alterRead, alterReading, type BrokenSource } from './broken-source';

const withHolders = (holders: (booking: BookingInput) => BookingInput['holders']) =>
  alterBookings((booking) => ({ ...booking, holders: holders(booking) }));

/** What is over or cannot be told goes on as it was first read. */
const keeping = (which: (reading: SourceReading) => readonly string[]) =>
  alterRead((read) => {
    const known = new Map<string, BookingInput>();
    return async (...call) => {
      const reading = await read(...call);
      for (const booking of reading.bookings) if (booking.status === 'confirmed') known.set(booking.id, booking);
      const ids = which(reading);
      const kept = [...known.values()].filter(({ id }) => ids.includes(id));
      const bookings = [...reading.bookings.filter(({ id }) => !ids.includes(id)), ...kept];
      return { ...reading, bookings, released: reading.released.filter((id) => !ids.includes(id)), unreadable: [] };
    };
  });

/** Faults in who is let in, and in what is told. */
export const brokenJudgements: readonly BrokenSource[] = [
  {
    name: 'lets people in before they are approved',
    alter: alterReading((reading) => ({
      ...reading,
      bookings: reading.bookings.map((booking) => ({ ...booking, status: 'confirmed' as const })),
    })),
    caughtBy: ['a booking > lets nobody in before it is approved', 'doubt > about the status "zorgled"'],
  },
  {
    name: 'lets nobody in',
    alter: alterBookings((booking) => ({ ...booking, status: 'pending' })),
    caughtBy: ['a booking > is read with the very instants', 'a booking > lets nobody in before it is approved'],
  },
  {
    name: 'goes on with what is cancelled or released',
    alter: keeping(({ released }) => released),
    caughtBy: ['a change > takes a booking away that is cancelled', 'a change > takes a booking away that its people'],
  },
  {
    name: 'takes a released booking for one that cannot be read',
    alter: alterReading((reading) => ({ ...reading, released: [], unreadable: reading.released })),
    caughtBy: ['a change > takes a booking away that is cancelled', 'a change > takes a booking away that its people'],
  },
  {
    name: 'takes what it does not understand for one that cannot be read',
    alter: alterReading((reading) => ({
      ...reading,
      bookings: reading.bookings.filter(({ status }) => status === 'confirmed'),
      unreadable: reading.bookings.filter(({ status }) => status !== 'confirmed').map(({ id }) => id),
    })),
    caughtBy: ['doubt > about the status "zorgled"', 'doubt > about the status " "'],
  },
  {
    name: 'goes on with what cannot be read any more',
    alter: keeping(({ unreadable }) => unreadable),
    caughtBy: ['doubt > about a booking that cannot be read'],
  },
  {
    name: 'takes what cannot be read for gone',
    alter: alterReading((reading) => ({ ...reading, unreadable: [] })),
    caughtBy: ['doubt > about a booking that cannot be read'],
  },
  {
    name: 'tells of no problem',
    alter: alterReading((reading) => ({ ...reading, problems: [] })),
    caughtBy: [
      'people of a booking > without an address',
      'people of a booking > get in where the organizer',
      'people of a booking > of whom nobody',
      'people of a booking > that are not shown',
      'doubt > about the status',
      'doubt > about a booking that cannot be read',
    ],
  },
  {
    name: 'confirms bookings without people',
    alter: alterRead((read) => async (request, options) => {
      const reading = await read(request, options);
      const { startsAt, endsAt } = reading.window;
      const holders: BookingInput['holders'] = [];
      const empty = reading.withheld.map((id) => ({
        ...{ id, startsAt, endsAt, holders },
        resourceId: request.resourceId,
      }));
      return { ...reading, bookings: [...reading.bookings, ...empty], withheld: [] };
    }),
    caughtBy: ['people of a booking > of whom nobody', 'people of a booking > that are not shown'],
  },
  {
    name: 'invents somebody for bookings without people',
    alter: alterRead((read) => async (request, options) => {
      const reading = await read(request, options);
      const { startsAt, endsAt } = reading.window;
      const holders = [{ holderId: 'nobody' }];
      const empty = reading.withheld.map((id) => ({
        ...{ id, startsAt, endsAt, holders },
        resourceId: request.resourceId,
      }));
      return { ...reading, bookings: [...reading.bookings, ...empty], withheld: [] };
    }),
    caughtBy: ['people of a booking > of whom nobody', 'people of a booking > that are not shown'],
  },
  {
    name: 'keeps everybody out when somebody has no address',
    alter: alterReading((reading) => ({
      ...reading,
      bookings: reading.bookings.map((booking) =>
        reading.problems.some(({ bookingId }) => bookingId === booking.id)
          ? { ...booking, status: 'pending' as const }
          : booking,
      ),
    })),
    caughtBy: ['people of a booking > without an address', 'people of a booking > get in where the organizer'],
  },
  {
    name: 'writes addresses as they were typed',
    alter: withHolders(({ holders }) =>
      holders.map((holder) => ({ ...holder, holderId: holder.holderId.toUpperCase() })),
    ),
    caughtBy: ['people of a booking > are known by their addresses'],
  },
  {
    name: 'lets the organizer in only',
    alter: withHolders(({ holders }) => holders.filter(({ role }) => role === 'organizer')),
    caughtBy: ['people of a booking > are its organizer and its attendees'],
  },
  {
    name: 'makes everybody the organizer',
    alter: withHolders(({ holders }) => holders.map(({ holderId }) => ({ holderId }))),
    caughtBy: ['people of a booking > are its organizer and its attendees', 'people of a booking > are there once'],
  },
  {
    name: 'lists an organizer who takes part twice',
    alter: withHolders(({ holders }) => [...holders, ...holders.slice(0, 1)]),
    caughtBy: ['people of a booking > are there once'],
  },
  {
    name: 'puts addresses into problems',
    alter: alterReading((reading) => ({
      ...reading,
      problems: reading.problems.map((problem) => ({ ...problem, message: 'Look at Berta@ACX.example.' })),
    })),
    caughtBy: ['privacy > keeps problems silent about people', 'privacy > keeps problems silent about what'],
  },
];
