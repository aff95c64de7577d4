import { frozenCopy } from './frozen-copy';
import type { UndoLog } from './undo-log';

/** Rows of plain JSON by key, found through named indexes, every step undoable. They are copied on the way in and cannot be changed. */
export interface MemoryTable<Row, IndexName extends string> {
  get(key: string): Row | undefined;
  /** Rows that carry this text in the index, in no particular order. */
  find(index: IndexName, text: string): Row[];
  set(row: Row): void;
  delete(key: string): void;
  values(): IterableIterator<Row>;
}

/** @param options.indexes For each index, the texts under which a row is found. */
export function createMemoryTable<Row, IndexName extends string>(options: {
  keyOf: (row: Row) => string;
  indexes: Readonly<Record<IndexName, (row: Row) => readonly string[]>>;
  undoLog: UndoLog;
}): MemoryTable<Row, IndexName> {
  const { keyOf, indexes, undoLog } = options;
  const rows = new Map<string, Row>();
  const indexNames = Object.keys(indexes) as IndexName[];
  const entries = new Map<string, Map<string, Row>>();

  const replace = (key: string, next: Row | undefined): Row | undefined => {
    const former = rows.get(key);
    if (former !== undefined) {
      rows.delete(key);
      for (const entry of entriesOf(former)) {
        entries.get(entry)?.delete(key);
        if (entries.get(entry)?.size === 0) entries.delete(entry);
      }
    }
    if (next !== undefined) {
      rows.set(key, next);
      for (const entry of entriesOf(next)) {
        const found = entries.get(entry);
        if (found === undefined) entries.set(entry, new Map([[key, next]]));
        else found.set(key, next);
      }
    }
    return former;
  };
  const entriesOf = (row: Row): string[] =>
    indexNames.flatMap((name) => indexes[name](row).map((text) => `${name}\n${text}`));

  return {
    get: (key) => rows.get(key),
    find: (index, text) => [...(entries.get(`${index}\n${text}`)?.values() ?? [])],
    set(row) {
      const key = keyOf(row);
      const former = replace(key, frozenCopy(row));
      undoLog.remember(() => replace(key, former));
    },
    delete(key) {
      const former = replace(key, undefined);
      if (former !== undefined) undoLog.remember(() => replace(key, former));
    },
    values: () => rows.values(),
  };
}
