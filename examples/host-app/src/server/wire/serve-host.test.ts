import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { freePort } from '../../host/store/wire/free-port';
import type { HostEnvironment } from '../host-environment';
import { serveHost } from './serve-host';

test('a port that is in use is told with what to do', async () => {
  const options = { port: await freePort(), page: 'no-page' };
  const first = await serveHost(new Hono<HostEnvironment>(), options);
  try {
    const second = serveHost(new Hono<HostEnvironment>(), options);
    await expect(second).rejects.toThrow(`Port ${options.port} is in use. Close what uses it`);
  } finally {
    await first.close();
  }
});
