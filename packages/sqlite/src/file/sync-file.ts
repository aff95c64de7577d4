import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Resolves when the content of the file is on the disk. Not for a file that SQLite has open: closing it here would end SQLite's locks. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Resolves when the name of the file is on the disk, where the system can say so. */
export async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(dirname(path), 'r');
    await folder.sync().finally(() => folder.close());
  } catch {
    // Windows cannot open a folder, and needs not.
  }
}
