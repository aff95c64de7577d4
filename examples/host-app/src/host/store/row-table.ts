import type * as z from 'zod/mini';
import type { RowAccess, RowTable } from './host-rows';

/** Rows of one shape under their ids. */
export interface TypedTable<Row extends { readonly id: string }> {
  list(rows: RowAccess): Promise<Row[]>;
  find(rows: RowAccess, id: string): Promise<Row | undefined>;
  put(rows: RowAccess, row: Row): Promise<void>;
  remove(rows: RowAccess, id: string): Promise<void>;
}

/** Reads rows by a schema: what somebody else has written there is found out at once. */
export function createRowTable<Row extends { readonly id: string }>(
  table: RowTable,
  schema: z.ZodMiniType<Row>,
): TypedTable<Row> {
  return {
    list: async (rows) => (await rows.list(table)).map(({ value }) => schema.parse(value)),
    async find(rows, id) {
      const value = await rows.find(table, id);
      return value === undefined ? undefined : schema.parse(value);
    },
    put: (rows, row) => rows.put(table, row.id, row),
    remove: (rows, id) => rows.remove(table, id),
  };
}
