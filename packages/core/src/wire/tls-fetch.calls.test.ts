import { X509Certificate } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { MockAgent } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { ConnectionError } from '../errors/connection-error';
import { issueCertificate, type PrivateTlsServer, servePrivateTls } from './__fixtures__/private-tls-server';
import { createHttpClient, type HttpAnswer, type HttpClientOptions, type HttpRequest } from './http-client';
import { createTlsFetch, type TlsFetch } from './tls-fetch';

const certificate = await issueCertificate();
const { fingerprint256 } = new X509Certificate(certificate.cert);

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function serve(answer?: Parameters<typeof servePrivateTls>[1]): Promise<PrivateTlsServer> {
  const server = await servePrivateTls(certificate, answer);
  closers.push(server.close);
  return server;
}

function connect(): TlsFetch {
  const tlsFetch = createTlsFetch({ fingerprint256 });
  closers.push(tlsFetch.close);
  return tlsFetch;
}

function call(
  baseUrl: string,
  { fetch }: TlsFetch,
  request: Partial<HttpRequest> = {},
  options: Partial<HttpClientOptions> = {},
): Promise<HttpAnswer> {
  const client = createHttpClient({ providerId: 'site-1', baseUrl, fetch, ...options });
  return client.request({ operation: 'callThings', method: 'GET', path: 'things', ...request });
}

async function failureOf(work: Promise<unknown>): Promise<{ reason: string; effect: string } | string> {
  const failure = await work.then(
    () => 'It worked.',
    (thrown: unknown) => thrown,
  );
  return failure instanceof ConnectionError ? { reason: failure.reason, effect: failure.effect } : String(failure);
}

const post = { method: 'POST', body: 'x' } as const;
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Looks again and again, for at most a second: less than any connection lives by itself. */
async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 1_000;
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error('It never came true.');
    await nextTurn();
  }
}

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
async function collectGarbage(): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    await nextTurn();
    collect();
  }
}

describe('what is sent', () => {
  it('a text with accents arrives as it was, with its length and not in chunks', async () => {
    const server = await serve();
    const text = 'Zoë, Łódź, 東京, 🚪 & <b>';
    expect(await call(server.url, connect(), { method: 'POST', body: text })).toMatchObject({ text });
    const { headers } = server.lastRequest ?? {};
    expect(headers).toMatchObject({
      'content-length': String(Buffer.byteLength(text)),
      'content-type': 'text/plain;charset=UTF-8',
    });
    expect(headers).not.toHaveProperty('transfer-encoding');
  });

  it('method, path, query, headers and a form arrive, too', async () => {
    const server = await serve();
    await call(server.url, connect(), {
      method: 'PUT',
      path: 'things/a%20b',
      query: { page: 2 },
      headers: { 'x-key': 'k' },
      body: new URLSearchParams({ naïve: 'é' }),
    });
    expect(server.requests).toEqual(['PUT /things/a%20b?page=2 na%C3%AFve=%C3%A9']);
    expect(server.lastRequest?.headers).toMatchObject({
      'x-key': 'k',
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    });
  });

  it.each(['GET', 'POST', 'DELETE'] as const)('a %s without a body has none', async (method) => {
    const server = await serve();
    await call(server.url, connect(), { method });
    expect(server.requests).toEqual([`${method} /things`]);
  });

  it('a request object and what is given beside it are taken together', async () => {
    const server = await serve();
    const request = new Request(`${server.url}/things`, { method: 'POST', body: 'x', headers: { 'x-key': 'k' } });
    const answer = await connect().fetch(request, { method: 'PATCH' });
    expect(await answer.text()).toBe('x');
    expect(server.requests).toEqual(['PATCH /things x']);
    expect(server.lastRequest?.headers).toMatchObject({ 'x-key': 'k' });
  });

  it('a dispatcher that is given along does not replace the verified connection', async () => {
    const server = await serve();
    const dispatcher = new MockAgent();
    dispatcher.disableNetConnect();
    closers.push(() => dispatcher.close());
    const options: RequestInit = {};
    Object.assign(options, { dispatcher });
    expect(await connect().fetch(server.url, options)).toMatchObject({ status: 200 });
  });
});

describe('what comes back', () => {
  it("is the platform's own", async () => {
    const server = await serve((response) => {
      response.writeHead(418, 'Short and stout', [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ]);
      response.end('café');
    });
    const answer = await connect().fetch(server.url);
    expect(answer).toBeInstanceOf(Response);
    expect(answer.headers).toBeInstanceOf(Headers);
    expect(answer).toMatchObject({ status: 418, statusText: 'Short and stout' });
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await answer.text()).toBe('café');
  });

  it.each([204, 304])('%d has no body', async (status) => {
    const server = await serve((response) => response.writeHead(status).end());
    expect(await call(server.url, connect())).toMatchObject({ status, text: '' });
  });

  it('a redirect is an answer; nobody follows it', async () => {
    const server = await serve((response) => response.writeHead(307, { location: '/elsewhere' }).end());
    const tlsFetch = connect();
    expect(await call(server.url, tlsFetch, post)).toMatchObject({ status: 307, text: '' });
    expect(await tlsFetch.fetch(server.url, { redirect: 'follow' })).toMatchObject({ status: 307 });
    expect(server.requests).toEqual(['POST /things x', 'GET /']);
  });

  it.each([true, false])('an answer longer than allowed is refused (length told: %s)', async (isLengthTold) => {
    const server = await serve((response) => {
      if (!isLengthTold) response.write('0123456789');
      response.end('0123456789');
    });
    const failure = failureOf(call(server.url, connect(), post, { maximumAnswerBytes: 9 }));
    expect(await failure).toEqual({ reason: 'too_large', effect: 'unknown' });
  });

  it('is complete even if garbage is collected before it is read', async () => {
    const server = await serve((response) => response.end('x'.repeat(300_000)));
    const answer = await connect().fetch(server.url);
    await collectGarbage();
    expect(await answer.text()).toHaveLength(300_000);
  });
});

describe('a call that ends early', () => {
  const silent = (): void => {};

  it('is given up when its time is over', async () => {
    const server = await serve(silent);
    const tlsFetch = connect();
    expect(await failureOf(call(server.url, tlsFetch, {}, { timeoutMs: 40 }))).toEqual({
      reason: 'timeout',
      effect: 'none',
    });
    expect(await failureOf(call(server.url, tlsFetch, post, { timeoutMs: 40 }))).toEqual({
      reason: 'timeout',
      effect: 'unknown',
    });
  });

  it('is given up when its answer stops half-way, whatever garbage is collected meanwhile', async () => {
    const server = await serve((response) => void response.writeHead(200).write('half'));
    const failure = failureOf(call(server.url, connect(), {}, { timeoutMs: 50 }));
    await until(() => server.requests.length === 1);
    await collectGarbage();
    expect(await failure).toEqual({ reason: 'timeout', effect: 'none' });
  });

  it('can be broken off by the caller, and its connection is not used again', async () => {
    let isSilent = true;
    const server = await serve((response) => {
      if (!isSilent) response.end('ok');
    });
    const tlsFetch = connect();
    const controller = new AbortController();
    const failure = failureOf(call(server.url, tlsFetch, { ...post, signal: controller.signal }));
    await until(() => server.requests.length === 1);
    controller.abort();
    expect(await failure).toEqual({ reason: 'aborted', effect: 'unknown' });
    isSilent = false;
    expect(await call(server.url, tlsFetch)).toMatchObject({ text: 'ok' });
    expect(server.connectionCount).toBe(2);
  });

  it('sends nothing when it was broken off before', async () => {
    const server = await serve();
    const signal = AbortSignal.abort();
    await expect(connect().fetch(server.url, { ...post, signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect(server.connectionCount).toBe(0);
  });
});

describe('the connection', () => {
  it('is kept for the next calls', async () => {
    const server = await serve();
    const tlsFetch = connect();
    for (let calls = 0; calls < 10; calls += 1) await call(server.url, tlsFetch, post);
    // Where the next call comes before the end of the last answer is worked off, there is a second one.
    expect(server.connectionCount).toBeLessThanOrEqual(2);
  });

  it('ends with close, however often', async () => {
    const server = await serve();
    const tlsFetch = connect();
    await Promise.all([call(server.url, tlsFetch), call(server.url, tlsFetch)]);
    expect(await server.openConnections()).toBe(2);
    await tlsFetch.close();
    await tlsFetch.close();
    await until(async () => (await server.openConnections()) === 0);
  });

  it('ends with close under a call, whose effect is then unknown', async () => {
    const server = await serve(() => {});
    const tlsFetch = connect();
    const failure = failureOf(call(server.url, tlsFetch, post));
    await until(() => server.requests.length === 1);
    await tlsFetch.close();
    expect(await failure).toEqual({ reason: 'aborted', effect: 'unknown' });
    await until(async () => (await server.openConnections()) === 0);
  });

  it('ends with close in the middle of a handshake', async () => {
    let connections = 0;
    const deaf: Server = createServer((socket) => {
      connections += 1;
      socket.on('error', () => {});
      socket.resume();
      socket.once('close', () => {
        connections -= 1;
      });
    });
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
    closers.push(() => new Promise((resolve) => void deaf.close(() => resolve())));
    const address = deaf.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const tlsFetch = connect();
    const failure = failureOf(call(`https://127.0.0.1:${port}`, tlsFetch, post));
    await until(() => connections === 1);
    await tlsFetch.close();
    await until(() => connections === 0);
    expect(await failure).toMatchObject({ reason: 'aborted' });
  });

  it('is not opened again after close', async () => {
    const server = await serve();
    const used = connect();
    await call(server.url, used);
    const unused = connect();
    for (const tlsFetch of [used, unused]) {
      await tlsFetch.close();
      expect(await failureOf(call(server.url, tlsFetch, post))).toEqual({ reason: 'aborted', effect: 'none' });
    }
    expect(server.connectionCount).toBe(1);
  });
});
