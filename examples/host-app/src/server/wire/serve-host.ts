import { existsSync } from 'node:fs';
import { createAdaptorServer } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';
import type { HostEnvironment } from '../host-environment';

/** Serves an app, and the built page beside it, on this machine. */
export async function serveHost(
  app: Hono<HostEnvironment>,
  { port, page }: { port: number; page: string },
): Promise<{ readonly close: () => Promise<void> }> {
  // Tests do without a page.
  if (existsSync(page)) app.get('/*', serveStatic({ root: page }));
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (failure) => {
      const isTaken = 'code' in failure && failure.code === 'EADDRINUSE';
      reject(
        isTaken ? new Error(`Port ${port} is in use. Close what uses it, or choose another with --port.`) : failure,
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Streams of server-sent events would never end by themselves.
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
