// Entry `@acx/postgres`.

export type { Sealer, SealingKeys } from '@acx/core/ledger';
export { createPostgresLedger } from './create-postgres-ledger';
export { LedgerDatabaseError, type LedgerDatabaseFailure } from './driver/ledger-database-error';
export type {
  PostgresAnswer,
  PostgresClient,
  PostgresNotification,
  PostgresPool,
  PostgresPoolClient,
} from './driver/postgres-pool';
export type { HostQuery } from './host/host-client';
export { migratePostgresLedger } from './migrate-postgres-ledger';
export type { LaneLimit, PostgresLedgerOptions } from './options/postgres-ledger-options';
export type { PostgresLedger } from './postgres-ledger';
