import { ConfigurationError } from '@acx/core';
import type { PostgresClient } from '../driver/postgres-pool';

/** Runs one statement in the host's transaction. Resolves with its rows, or with an object that has them in `rows`. */
export type HostQuery = (text: string, values: unknown[]) => Promise<unknown>;

/** These have no rows to give; Prisma wants to know that beforehand. */
const COMMAND = /^(?:SAVEPOINT|RELEASE|ROLLBACK)\b/;

/** How a library is known, and how a statement is put to it. */
const libraries: readonly ((transaction: object) => HostQuery | undefined)[] = [
  function prisma(transaction) {
    const [query, execute] = [methodOf(transaction, '$queryRawUnsafe'), methodOf(transaction, '$executeRawUnsafe')];
    if (query === undefined || execute === undefined) return undefined;
    return (text, values) => (COMMAND.test(text) ? execute(text) : query(text, ...values));
  },
  function kysely(transaction) {
    const execute = methodOf(transaction, 'executeQuery');
    const isTransaction = 'isTransaction' in transaction && transaction.isTransaction === true;
    return execute && isTransaction ? (text, values) => execute(toKyselyQuery(text, values)) : undefined;
  },
  function drizzle(transaction) {
    const execute = methodOf(transaction, 'execute');
    const isTransaction = methodOf(transaction, 'rollback') !== undefined;
    return execute && isTransaction ? (text, values) => execute(toDrizzleQuery(text, values)) : undefined;
  },
  function pg(transaction) {
    const query = methodOf(transaction, 'query');
    const isPool = 'totalCount' in transaction;
    return query && !isPool ? (text, values) => query(text, values) : undefined;
  },
];

/**
 * What runs statements in the host's transaction, by the shape of what the host's library calls a transaction.
 *
 * | library | transaction                                              |
 * |---------|----------------------------------------------------------|
 * | pg      | a client on which `BEGIN` was run                        |
 * | Kysely  | what `db.transaction().execute(async (transaction) => …)` gives |
 * | Drizzle | what `db.transaction(async (transaction) => …)` gives    |
 * | Prisma  | what `prisma.$transaction(async (transaction) => …)` gives |
 * | other   | a function that runs one statement: {@link HostQuery}    |
 *
 * @throws ConfigurationError for anything else.
 */
export function toHostClient(transaction: unknown): PostgresClient {
  const query = hostQueryOf(transaction);
  return { query: async (text, values = []) => ({ rows: rowsOf(await query(text, values)) }) };
}

function hostQueryOf(transaction: unknown): HostQuery {
  if (isHostQuery(transaction)) return transaction;
  if (typeof transaction === 'object' && transaction !== null)
    for (const library of libraries) {
      const query = library(transaction);
      if (query !== undefined) return query;
    }
  const message =
    'must be an open transaction: a client of pg, a transaction of Kysely, Drizzle or Prisma, or a function that runs one statement';
  throw new ConfigurationError({ subject: 'Storing a booking', problems: [{ path: 'transaction', message }] });
}

function isHostQuery(value: unknown): value is HostQuery {
  return typeof value === 'function';
}

type Method = (...values: unknown[]) => Promise<unknown>;

function methodOf(target: object, name: string): Method | undefined {
  const method: unknown = Reflect.get(target, name);
  return typeof method === 'function' ? async (...values) => Reflect.apply(method, target, values) : undefined;
}

function rowsOf(answer: unknown): readonly unknown[] {
  if (Array.isArray(answer)) return answer;
  if (typeof answer === 'object' && answer !== null && 'rows' in answer && Array.isArray(answer.rows))
    return answer.rows;
  return [];
}

/** What Kysely's `CompiledQuery.raw` makes. */
function toKyselyQuery(sql: string, parameters: readonly unknown[]): object {
  const query = { kind: 'RawNode', sqlFragments: [sql], parameters: [] };
  return { sql, parameters, query, queryId: { queryId: 'acx' } };
}

/** What Drizzle asks of its own `sql` texts. */
function toDrizzleQuery(sql: string, params: readonly unknown[]): object {
  const query = { toQuery: () => ({ sql, params }) };
  return { getSQL: () => query };
}
