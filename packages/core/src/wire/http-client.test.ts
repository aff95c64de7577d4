import { inspect } from 'node:util';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ConfigurationError } from '../errors/configuration-error';
import { ConnectionError } from '../errors/connection-error';
import { createHttpClient, type HttpClientOptions, type HttpRequest } from './http-client';

const BASE = 'https://vendor.example/api';
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const clientOf = (options: Partial<HttpClientOptions> = {}) =>
  createHttpClient({ providerId: 'site-1', baseUrl: BASE, ...options });
const call = (request: Partial<HttpRequest> = {}, options: Partial<HttpClientOptions> = {}) =>
  clientOf(options).request({ operation: 'readThings', method: 'GET', path: '/things', ...request });
const answer = (resolver: (request: Request) => Response | Promise<Response>): void =>
  server.use(http.all(`${BASE}/*`, ({ request }) => resolver(request)));
async function failureOf(work: Promise<unknown>): Promise<ConnectionError> {
  const failure = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (failure instanceof ConnectionError) return failure;
  throw new Error(`Not a ConnectionError: ${inspect(failure)}`);
}

describe('what an HTTP request says', () => {
  const seen = async (request: Partial<HttpRequest>, options?: Partial<HttpClientOptions>) => {
    let said = {};
    answer(async (incoming) => {
      const { pathname, search } = new URL(incoming.url);
      const type = incoming.headers.get('content-type');
      said = { line: `${incoming.method} ${pathname}${search}`, type, body: await incoming.text() };
      return HttpResponse.text('ok');
    });
    await call(request, options);
    return said;
  };

  it.each(['/things/1', 'things/1'])('goes to the path below the base address: %s', async (path) => {
    for (const baseUrl of [BASE, `${BASE}/`])
      expect(await seen({ path }, { baseUrl })).toMatchObject({ line: 'GET /api/things/1' });
  });

  it('carries a query', async () => {
    expect(await seen({ query: { page: 2, name: 'a b&c' } })).toMatchObject({
      line: 'GET /api/things?page=2&name=a+b%26c',
    });
  });

  it('carries a form as a form', async () => {
    const body = new URLSearchParams({ a: '1', b: 'ü &' });
    expect(await seen({ method: 'POST', body })).toEqual({
      line: 'POST /api/things',
      type: 'application/x-www-form-urlencoded;charset=UTF-8',
      body: 'a=1&b=%C3%BC+%26',
    });
  });

  it('carries text as it is, with the headers that were given', async () => {
    const headers = { 'content-type': 'application/xml' };
    expect(await seen({ method: 'PUT', body: '<a>ü</a>', headers })).toEqual({
      line: 'PUT /api/things',
      type: 'application/xml',
      body: '<a>ü</a>',
    });
  });

  it('goes through the fetch that was given, or through the global one of the moment', async () => {
    const own: typeof fetch = async () => new Response('own');
    expect((await call({}, { fetch: own })).text).toBe('own');
    const client = clientOf();
    answer(() => HttpResponse.text('global'));
    expect((await client.request({ operation: 'x', method: 'GET', path: 'x' })).text).toBe('global');
  });
});

describe('what an HTTP answer says', () => {
  it.each([200, 201, 400, 401, 404, 409, 429, 500, 503])('is handed on whatever its status is: %d', async (status) => {
    answer(() => new HttpResponse('text', { status, headers: { 'x-more': 'yes' } }));
    const { headers, ...rest } = await call();
    expect([rest, headers.get('x-more')]).toEqual([{ status, text: 'text' }, 'yes']);
  });

  it('may be empty', async () => {
    answer(() => new HttpResponse(null, { status: 204 }));
    expect(await call({ method: 'DELETE' })).toMatchObject({ status: 204, text: '' });
  });

  it.each([
    ['no charset', 'text/html'],
    ['another charset', 'text/html; charset=iso-8859-1'],
    ['no type', undefined],
  ])('is read as UTF-8 with %s', async (_what, type) => {
    answer(
      () =>
        new HttpResponse(new TextEncoder().encode('Zoë 門 😀'), {
          headers: type === undefined ? {} : { 'content-type': type },
        }),
    );
    expect((await call()).text).toBe('Zoë 門 😀');
  });

  it('is read right where a character lies on the border of two chunks, and without its byte order mark', async () => {
    const bytes = new TextEncoder().encode('\ufeffZoë 😀');
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    answer(() => new HttpResponse(stream));
    expect((await call()).text).toBe('Zoë 😀');
  });

  it('is never asked for twice', async () => {
    let calls = 0;
    answer(() => {
      calls += 1;
      return new HttpResponse(null, { status: 503, headers: { 'retry-after': '0' } });
    });
    for (const method of ['GET', 'PUT', 'DELETE'] as const) await call({ method });
    expect(calls).toBe(3);
  });

  it.each([301, 302, 307, 308])('is not followed to another place, and no token goes there: %d', async (status) => {
    const reached: string[] = [];
    server.use(
      http.all('https://elsewhere.example/*', ({ request }) => {
        reached.push(request.url);
        return HttpResponse.text('stolen');
      }),
    );
    answer(() => new HttpResponse(null, { status, headers: { location: 'https://elsewhere.example/x' } }));
    const { headers, ...rest } = await call({ headers: { authorization: 'Bearer CANARY' } });
    expect(rest).toEqual({ status, text: '' });
    expect([headers.get('location'), reached]).toEqual(['https://elsewhere.example/x', []]);
  });
});

describe('an answer that is too large', () => {
  const chunked = (chunks: number, onCancel = () => {}) =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(10));
        chunks -= 1;
        if (chunks === 0) controller.close();
      },
      cancel: onCancel,
    });

  it('is refused by what it announces, before it is read', async () => {
    answer(() => new HttpResponse('x', { headers: { 'content-length': '101' } }));
    const failure = await failureOf(call({}, { maximumAnswerBytes: 100 }));
    expect(failure).toMatchObject({ reason: 'too_large', effect: 'none', isRetryable: true });
  });

  it('is refused by what it brings, and the rest is not waited for', async () => {
    let isCancelled = false;
    const endless = chunked(Number.POSITIVE_INFINITY, () => {
      isCancelled = true;
    });
    const own: typeof fetch = async () => new Response(endless);
    const failure = await failureOf(call({ method: 'POST' }, { maximumAnswerBytes: 100, fetch: own }));
    expect(failure).toMatchObject({ reason: 'too_large', effect: 'unknown' });
    expect(isCancelled).toBe(true);
  });

  it('is not one of exactly the size that is allowed', async () => {
    const own: typeof fetch = async () => new Response(chunked(10));
    expect((await call({}, { maximumAnswerBytes: 100, fetch: own })).text).toHaveLength(100);
    answer(() => new HttpResponse('x'.repeat(100), { headers: { 'content-length': '100' } }));
    expect((await call({}, { maximumAnswerBytes: 100 })).text).toHaveLength(100);
  });
});

describe('what goes wrong', () => {
  it('before anything is sent has no effect: a signal that is aborted already', async () => {
    answer(() => HttpResponse.text('reached'));
    const signal = AbortSignal.abort();
    expect(await failureOf(call({ method: 'POST', signal }))).toMatchObject({
      reason: 'aborted',
      effect: 'none',
      isRetryable: false,
    });
  });

  it.each<[method: HttpRequest['method'], isWrite: boolean | undefined, effect: string]>([
    ['GET', undefined, 'none'],
    ['POST', undefined, 'unknown'],
    ['PUT', undefined, 'unknown'],
    ['PATCH', undefined, 'unknown'],
    ['DELETE', undefined, 'unknown'],
    ['POST', false, 'none'],
    ['GET', true, 'unknown'],
  ])('on a %s (isWrite %s) without an answer has effect %s', async (method, isWrite, effect) => {
    answer(() => HttpResponse.error());
    expect(await failureOf(call({ method, isWrite }))).toMatchObject({
      code: 'connection',
      effect,
      operation: 'readThings',
    });
  });

  it('shows neither token nor body nor address', async () => {
    answer(() => HttpResponse.error());
    const failure = await failureOf(
      call({
        method: 'POST',
        path: '/CANARY',
        headers: { authorization: 'Bearer CANARY' },
        query: { q: 'CANARY' },
        body: 'CANARY',
      }),
    );
    expect(`${inspect(failure, { depth: 9, showHidden: true })}${JSON.stringify(failure)}`).not.toContain('CANARY');
    expect(failure.cause).toBeUndefined();
  });

  it('at the start is refused at the start: an address that would send secrets in the clear', () => {
    expect(() => clientOf({ baseUrl: 'http://vendor.example' })).toThrow(ConfigurationError);
    expect(() => clientOf({ baseUrl: 'no address' })).toThrow(ConfigurationError);
    expect(() => clientOf({ baseUrl: 'http://vendor.example', allowPlainHttp: true })).not.toThrow();
    expect(() => clientOf({ baseUrl: 'http://127.0.0.1:1' })).not.toThrow();
  });
});
