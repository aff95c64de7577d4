import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LoopbackServer, serveOnLoopback } from './serve-on-loopback';
import { DroppedConnection, type SimulatorHandler } from './simulator-handler';

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
