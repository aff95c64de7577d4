import { canonicalJson } from '../../../model/json';

/** Rows that were promised in no particular order, in one. */
export function sortedRows(rows: readonly unknown[]): unknown[] {
  return rows
    .map((row): [string, unknown] => [canonicalJson(row), row])
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, row]) => row);
}
