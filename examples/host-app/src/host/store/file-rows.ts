import { readFile, rename, writeFile } from 'node:fs/promises';
import type { HostRows, RowAccess, RowTable } from './host-rows';

/** Rows in one JSON file, written as a whole: enough for one process and some thousand rows. */
export async function openFileRows(path: string): Promise<HostRows> {
  const rows = new Map(await readRows(path));
  let writing: Promise<void> = Promise.resolve();
  const save = (): Promise<void> => {
    const next = writing.then(async () => {
      await writeFile(`${path}.new`, JSON.stringify([...rows]), { mode: 0o600, flush: true });
      await rename(`${path}.new`, path);
    });
    // One that fails does not stop those behind it.
    writing = next.catch(() => {});
    return next;
  };
  const keyOf = (table: RowTable, id: string): string => JSON.stringify([table, id]);
  const set = (key: string, value: unknown): Promise<void> => {
    if (value === undefined) rows.delete(key);
    else rows.set(key, structuredClone(value));
    return save();
  };

  const access: RowAccess = {
    async list(table) {
      return [...rows].flatMap(([key, value]) => {
        const [ofTable, id] = readKey(key);
        return ofTable === table ? [{ id, value: structuredClone(value) }] : [];
      });
    },
    find: async (table, id) => structuredClone(rows.get(keyOf(table, id))),
    put: (table, id, value) => set(keyOf(table, id), value),
    remove: (table, id) => set(keyOf(table, id), undefined),
  };
  return {
    ...access,
    async together(work) {
      const before = new Map<string, unknown>();
      const remember = (table: RowTable, id: string): void => {
        const key = keyOf(table, id);
        if (!before.has(key)) before.set(key, rows.get(key));
      };
      const put: RowAccess['put'] = (table, id, value) => {
        remember(table, id);
        return access.put(table, id, value);
      };
      const remove: RowAccess['remove'] = (table, id) => {
        remember(table, id);
        return access.remove(table, id);
      };
      try {
        return await work({ ...access, put, remove }, undefined);
      } catch (failure) {
        for (const [key, value] of before) await set(key, value);
        throw failure;
      }
    },
    close: () => writing,
  };
}

function readKey(key: string): [table: string, id: string] {
  const [table = '', id = ''] = JSON.parse(key);
  return [table, id];
}

async function readRows(path: string): Promise<[string, unknown][]> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT') return [];
    throw failure;
  }
}
