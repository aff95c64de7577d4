import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { createIpassanClient, type IpassanClient } from '../wire/ipassan-client';
import type { IpassanClientOptions } from '../wire/ipassan-client-options';

/** A request that the vendor saw. */
export interface SeenRequest {
  readonly line: string;
  readonly body: string;
  readonly authorization: string | null;
  readonly contentType: string | null;
}

/** A vendor whose answers are written by hand in each test. */
export interface TestVendor {
  /** Every request but those for a token, oldest first. */
  readonly seen: SeenRequest[];
  /** Bodies of the requests for a token. */
  readonly tokenRequests: string[];
  /** What a request for a token is answered with; `token-<n>` without a life when unset. */
  answerToken: (count: number) => Response | Promise<Response>;
  /** Answers the next requests of a path, one after the other; the last answer stays. */
  answer(
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    ...answers: (() => Response | Promise<Response>)[]
  ): void;
  client(options?: Partial<IpassanClientOptions>): IpassanClient;
}

export const SITE = '/api/v1/access/site/site-1';
const BASE_URL = 'https://ipassan.com';

/** Starts the vendor for the tests of this file; a request that no test expects fails. */
export function useTestVendor(): TestVendor {
  const server = setupServer();
  const seen: SeenRequest[] = [];
  const tokenRequests: string[] = [];
  const plainToken: TestVendor['answerToken'] = (count) => HttpResponse.json({ access_token: `token-${count}` });

  const vendor: TestVendor = {
    seen,
    tokenRequests,
    answerToken: plainToken,
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
    client: (options) =>
      createIpassanClient({
        id: 'house',
        clientId: 'client-1',
        clientSecret: 's3cret/+ value',
        siteUuid: 'site-1',
        ...options,
      }),
  };

  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterAll(() => server.close());
  const reset = (): void => {
    seen.length = 0;
    tokenRequests.length = 0;
    vendor.answerToken = plainToken;
    server.resetHandlers(
      http.post(`${BASE_URL}/api/v1/token`, async ({ request }) => {
        tokenRequests.push(await request.text());
        return vendor.answerToken(tokenRequests.length);
      }),
    );
  };
  beforeAll(reset);
  afterEach(reset);
  return vendor;
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
