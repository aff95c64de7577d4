import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { createSaltoClient, type SaltoClient } from '../salto-client';
import type { SaltoClientOptions } from '../salto-client-options';
import type { SaltoHttpOptions } from '../salto-transport-options';

/** A request that the vendor saw. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  readonly headers: Headers;
}

/** SHIP over HTTP whose answers are written by hand in each test. */
export interface TestVendor {
  /** Every request, oldest first. */
  readonly seen: SeenRequest[];
  /** Answers the next requests, one after the other; the last answer stays. Text is sent with status 200. */
  answer(...answers: (string | (() => Response | Promise<Response>))[]): void;
  client(options?: Partial<SaltoClientOptions>, transport?: Partial<SaltoHttpOptions>): SaltoClient;
}

export const BASE_URL = 'https://space.example:8100';

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
    answer(...answers) {
      const left = [...answers];
      server.use(
        http.all(`${BASE_URL}/*`, async ({ request }) => {
          const { method, url, headers } = request;
          seen.push({ method, url, headers, body: await request.text() });
          const next = left.length > 1 ? left.shift() : left[0];
          return typeof next === 'function' ? next() : new HttpResponse(next);
        }),
      );
    },
    client: (options, transport) =>
      createSaltoClient({ id: 'house', transport: { kind: 'http', baseUrl: BASE_URL, ...transport }, ...options }),
  };
}

/** A successful answer, written by hand. */
export function answerTo(requestName: string, params: string): string {
  return `<?xml version="1.0" encoding="utf-8"?><RequestResponse><RequestName>${requestName}</RequestName><Params>${params}</Params></RequestResponse>`;
}

/** A refusal, written by hand. */
export function refusalOf(requestName: string, code: number | string, message = 'Ada Lovelace'): string {
  return `<?xml version="1.0" encoding="utf-8"?><RequestResponse><RequestName>${requestName}</RequestName><Exception><Code>${code}</Code><Message>${message}</Message></Exception></RequestResponse>`;
}

/** All items of a list. */
export async function collect<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}

/** What a failing call was rejected with. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => new Error('The call should have failed.'),
    (failure: unknown) => failure,
  );
}
