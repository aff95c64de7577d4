import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type BookingsOneConnectedClient, createBookingsOneClient } from '../bookings-one-client';
import type { BookingsOneClientOptions } from '../bookings-one-client-options';

/** A request that the vendor saw. */
export interface SeenRequest {
  /** Method, path and query. */
  readonly line: string;
  readonly body: string;
  readonly authorization: string | null;
  readonly contentType: string | null;
}

/** A vendor whose answers are written by hand in each test. */
export interface TestVendor {
  /** Every request, oldest first. */
  readonly seen: SeenRequest[];
  /** Answers the next requests of a path, one after the other; the last answer stays. */
  answer(method: 'get' | 'post', path: string, ...answers: (() => Response | Promise<Response>)[]): void;
  client(options?: Partial<BookingsOneClientOptions>): BookingsOneConnectedClient;
}

export const BASE_URL = 'https://one.example';
export const INFORMATION = '/API/external/system/v1/information';
export const SUBSCRIPTION = '/API/external/booking/v1/subscription';
export const DAILY = '/API/external/booking/v1/resource/12/daily';
export const VISITOR = '/API/external/receptionist/v1/visitor';

/** An answer in JSON. */
export const json = (body: unknown, init?: ResponseInit) => (): Response =>
  new HttpResponse(JSON.stringify(body), { headers: { 'content-type': 'application/json' }, ...init });

/** Starts the vendor for the tests of this file; a request that no test expects fails. */
export function useTestVendor(): TestVendor {
  const server = setupServer();
  const seen: SeenRequest[] = [];

  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterAll(() => server.close());
  afterEach(() => {
    seen.length = 0;
    server.resetHandlers();
  });

  return {
    seen,
    answer(method, path, ...answers) {
      const left = [...answers];
      server.use(
        http[method](`${BASE_URL}${path}`, async ({ request }) => {
          const { pathname, search } = new URL(request.url);
          seen.push({
            line: `${request.method} ${pathname}${search}`,
            body: await request.text(),
            authorization: request.headers.get('authorization'),
            contentType: request.headers.get('content-type'),
          });
          const next = left.length > 1 ? left.shift() : left[0];
          return next === undefined ? new Response(null, { status: 204 }) : next();
        }),
      );
    },
    client: (options) => createBookingsOneClient({ id: 'house', baseUrl: BASE_URL, token: 's3cret-T0ken', ...options }),
  };
}

/** What a failing call was rejected with. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => new Error('The call should have failed.'),
    (failure: unknown) => failure,
  );
}
