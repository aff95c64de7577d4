import type { PostgresPool } from './postgres-pool';
import type { Row, SqlValue } from './sql';
import { toLedgerError } from './to-ledger-error';

/**
 * One statement on a connection of its own, in no transaction but its own. Resolves with its first row.
 * @throws ConnectionError, ConflictError, LedgerDatabaseError. Whether it took effect is then not known.
 */
export async function queryOnce(
  place: { readonly pool: PostgresPool; readonly schema: string; readonly qualify: (text: string) => string },
  text: string,
  ...values: readonly SqlValue[]
): Promise<Row | undefined> {
  const { pool, schema, qualify } = place;
  const client = await pool.connect().catch((failure: unknown) => {
    throw toLedgerError(failure, { schema, operation: 'connect' });
  });
  client.on('error', ignore);
  let isBroken = true;
  try {
    const { rows } = await client.query(qualify(text), [...values]);
    isBroken = false;
    return rows.find(isRow);
  } catch (failure) {
    throw toLedgerError(failure, { schema, operation: 'statement' });
  } finally {
    client.removeListener('error', ignore);
    client.release(isBroken);
  }
}

function ignore(): void {}

function isRow(row: unknown): row is Row {
  return typeof row === 'object' && row !== null;
}
