import { connect } from 'node:net';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type LoopbackServer, serveOnLoopback } from './serve-on-loopback';
import { DroppedConnection, type SimulatorHandler } from './simulator-handler';
import { toMswHandlers } from './to-msw-handlers';

/** Answers with what it was asked, or does what the path says. */
const simulator: SimulatorHandler = async (request) => {
  const { pathname, search } = new URL(request.url);
  if (pathname.endsWith('/drop')) throw new DroppedConnection();
  if (pathname.endsWith('/bug')) throw new Error('a bug');
  const headers = new Headers({ 'x-type': request.headers.get('content-type') ?? 'none' });
  headers.append('set-cookie', 'a=1');
  headers.append('set-cookie', 'b=2');
  return new Response(`${request.method} ${pathname}${search} ${await request.text()}`, { status: 201, headers });
};
const told = async (response: Response) => [response.status, response.headers.get('x-type'), await response.text()];
const form = { method: 'POST', body: new URLSearchParams({ a: 'ü' }) };
const FORM = 'application/x-www-form-urlencoded;charset=UTF-8';

describe('a simulator on loopback', () => {
  let server: LoopbackServer;
  beforeAll(async () => {
    server = await serveOnLoopback(simulator);
  });
  afterAll(() => server.close());

  it('is asked and answers over real HTTP', async () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const response = await fetch(`${server.url}/a/b?c=1`, form);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await told(response)).toEqual([201, FORM, 'POST /a/b?c=1 a=%C3%BC']);
    expect(await told(await fetch(server.url))).toEqual([201, 'none', 'GET / ']);
  });

  it('takes a path with two slashes for a path, not for another host', async () => {
    expect(await told(await fetch(`${server.url}//elsewhere.example/x`))).toEqual([
      201,
      'none',
      'GET //elsewhere.example/x ',
    ]);
  });

  it('breaks the connection when it is told to', async () => {
    await expect(fetch(`${server.url}/drop`)).rejects.toThrow('fetch failed');
  });

  it('says so when it is broken itself', async () => {
    expect(await told(await fetch(`${server.url}/bug`))).toEqual([
      500,
      null,
      'The simulator itself failed: Error: a bug',
    ]);
  });

  it('closes although a caller keeps its connection open', async () => {
    const own = await serveOnLoopback(simulator);
    const socket = connect(Number(new URL(own.url).port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await own.close();
    await closed;
    await expect(fetch(own.url)).rejects.toThrow('fetch failed');
  });
});

describe('a simulator behind MSW', () => {
  const msw = setupServer();
  beforeAll(() => msw.listen({ onUnhandledRequest: 'error' }));
  afterEach(() => msw.resetHandlers());
  afterAll(() => msw.close());

  it.each(['https://vendor.example/api', 'https://vendor.example/api/'])(
    'gets every request below %s, and no other',
    async (baseUrl) => {
      msw.use(
        http.all('https://vendor.example/*', () => HttpResponse.text('somebody else')),
        ...[],
      );
      msw.use(...toMswHandlers({ http, baseUrl, handler: simulator }));
      expect(await told(await fetch('https://vendor.example/api/a/b?c=1', form))).toEqual([
        201,
        FORM,
        'POST /api/a/b?c=1 a=%C3%BC',
      ]);
      expect(await (await fetch('https://vendor.example/apis/x')).text()).toBe('somebody else');
    },
  );

  it('breaks the connection when it is told to', async () => {
    msw.use(...toMswHandlers({ http, baseUrl: 'https://vendor.example', handler: simulator }));
    await expect(fetch('https://vendor.example/drop')).rejects.toThrow(TypeError);
  });
});
