import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpClient } from './http-client';

let server: Server;
let onRequest: () => void;
beforeEach(async () => {
  server = createServer((_request, response) => {
    response.writeHead(200).write('the first half');
    onRequest();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

describe('an answer that stops half-way', () => {
  it('is given up in time, although nobody holds its request any more', async () => {
    const { port } = server.address() as AddressInfo;
    const arrived = new Promise<void>((resolve) => {
      onRequest = resolve;
    });
    const client = createHttpClient({ providerId: 'site-1', baseUrl: `http://127.0.0.1:${port}`, timeoutMs: 50 });
    const failure = client.request({ operation: 'stall', method: 'GET', path: '/' }).catch((thrown: unknown) => thrown);
    await arrived;
    for (let round = 0; round < 5; round += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      collect();
    }
    expect(await failure).toMatchObject({ code: 'connection', reason: 'timeout' });
  });
});
