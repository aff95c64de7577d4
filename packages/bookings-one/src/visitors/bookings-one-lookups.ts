import { AcxError, type Clock, type TakeTurn } from '@acx/core/provider';
import type { BookingsOneClient } from '../wire/bookings-one-client';
import type { BookingsOneCallOptions } from '../wire/bookings-one-session';
import type { BookingsOneDoor } from './bookings-one-door';
import type { BookingsOneLookupPlaces } from './bookings-one-lookup-places';
import { type BookingsOneStanding, visitorToStanding } from './bookings-one-standing';

/** One question to the receptionist module. */
export interface BookingsOneLookup {
  readonly place: string;
  readonly direction: BookingsOneDoor['direction'];
  readonly registrationCode: string;
}

/** What came of it: an answer (`undefined`: nobody has the code), or the reason why there is none. */
export type BookingsOneLookupResult =
  | { readonly standing: BookingsOneStanding | undefined }
  | { readonly failed: 'unavailable' | 'late' | 'busy'; readonly errorCode?: string };

/** Questions under way. */
export interface BookingsOneLookups {
  /**
   * Asks, or waits for the same question that is being asked already. Never rejects, and ends within `decideWithinMs`, the wait for a turn included.
   */
  ask(lookup: BookingsOneLookup, takeTurn?: TakeTurn): Promise<BookingsOneLookupResult>;
  /** No answer about this code that is still to come may be kept. */
  distrust(registrationCode: string): void;
  /** Ends every question as `unavailable`; later ones too. */
  close(): void;
}

/** What questions are asked with. */
export interface BookingsOneLookupsOptions {
  readonly client: Pick<BookingsOneClient, 'visitor'>;
  readonly clock: Clock;
  readonly decideWithinMs: number;
  /** Where questions find room. Theirs from now on. */
  readonly places: BookingsOneLookupPlaces;
  /** In which times without an offset are read. */
  readonly timeZone?: string;
  /** A question leaves now. */
  readonly onAsked: (lookup: BookingsOneLookup) => void;
  readonly onAnswered: (answer: BookingsOneLookupAnswer) => void;
}

/** An answer, in time or late. */
export interface BookingsOneLookupAnswer {
  readonly lookup: BookingsOneLookup;
  /** `undefined`: nobody has the code. */
  readonly standing: BookingsOneStanding | undefined;
  readonly askedAtMs: number;
  /**
   * False when it came late, or when the same code was asked for in the other direction or denied meanwhile: nobody knows which of the
   * answers has the last word.
   */
  readonly mayBeKept: boolean;
}

interface Flight {
  readonly lookup: BookingsOneLookup;
  readonly end: (result: BookingsOneLookupResult) => void;
  readonly result: Promise<BookingsOneLookupResult>;
  mayBeKept: boolean;
}

/**
 * Questions with one flight for equal ones, a limit, and a time box that also holds when the client does not listen to its signal. Then the
 * question goes on taking up its place.
 */
export function createBookingsOneLookups(options: BookingsOneLookupsOptions): BookingsOneLookups {
  const { client, clock, decideWithinMs, places, timeZone, onAsked, onAnswered } = options;
  const flights = new Set<Flight>();
  let isClosed = false;

  // Asynchronous, so that a client that throws at once is a failure like any other.
  const send = async ({ registrationCode, direction }: BookingsOneLookup, callOptions: BookingsOneCallOptions) => {
    const visitor = await client.visitor({ registrationCode, direction, timeZone }, callOptions);
    return visitor === undefined ? undefined : visitorToStanding(visitor);
  };

  const begin = (lookup: BookingsOneLookup, giveBack: () => void, takeTurn: TakeTurn | undefined): Flight => {
    const askedAtMs = clock.nowMs();
    const controller = new AbortController();
    const { promise: result, resolve } = withResolver<BookingsOneLookupResult>();
    const end = (outcome: BookingsOneLookupResult): void => {
      if (!flights.delete(flight)) return;
      cancel();
      resolve(outcome);
      controller.abort();
    };
    const flight: Flight = { lookup, end, result, mayBeKept: true };
    for (const other of flights)
      if (other.lookup.registrationCode === lookup.registrationCode && other.lookup.direction !== lookup.direction)
        other.mayBeKept = flight.mayBeKept = false;
    flights.add(flight);
    const cancel = clock.schedule(decideWithinMs, () => end({ failed: 'late' }));
    onAsked(lookup);
    send(lookup, { signal: controller.signal, takeTurn }).then(
      (standing) => {
        giveBack();
        const mayBeKept = flight.mayBeKept && flights.has(flight);
        if (!isClosed) onAnswered({ lookup, standing, askedAtMs, mayBeKept });
        end({ standing });
      },
      (failure) => {
        giveBack();
        end({ failed: 'unavailable', ...(AcxError.isInstance(failure) ? { errorCode: failure.code } : {}) });
      },
    );
    return flight;
  };

  return {
    ask(lookup, takeTurn) {
      if (isClosed) return Promise.resolve({ failed: 'unavailable' });
      for (const { lookup: other, result } of flights)
        if (other.place === lookup.place && other.registrationCode === lookup.registrationCode) return result;
      const giveBack = places.take(lookup.direction);
      if (giveBack === undefined) return Promise.resolve({ failed: 'busy' });
      return begin(lookup, giveBack, takeTurn).result;
    },
    distrust(registrationCode) {
      for (const flight of flights) if (flight.lookup.registrationCode === registrationCode) flight.mayBeKept = false;
    },
    close() {
      isClosed = true;
      places.close();
      for (const { end } of [...flights]) end({ failed: 'unavailable' });
    },
  };
}

function withResolver<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
