import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';

/** A process that works with a ledger, see `ledger-child.ts`. */
export interface LedgerChild {
  readonly pid: number;
  /** What it has said so far. */
  readonly lines: readonly string[];
  /** Resolves when it has said so many lines, or has ended. */
  said(count: number): Promise<void>;
  /** Ends it as a power cut would, and resolves when it is gone. */
  kill(): Promise<void>;
  /** Lets it end by itself. */
  end(): Promise<void>;
}

const entry = fileURLToPath(new URL('./ledger-child.ts', import.meta.url));
/** Inside of the package, so that the native driver is found. */
const outDir = fileURLToPath(new URL('../../node_modules/.ledger-child', import.meta.url));

/** Bundles the child for plain Node. */
export async function buildChild(): Promise<void> {
  await build({
    entry: { child: entry },
    outDir,
    format: ['esm'],
    outExtension: () => ({ js: '.mjs' }),
    noExternal: [/^@acx\//, /^zod/],
    config: false,
    silent: true,
    clean: true,
  });
}

/** Starts the bundled child. */
export function startChild(path: string, task: 'write' | 'hold'): LedgerChild {
  const child = spawn(process.execPath, [`${outDir}/child.mjs`, path, task], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const gone = ended(child);
  let heard = (): void => {};
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    heard();
  });
  return {
    pid: child.pid ?? 0,
    lines,
    said: (count) =>
      Promise.race([
        gone,
        new Promise<void>((resolve) => {
          heard = () => lines.length >= count && resolve();
          heard();
        }),
      ]),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async end() {
      child.stdin.end();
      await gone;
    },
  };
}

/** When its output has been read to the end, too. */
async function ended(child: ChildProcess): Promise<void> {
  await once(child, 'close');
}
