import { randomUUID } from 'node:crypto';
import { ConfigurationError, ConflictError, type LedgerTransaction } from '@acx/core';
import { type CredentialVault, createAesGcmSealer, createCredentialVault } from '@acx/core/ledger';
import { createQualifier } from './driver/qualify';
import { textOf } from './driver/read-row';
import { firstRow, type Sql } from './driver/sql';
import { joinTransaction } from './host/join-transaction';
import { lockSpaceOf } from './locks/lock-name';
import { allMigrations } from './migrations/all-migrations';
import { checkSchemaVersion, readSchemaVersion, runMigrations } from './migrations/run-migrations';
import {
  type PostgresLedgerOptions,
  type PostgresLedgerSettings,
  parsePostgresLedgerOptions,
} from './options/postgres-ledger-options';
import type { PostgresLedger } from './postgres-ledger';
import { createPostgresTurns } from './stores/postgres-turns';
import { pruneEnded } from './stores/prune-ended';
import type { Aftermath } from './stores/store-context';
import { openLedgerTransaction, type TransactionParts } from './transactions/ledger-transaction';
import { runTransaction, type TransactionPlace } from './transactions/run-transaction';
import { checkStoredCredentials, resealCredentials } from './upkeep/stored-credentials';
import { createWakeAnnouncer, wakeChannelOf } from './wake/wake-announcer';
import { createWakeListener } from './wake/wake-listener';

/** Everybody on the ledger looks by themselves at least so often: what is due later needs no announcement. */
const LOOKED_AT_ANYWAY_MS = 60_000;

/**
 * Opens a durable ledger on PostgreSQL 13 or newer. Any number of processes, on any number of machines, may have it open.
 * @throws ConfigurationError for wrong options, a schema of another version, a server that does not keep what it confirms, and credentials that
 * cannot be opened.
 * @throws ConnectionError, LedgerDatabaseError when the database cannot be used.
 */
export async function createPostgresLedger(options: PostgresLedgerOptions): Promise<PostgresLedger> {
  const settings = parsePostgresLedgerOptions(options);
  const { key, seal, pool, schema, migrate } = settings;
  const vault = createCredentialVault(key === undefined ? seal : createAesGcmSealer(key));
  const place: TransactionPlace = { pool, schema, qualify: createQualifier(schema) };
  await runTransaction(place, async (sql) => {
    await checkServer(sql, schema);
    const stored = await readSchemaVersion(sql, schema);
    if (migrate && stored < allMigrations.length)
      await runMigrations(sql, { schema, space: lockSpaceOf(schema), migrations: allMigrations });
    else checkSchemaVersion(schema, stored, allMigrations);
    if (await checkStoredCredentials(sql, schema, vault)) await resealCredentials(sql, vault);
  });
  return startLedger(settings, place, vault);
}

function startLedger(
  settings: PostgresLedgerSettings,
  place: TransactionPlace,
  vault: CredentialVault,
): PostgresLedger {
  const { pool, listenPool = pool, schema, lanesAtOnce } = settings;
  const lanesOf = typeof lanesAtOnce === 'number' ? () => lanesAtOnce : lanesAtOnce;
  const parts: TransactionParts = { space: lockSpaceOf(schema), vault, ...(lanesOf && { lanesOf }) };
  const [channel, sender] = [wakeChannelOf(schema), randomUUID()];
  const announcer = createWakeAnnouncer({ pool, channel, sender });
  const listener = createWakeListener({ pool: listenPool, channel, sender });
  const takeTurns = createPostgresTurns(place);
  const open = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  const track = <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (closing !== undefined) return Promise.reject(closedError(schema));
    const result = work();
    const done: Promise<unknown> = result.catch(() => {}).finally(() => open.delete(done));
    open.add(done);
    return result;
  };
  const run = async <Result>(work: (transaction: LedgerTransaction) => Promise<Result>): Promise<Result> => {
    let aftermath: Aftermath = {};
    const result = await runTransaction(place, async (scope, wanted) => {
      aftermath = {};
      return work(await openLedgerTransaction(scope, parts, { mayRestart: true, wanted, aftermath }));
    });
    if (isToBeAnnounced(aftermath)) announcer.announce();
    await pruneRest(place, aftermath);
    return result;
  };

  return {
    transaction: (work) => track(() => run(work)),
    join: (transaction) => {
      const joined = joinTransaction({ ...place, channel }, parts, transaction);
      return { transaction: (work) => track(() => joined.transaction(work)) };
    },
    onWake: (listen) => listener.add(listen),
    takeTurns: (request) => track(() => takeTurns(request)),
    reseal: () => track(() => runTransaction(place, (sql) => resealCredentials(sql, vault))),
    close() {
      closing ??= (async () => {
        await Promise.all(open);
        await announcer.settled();
        await listener.close();
      })();
      return closing;
    },
  };
}

function isToBeAnnounced({ wakesAt }: Aftermath): boolean {
  return wakesAt !== undefined && (wakesAt === '' || Date.parse(wakesAt) < Date.now() + LOOKED_AT_ANYWAY_MS);
}

/** What did not fit into the transaction that pruned goes in further ones, each short. */
async function pruneRest(place: TransactionPlace, { prunedBefore }: Aftermath): Promise<void> {
  if (prunedBefore === undefined) return;
  try {
    while (await runTransaction(place, (sql) => pruneEnded(sql, prunedBefore)));
  } catch {
    // What was asked for is committed; the next time takes the rest.
  }
}

async function checkServer(sql: Sql, schema: string): Promise<void> {
  const row = await firstRow(
    sql.query(
      "SELECT current_setting('server_encoding') AS encoding, current_setting('synchronous_commit') AS commits",
    ),
  );
  const problems: { path: string; message: string }[] = [];
  if (row !== undefined && textOf(row, 'encoding') !== 'UTF8')
    problems.push({ path: 'pool', message: 'must lead to a database with the encoding UTF8' });
  if (row !== undefined && textOf(row, 'commits') === 'off')
    problems.push({
      path: 'pool',
      message: 'leads to a server that may lose what it has confirmed; set synchronous_commit to on',
    });
  if (problems.length > 0) throw new ConfigurationError({ subject: `The ledger in schema ${schema}`, problems });
}

function closedError(schema: string): ConflictError {
  const message = `The ledger in schema ${schema} has been closed, so nothing was done. Stop the access control before its ledger.`;
  return new ConflictError({ what: 'ledger', message });
}
