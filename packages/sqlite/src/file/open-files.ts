const KEY = Symbol.for('acx.sqlite.open-files');

/**
 * The files that this process has open as ledgers. A lock belongs to a process: with two copies of SQLite in it, the second would not see
 * the lock of the first, and take it away when it closes the file. So the list is shared by every copy of this package.
 */
export function openFiles(): Set<string> {
  const known: unknown = Reflect.get(globalThis, KEY);
  if (known instanceof Set) return known;
  const files = new Set<string>();
  Reflect.set(globalThis, KEY, files);
  return files;
}
