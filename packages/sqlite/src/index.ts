// Entry `@acx/sqlite`.

export type { Sealer, SealingKeys } from '@acx/core/ledger';
export { createSqliteLedger } from './create-sqlite-ledger';
export { LedgerFileError, type LedgerFileFailure } from './driver/ledger-file-error';
export type {
  SqliteConstructor,
  SqliteDatabase,
  SqliteDriver,
  SqliteStatement,
  SqlValue,
} from './driver/sqlite-driver';
export type { SqliteLedgerOptions } from './options/sqlite-ledger-options';
export type { SqliteLedger } from './sqlite-ledger';
export type { LedgerHealth } from './upkeep/ledger-health';
