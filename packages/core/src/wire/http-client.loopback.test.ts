import { createServer } from 'node:http';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConnectionError } from '../errors/connection-error';
import { type Levers, withLevers } from '../testing/simulator/levers';
import { type LoopbackServer, serveOnLoopback } from '../testing/simulator/serve-on-loopback';
import { createHttpClient, type HttpRequest } from './http-client';

let vendor: LoopbackServer;
let levers: Levers;
let things: string[];
beforeEach(async () => {
  things = [];
  const wrapped = withLevers(async (request) => {
    if (request.method === 'POST') things.push(await request.text());
    return new Response(String(things.length));
  });
  levers = wrapped.levers;
  vendor = await serveOnLoopback(wrapped.handler);
});
afterEach(() => vendor.close());

const call = (request: Partial<HttpRequest> = {}, timeoutMs = 5_000, baseUrl = vendor.url) =>
  createHttpClient({ providerId: 'site-1', baseUrl, timeoutMs }).request({
    operation: 'callThings',
    method: 'GET',
    path: '/things',
    ...request,
  });
async function failureOf(work: Promise<unknown>): Promise<{ reason: string; effect: string }> {
  const failure = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(failure instanceof ConnectionError)) throw new Error(`Not a ConnectionError: ${inspect(failure)}`);
  return { reason: failure.reason, effect: failure.effect };
}
const post = { method: 'POST', body: 'x' } as const;

describe('over a real connection', () => {
  it('an answer comes', async () => {
    expect(await call(post)).toMatchObject({ status: 200, text: '1' });
    expect(things).toEqual(['x']);
  });

  it.each([
    ['read', {}, 'none'],
    ['write', post, 'unknown'],
  ] as const)('a %s that nobody answers in time is given up', async (_what, request, effect) => {
    const release = levers.holdNext();
    expect(await failureOf(call(request, 40))).toEqual({ reason: 'timeout', effect });
    release();
  });

  it.each([
    ['read', {}, 'none'],
    ['write', post, 'unknown'],
  ] as const)('a %s whose connection breaks before it is done is told as it is', async (_what, request, effect) => {
    levers.dropRequest();
    expect(await failureOf(call(request))).toEqual({ reason: 'reset', effect });
    expect(things).toEqual([]);
  });

  it('a write whose answer is lost has an effect that nobody knows, and it did take effect', async () => {
    levers.dropAnswer();
    expect(await failureOf(call(post))).toEqual({ reason: 'reset', effect: 'unknown' });
    expect(things).toEqual(['x']);
  });

  it('a refused connection has no effect, not even a write', async () => {
    const closed = await serveOnLoopback(async () => new Response());
    await closed.close();
    expect(await failureOf(call(post, 5_000, closed.url))).toEqual({ reason: 'refused', effect: 'none' });
  });

  it('a server that speaks no TLS is a matter of TLS, and nothing was sent to it', async () => {
    expect(await failureOf(call(post, 5_000, vendor.url.replace('http:', 'https:')))).toEqual({
      reason: 'tls',
      effect: 'none',
    });
    expect(levers.requestCount).toBe(0);
  });

  it('the caller can break a call off while it is under way', async () => {
    const release = levers.holdNext();
    const controller = new AbortController();
    const failure = failureOf(call({ ...post, signal: controller.signal }));
    while (levers.requestCount === 0) await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    expect(await failure).toEqual({ reason: 'aborted', effect: 'unknown' });
    release();
  });

  it('a signal that outlives its calls keeps nothing of them, and a late abort harms nobody', async () => {
    const controller = new AbortController();
    for (let calls = 0; calls < 20; calls += 1) await call({ signal: controller.signal });
    controller.abort();
    expect(await failureOf(call({ signal: controller.signal }))).toEqual({ reason: 'aborted', effect: 'none' });
    expect(levers.requestCount).toBe(20);
  });

  it('the time runs until the last byte: an answer that stops half-way is given up', async () => {
    const half = createServer((_request, response) => {
      response.writeHead(200);
      response.write('half');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => half.once('listening', resolve));
    const address = half.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await failureOf(call({}, 50, `http://127.0.0.1:${port}`))).toEqual({ reason: 'timeout', effect: 'none' });
    half.closeAllConnections();
    half.close();
  });
});
