import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';
import type { House } from '../house-file';

/** A worker in a process of its own. */
export interface WorkerProcess {
  /** Where it takes bookings; absent until it does, and once it is gone. */
  readonly url: string | undefined;
  /** Resolves when it takes bookings, or is gone. */
  readonly ready: Promise<void>;
  /** True when it is gone. */
  readonly hasEnded: boolean;
  /** What it has printed: news first, then complaints. */
  readonly said: readonly string[];
  /** Ends it as a power cut would; resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to stop; resolves when it is gone. `code` is `null` when a signal ended it. */
  stop(): Promise<{ readonly code: number | null }>;
}

/** What a worker is started with: addresses, and its settings by their names in the environment. */
export interface WorkerInput {
  readonly house: House;
  /** Where the file of the house is written. */
  readonly housePath: string;
  readonly settings: Readonly<Record<string, string>>;
}

const entry = fileURLToPath(new URL('../worker.ts', import.meta.url));
/** Inside of the example, so that `pg` and the driver of SQLite are found. */
const outDir = fileURLToPath(new URL('../../node_modules/.worker', import.meta.url));

/** Bundles the worker for plain Node, from the sources of today. */
export async function buildWorker(): Promise<void> {
  await build({
    entry: { worker: entry },
    outDir,
    format: ['esm'],
    outExtension: () => ({ js: '.mjs' }),
    noExternal: [/^@acx\//],
    // Native code and CommonJS stay where they are.
    skipNodeModulesBundle: true,
    config: false,
    silent: true,
    clean: true,
  });
}

/** Starts the bundled worker. */
export async function startWorker({ house, housePath, settings }: WorkerInput): Promise<WorkerProcess> {
  await writeFile(housePath, JSON.stringify(house));
  const child = spawn(process.execPath, [`${outDir}/worker.mjs`, housePath], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], ...settings },
  });
  const said: string[] = [];
  let url: string | undefined;
  let hasEnded = false;
  const closed = once(child, 'close').then(() => {
    url = undefined;
    hasEnded = true;
    return { code: child.exitCode };
  });
  const listening = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(line);
      url = /^listening on (\S+)$/.exec(line)?.[1] ?? url;
      if (url !== undefined) resolve();
    });
  });
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  return {
    get url() {
      return url;
    },
    ready: Promise.race([listening, closed.then(() => undefined)]),
    get hasEnded() {
      return hasEnded;
    },
    said,
    async kill() {
      url = undefined;
      child.kill('SIGKILL');
      await closed;
    },
    stop() {
      child.kill('SIGTERM');
      return closed;
    },
  };
}
