import type { BookingsOneBooking, BookingsOneDay } from '../../wire/bookings-one-booking';
import type { BookingsOneConnectedClient } from '../../wire/bookings-one-client';
import type { BookingsOneCallOptions } from '../../wire/bookings-one-session';

/** The part of the client that a source uses. */
type SourceClient = Pick<BookingsOneConnectedClient, 'information' | 'subscribe' | 'dailyBookings' | 'close'>;

/** A client whose answers a test writes by hand. */
export interface PretendedClient extends SourceClient {
  /** What was asked, in order, such as `dailyBookings 7 2026-11-21 Europe/Dublin`. */
  readonly calls: string[];
  readonly signals: (AbortSignal | undefined)[];
  /** The list of a day, by resource and date (`7 2026-11-21`). A day that is not here is empty. */
  readonly days: Map<string, BookingsOneDay>;
  /** Called before each answer: may change the days, or throw. */
  onCall: (call: string) => void;
}

export function createPretendedClient(): PretendedClient {
  const take = (call: string, { signal }: BookingsOneCallOptions = {}): void => {
    client.calls.push(call);
    client.signals.push(signal);
    client.onCall(call);
  };
  const client: PretendedClient = {
    calls: [],
    signals: [],
    days: new Map(),
    onCall: () => {},
    async information(options) {
      take('information', options);
    },
    async subscribe({ callUrl }, options) {
      take(`subscribe ${callUrl}`, options);
    },
    async dailyBookings({ resource, date, timeZone }, options) {
      take(`dailyBookings ${resource} ${date} ${timeZone}`, options);
      return client.days.get(`${resource} ${date}`) ?? { bookings: [], unreadable: [] };
    },
    async close() {
      take('close');
    },
  };
  return client;
}

/** A booking of Ada from nine to ten, where nothing else is said. */
export function pretendBooking(booking: Partial<BookingsOneBooking> = {}): BookingsOneBooking {
  return {
    id: '1',
    startsAt: '2026-11-21T09:00:00.000Z',
    endsAt: '2026-11-21T10:00:00.000Z',
    status: 'granting',
    organizer: { email: 'ada@example.com' },
    attendees: [],
    ...booking,
  };
}
