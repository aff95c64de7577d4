import { createHttpClient, createTlsFetch, parseOptions, silentLogger, systemClock } from '@acx/core/provider';
import type { BookingsOneDay } from './bookings-one-booking';
import {
  type BookingsOneClientOptions,
  type BookingsOneClientSettings,
  bookingsOneClientOptionsSchema,
} from './bookings-one-client-options';
import { type BookingsOneDailyRequest, readBookingsOneDay } from './bookings-one-daily-bookings';
import { mergeBookingsOneProfile } from './bookings-one-profile-overrides';
import { type BookingsOneCallOptions, createBookingsOneSession } from './bookings-one-session';
import { subscribeBookingsOne } from './bookings-one-subscription';
import type { BookingsOneVisitor } from './bookings-one-visitor';
import { type BookingsOneVisitorRequest, readBookingsOneVisitor } from './bookings-one-visitor-lookup';

/**
 * The External API (v1) of one Bookings ONE server with types. Every call is sent once and never repeated, follows no redirect, and
 * throws an AcxError that tells whether it took effect.
 */
export interface BookingsOneClient {
  readonly providerId: string;
  /**
   * Whether the server answers and takes our token. What it answers is not known, so JSON and text are passed on as
   * they are; `undefined` when it is empty.
   * @throws ResponseValidationError for an HTML page or JSON that is cut off.
   */
  information(options?: BookingsOneCallOptions): Promise<unknown>;
  /**
   * Asks the server to call `callUrl` for every new or updated appointment.
   * @throws InvalidInputError when it is no http(s) address.
   */
  subscribe(request: { readonly callUrl: string }, options?: BookingsOneCallOptions): Promise<void>;
  /**
   * The bookings of one resource on one of its days.
   * @param request.date `yyyy-MM-dd` of the resource's own zone.
   * @param request.timeZone IANA zone of the resource, in which times without an offset are read.
   * @throws InvalidInputError for a date or a zone that does not exist.
   * @throws ResponseValidationError for an answer that is no list, has more than 5000 items, or one of another resource.
   */
  dailyBookings(request: BookingsOneDailyRequest, options?: BookingsOneCallOptions): Promise<BookingsOneDay>;
  /**
   * The visitor of a registration code. `undefined` when the server knows none (404). On some servers the question itself checks the
   * visitor in or out, so it counts as a write.
   * @param request.timeZone IANA zone in which times without an offset are read; without it, a visitor with such times is `unrecognised`.
   */
  visitor(
    request: BookingsOneVisitorRequest,
    options?: BookingsOneCallOptions,
  ): Promise<BookingsOneVisitor | undefined>;
}

/** A client together with the connections that it has made. */
export interface BookingsOneConnectedClient extends BookingsOneClient {
  /** No further call is made; one that is under way ends by itself, or at once where `tls` is set. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * A client for one server.
 * @throws ConfigurationError that lists every problem of the options.
 */
export function createBookingsOneClient(options: BookingsOneClientOptions): BookingsOneConnectedClient {
  return settingsToBookingsOneClient(
    parseOptions('Options of createBookingsOneClient', bookingsOneClientOptionsSchema, options),
  );
}

/**
 * A client from options that have been read already.
 * @throws ConfigurationError for a base address that would send the token in the clear.
 */
export function settingsToBookingsOneClient(settings: BookingsOneClientSettings): BookingsOneConnectedClient {
  const { id: providerId, baseUrl, token, auth, timeoutMs, allowPlainHttp } = settings;
  const { clock = systemClock, logger = silentLogger } = settings;
  const profile = mergeBookingsOneProfile(settings.profile);
  const tlsFetch = settings.tls === undefined ? undefined : createTlsFetch(settings.tls);
  const fetch = tlsFetch?.fetch ?? settings.fetch;
  const http = createHttpClient({ providerId, baseUrl, fetch, timeoutMs, allowPlainHttp });
  let closed = false;
  const isClosed = (): boolean => closed;
  const session = createBookingsOneSession({
    providerId,
    profile,
    http,
    baseUrl,
    token,
    auth,
    clock,
    logger,
    isClosed,
  });

  return {
    providerId,
    information: ({ signal, takeTurn } = {}) =>
      session.send({
        operation: 'information',
        method: 'GET',
        path: profile.paths.information,
        takesText: true,
        signal,
        takeTurn,
      }),
    subscribe: ({ callUrl }, callOptions = {}) => subscribeBookingsOne(session, callUrl, callOptions),
    dailyBookings: (request, callOptions = {}) => readBookingsOneDay(session, request, callOptions),
    visitor: (request, callOptions = {}) => readBookingsOneVisitor(session, request, callOptions),
    async close() {
      closed = true;
      await tlsFetch?.close();
    },
  };
}
