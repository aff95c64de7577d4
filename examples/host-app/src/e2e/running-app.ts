import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The demo as a process of its own. */
export interface RunningApp {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts it with SQLite in a folder that is gone afterwards, on a free port, with a clock that stands still. */
export async function startApp(main: string, startsAt: string): Promise<RunningApp> {
  const folder = await mkdtemp(join(tmpdir(), 'host-app-'));
  const config = join(folder, 'host.json');
  await writeFile(
    config,
    JSON.stringify({ dataFolder: folder, clock: { startsAt, isStanding: true }, database: 'sqlite', storyStepMs: 20 }),
  );
  const child = spawn(process.execPath, [main, '--config', config], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (data: Buffer): void => {
      said += data.toString();
      const address = /^The page: +(\S+)/m.exec(said)?.[1];
      if (address) resolve(address);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`The app ended with ${code}. It said: ${said}`)));
  });
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
