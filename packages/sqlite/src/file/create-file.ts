import { open, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ConfigurationError } from '@acx/core';
import { syncFolder } from './sync-file';

/** Only for tests: a database that is gone with its connection. */
export const IN_MEMORY = ':memory:';

/**
 * Makes an empty file that only its owner may read and write, unless there is one. Returns the path with every link resolved, so that one
 * file has one name.
 * @throws ConfigurationError when its folder is not there or may not be written.
 */
export async function createFile(path: string): Promise<string> {
  const folder = await realpath(dirname(resolve(path))).catch(() => undefined);
  if (folder === undefined)
    throw refusal(path, 'lies in a folder that does not exist or may not be read; make it first');
  const plain = join(folder, basename(path));
  try {
    if ((await stat(plain)).isFile()) return await realpath(plain);
  } catch (failure) {
    if (codeOf(failure) !== 'ENOENT') throw refusal(path, 'may not be looked at by this process');
    await makeFile(plain, path);
    return await realpath(plain).catch(() => {
      throw refusal(path, 'is a link to nothing');
    });
  }
  throw refusal(path, 'is no file');
}

async function makeFile(plain: string, path: string): Promise<void> {
  try {
    await (await open(plain, 'wx', 0o600)).close();
  } catch (failure) {
    // Somebody else may have made it just now.
    if (codeOf(failure) !== 'EEXIST') throw refusal(path, 'may not be made by this process; let it write the folder');
  }
  await syncFolder(plain);
}

function codeOf(failure: unknown): unknown {
  return failure instanceof Error && 'code' in failure ? failure.code : undefined;
}

function refusal(path: string, message: string): ConfigurationError {
  return new ConfigurationError({ subject: `The ledger ${path}`, problems: [{ path: 'path', message }] });
}
