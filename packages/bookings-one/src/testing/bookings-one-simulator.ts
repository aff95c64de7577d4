import { type Clock, systemClock } from '@acx/core/provider';
import {
  type LoopbackServer,
  type MswHttp,
  type SimulatorHandler,
  serveOnLoopback,
  toMswHandlers,
} from '@acx/core/testing';
import { type BookingsOneProfile, bookingsOneProfile } from '../wire/bookings-one-profile';
import { type BookingsOneBookingEdits, createBookingsOneBookingEdits } from './bookings-one-booking-edits';
import type { CallbackDelivery, PendingCallback } from './bookings-one-callback';
import { createBookingsOneCallbackQueue, type DeliverOptions } from './bookings-one-callback-queue';
import type { BookingsOneContext } from './bookings-one-context';
import { type BookingsOneDirectoryEdits, createBookingsOneDirectoryEdits } from './bookings-one-directory-edits';
import { createBookingsOneExternalApi } from './bookings-one-external-api';
import { type BookingsOneLevers, withBookingsOneLevers } from './bookings-one-levers';
import { type BookedQuestion, bookingsOf, isBookedBy } from './bookings-one-oracle';
import type { SimulatedBooking, SimulatedVisitor } from './bookings-one-records';
import { createSeededWords } from './bookings-one-seeded-words';
import { type BookingsOneState, createBookingsOneStore } from './bookings-one-state';
import {
  type BookingsOneSwitches,
  type BookingsOneSwitchOptions,
  createBookingsOneSwitches,
} from './bookings-one-switches';
import { tickBookings } from './bookings-one-tick';
import { visitingStatusNow } from './bookings-one-visiting-status';
import { type BookingsOneVisitorEdits, createBookingsOneVisitorEdits } from './bookings-one-visitor-edits';

export interface BookingsOneSimulatorOptions {
  /** Decides what is overdue, expired and due to be sent. Default: the machine's clock. */
  readonly clock?: Clock;
  /** The same seed makes the same registration codes. Default 1. */
  readonly seed?: number;
  /** Access tokens that are taken. Default: one, which `token` tells. */
  readonly tokens?: readonly string[];
  /** IANA time zone of the reception, in which visitors' times are written. Default `UTC`. */
  readonly timeZone?: string;
  /** Paths, fields and words. Default: what we know and assume. */
  readonly profile?: BookingsOneProfile;
  readonly switches?: BookingsOneSwitchOptions;
  /** Carries callbacks to their address. A rejection means that no answer came. Default: `fetch`. */
  readonly deliver?: (request: Request) => Promise<Response>;
}

/** A whole Bookings ONE on this machine: External API, console and callbacks. It shows our assumptions, not the vendor's truth. */
export interface BookingsOneSimulator
  extends BookingsOneDirectoryEdits,
    BookingsOneBookingEdits,
    BookingsOneVisitorEdits {
  /** The External API, with the levers in front. */
  readonly handler: SimulatorHandler;
  readonly levers: BookingsOneLevers;
  /** May be moved at any time. */
  readonly switches: BookingsOneSwitches;
  /** What the vendor holds, as it is now. */
  readonly state: BookingsOneState;
  readonly clock: Clock;
  /** IANA time zone of the reception. */
  readonly timeZone: string;
  /** The first of the tokens. */
  readonly token: string;
  addToken(token: string): void;
  /** From now on 401. */
  revokeToken(token: string): void;
  /** What the vendor does by itself: overdue no-shows, and check-outs at the end. @returns What has changed. */
  tick(): readonly SimulatedBooking[];
  /** Subscribed addresses; one that was subscribed twice may be in it twice. */
  readonly subscriptions: readonly string[];
  /** A restart of the server that forgets subscriptions and what was not sent yet. */
  dropSubscriptions(): void;
  pendingCallbacks(): readonly PendingCallback[];
  /** Sends what is due, one after the other. */
  deliverCallbacks(options?: DeliverOptions): Promise<readonly CallbackDelivery[]>;
  /** What became of all callbacks, oldest first. */
  readonly callbackDeliveries: readonly CallbackDelivery[];
  /** Asks for the truth, past the External API. */
  isBookedBy(question: BookedQuestion): boolean;
  /** Every booking of a resource, released or not, by start. */
  bookingsOf(resource: string): readonly SimulatedBooking[];
  /** With the status as of now. */
  visitor(registrationCode: string): SimulatedVisitor | undefined;
  /**
   * Serves the External API over real HTTP, as the server behind its TLS: nothing is redirected.
   * @param options.isPlainHttp True: as the plain HTTP port, which redirects while that is switched on. Default false.
   */
  listen(options?: { isPlainHttp?: boolean }): Promise<LoopbackServer>;
  /** Pass MSW's own `http`. */
  mswHandlers<RequestHandler>(http: MswHttp<RequestHandler>, baseUrl: string): RequestHandler[];
  /** Cancels timers of callbacks; subscriptions are gone too. */
  close(): void;
}

/** A Bookings ONE that holds nothing yet. */
export function createBookingsOneSimulator(options: BookingsOneSimulatorOptions = {}): BookingsOneSimulator {
  const { clock = systemClock, seed = 1, timeZone = 'UTC', profile = bookingsOneProfile } = options;
  const { tokens = ['simulated-access-token'], deliver = (request) => fetch(request) } = options;
  const switches = createBookingsOneSwitches(options.switches ?? {}, profile.times);
  const nextWord = createSeededWords(seed);
  let lastId = 1000;
  const store = createBookingsOneStore();
  const callbacks = createBookingsOneCallbackQueue({ clock, switches, deliver });
  const context: BookingsOneContext = {
    store,
    switches,
    profile,
    clock,
    timeZone,
    tokens: new Set(tokens),
    callbacks,
    newId() {
      lastId += 1;
      return String(lastId);
    },
    newRegistrationCode: () => `V${nextWord().toString(36).padStart(7, '0').toUpperCase()}`,
  };
  const { handler, levers } = withBookingsOneLevers(createBookingsOneExternalApi(context), profile);
  return {
    ...createBookingsOneDirectoryEdits(context),
    ...createBookingsOneBookingEdits(context),
    ...createBookingsOneVisitorEdits(context),
    handler,
    levers,
    switches,
    state: store,
    clock,
    timeZone,
    token: tokens[0] ?? '',
    addToken: (token) => void context.tokens.add(token),
    revokeToken: (token) => void context.tokens.delete(token),
    tick: () => tickBookings(context),
    subscriptions: callbacks.subscriptions,
    dropSubscriptions: () => callbacks.clear(),
    pendingCallbacks: () => callbacks.pending(),
    deliverCallbacks: (deliverOptions) => callbacks.deliver(deliverOptions),
    callbackDeliveries: callbacks.deliveries,
    isBookedBy: (question) => isBookedBy(store, question),
    bookingsOf: (resource) => bookingsOf(store, resource),
    visitor(code) {
      const visitor = store.visitors.get(code);
      return visitor && { ...visitor, status: visitingStatusNow(visitor, context) };
    },
    listen: ({ isPlainHttp = false } = {}) =>
      serveOnLoopback((request) => handler(isPlainHttp ? request : toTlsRequest(request))),
    mswHandlers: (http, baseUrl) => toMswHandlers({ http, baseUrl, handler }),
    close: () => callbacks.clear(),
  };
}

function toTlsRequest(request: Request): Request {
  return new Request(request.url.replace(/^http:/, 'https:'), request);
}
