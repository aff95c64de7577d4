import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SealingKeys } from '@acx/core/ledger';

/**
 * The key with which PINs and the secrets of integrations are sealed: from the environment, as it should be, or made once and kept in the data
 * folder, readable by its owner only. Then whoever takes the folder has both, so take the environment where it counts.
 */
export async function openSealingKey(dataFolder: string, fromEnvironment?: string): Promise<SealingKeys> {
  return { keyId: 'first', keys: { first: fromEnvironment ?? (await keptKey(join(dataFolder, 'sealing-key'))) } };
}

async function keptKey(path: string): Promise<string> {
  try {
    // Fails where it is there already, so it is never made anew over one that is in use.
    await writeFile(path, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 });
  } catch (failure) {
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'EEXIST')) throw failure;
  }
  return readFile(path, 'utf8');
}
