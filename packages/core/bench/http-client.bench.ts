import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'vitest';
import { createHttpClient } from '../src/wire/http-client';
import { medianRatio, printResult } from './measure';

test('a REST call through our client against bare fetch', async () => {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.setHeader('content-type', 'application/json').end('{"uuid":"1","name":"Gym"}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createHttpClient({ providerId: 'bench', baseUrl: url });
  const form = () => new URLSearchParams({ person: 'ada', start: '2026-11-21T10:00:00Z' });
  const ours = {
    GET: () => client.request({ operation: 'bench', method: 'GET', path: 'asset' }),
    POST: () => client.request({ operation: 'bench', method: 'POST', path: 'asset', body: form() }),
  };
  const bare = {
    GET: async () => (await fetch(`${url}/asset`)).text(),
    POST: async () => (await fetch(`${url}/asset`, { method: 'POST', body: form() })).text(),
  };
  for (const method of ['GET', 'POST'] as const)
    for (const concurrent of [1, 64]) {
      const many = (call: () => Promise<unknown>) => async () => {
        for (let done = 0; done < 256; done += concurrent) await Promise.all(Array.from({ length: concurrent }, call));
      };
      const { ratio } = await medianRatio(21, many(ours[method]), many(bare[method]));
      printResult(`REST ${method}, ${concurrent} at once: ours ÷ bare fetch`, ratio.toFixed(2), '≤ 1.25');
    }
  server.closeAllConnections();
  server.close();
});
