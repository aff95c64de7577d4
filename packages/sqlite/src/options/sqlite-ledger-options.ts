import { isSealer, parseOptions, type Sealer, type SealingKeys, sealingKeysSchema } from '@acx/core/ledger';
import * as z from 'zod/mini';
import { isSqliteDriver, type SqliteDriver } from '../driver/sqlite-driver';

/** How a ledger in SQLite is made. One of `key`, `seal` and `allowUnsealedCredentials` is needed. */
export interface SqliteLedgerOptions {
  /**
   * The file, on a disk of this machine; made when it is not there, its folder is not. Beside it there are `-lock`, and while it is open
   * `-wal` and `-shm`. For tests also `:memory:`.
   */
  readonly path: string;
  /**
   * What speaks to SQLite: a constructor in the shape of `better-sqlite3`, or a database opened with one. Default: `libsql`, which comes
   * with this package.
   */
  readonly driver?: SqliteDriver;
  /** How long to wait for another program that has the file. Everything in this process waits with it. Default 5000 milliseconds. */
  readonly busyTimeoutMs?: number;
  /** Keys with which credentials that vendors have issued, such as PINs, are sealed by AES-256-GCM. */
  readonly key?: SealingKeys;
  /** In place of `key`: a sealer of the host's own. */
  readonly seal?: Sealer;
  /** In place of `key`: whoever can read the file, or a backup, can read every visitor's PIN. Default false. */
  readonly allowUnsealedCredentials?: boolean;
}

const optionsSchema = z
  .strictObject({
    path: z.string().check(z.minLength(1)),
    driver: z.optional(z.custom<SqliteDriver>(isSqliteDriver, 'must be a constructor or an open database')),
    busyTimeoutMs: z._default(z.int().check(z.minimum(0), z.maximum(600_000)), 5000),
    key: z.optional(sealingKeysSchema),
    seal: z.optional(z.custom<Sealer>(isSealer, 'must be an object with seal and open')),
    allowUnsealedCredentials: z._default(z.boolean(), false),
  })
  .check(
    z.refine(
      ({ key, seal, allowUnsealedCredentials }) => key !== undefined || seal !== undefined || allowUnsealedCredentials,
      {
        path: ['key'],
        message: "is needed to seal visitors' PINs; make 32 random bytes and keep them apart from the file",
      },
    ),
    z.refine(({ key, seal }) => key === undefined || seal === undefined, {
      path: ['seal'],
      message: 'must not be given together with key',
    }),
  );

/** The options with every default filled in. */
export type SqliteLedgerSettings = z.output<typeof optionsSchema>;

/** @throws ConfigurationError that lists every problem at once and repeats no value. */
export function parseSqliteLedgerOptions(options: SqliteLedgerOptions): SqliteLedgerSettings {
  return parseOptions('Options of createSqliteLedger', optionsSchema, options);
}
