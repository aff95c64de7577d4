import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of one test. */
export interface TemporaryFolder {
  /** The ledger in it. */
  readonly path: string;
  file(name: string): string;
  /** True when the text stands in any of its files as it is. */
  holds(text: string): Promise<boolean>;
  remove(): Promise<void>;
}

/** In memory where there is such a place: no test cuts the power, so none has to wait for a disk. */
const parent = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** An empty folder that nobody else uses. */
export async function createTemporaryFolder(): Promise<TemporaryFolder> {
  const folder = await mkdtemp(join(parent, 'acx-sqlite-'));
  return {
    path: join(folder, 'ledger.db'),
    file: (name) => join(folder, name),
    async holds(text) {
      // Not the lock: who closes it ends the lock.
      const names = (await readdir(folder)).filter((name) => !name.endsWith('-lock'));
      const contents = await Promise.all(names.map((name) => readFile(join(folder, name))));
      return contents.some((content) => content.includes(text));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
