import { isSealer, parseOptions, type Sealer, type SealingKeys, sealingKeysSchema } from '@acx/core/ledger';
import * as z from 'zod/mini';
import { isPostgresPool, type PostgresPool } from '../driver/postgres-pool';
import { SCHEMA_NAME } from '../driver/qualify';

/** How many lanes of an installation may be in hand at once: one number for all, or one for each. */
export type LaneLimit = number | ((providerId: string) => number);

/** How a ledger in PostgreSQL is made. One of `key`, `seal` and `allowUnsealedCredentials` is needed. */
export interface PostgresLedgerOptions {
  /**
   * Connections to a database in UTF-8: a `Pool` of `pg`. Also through a pooler in transaction mode. It stays yours: end it after the ledger, and
   * listen to its `error` event.
   */
  readonly pool: PostgresPool;
  /**
   * Connections on which `LISTEN` works, where `pool` goes through a pooler. One is kept open as long as somebody listens. Default: `pool`.
   */
  readonly listenPool?: PostgresPool;
  /** Where the tables are: small letters, digits and `_`, at most 48. Default `acx`. */
  readonly schema?: string;
  /** Makes and changes the tables where needed. Default true. With `false` run `migratePostgresLedger` as another user. */
  readonly migrate?: boolean;
  /** Keys with which credentials that vendors have issued, such as PINs, are sealed by AES-256-GCM. */
  readonly key?: SealingKeys;
  /** In place of `key`: a sealer of the host's own. */
  readonly seal?: Sealer;
  /** In place of `key`: whoever can read the database, or a backup, can read every visitor's PIN. Default false. */
  readonly allowUnsealedCredentials?: boolean;
  /**
   * Most lanes of an installation that the workers of all machines together have in hand, for installations that take only so many calls at once.
   * Give the same on every machine. Default: each machine only keeps to its own limit.
   */
  readonly lanesAtOnce?: LaneLimit;
}

const poolSchema = z.custom<PostgresPool>(isPostgresPool, 'must be a pool of pg');
const isLaneLimit = (value: unknown): value is LaneLimit =>
  typeof value === 'function' || (typeof value === 'number' && Number.isInteger(value) && value > 0);

const optionsSchema = z
  .strictObject({
    pool: poolSchema,
    listenPool: z.optional(poolSchema),
    schema: z._default(
      z.string().check(z.regex(SCHEMA_NAME, 'must be small letters, digits and "_", at most 48, not "pg_…"')),
      'acx',
    ),
    migrate: z._default(z.boolean(), true),
    key: z.optional(sealingKeysSchema),
    seal: z.optional(z.custom<Sealer>(isSealer, 'must be an object with seal and open')),
    allowUnsealedCredentials: z._default(z.boolean(), false),
    lanesAtOnce: z.optional(z.custom<LaneLimit>(isLaneLimit, 'must be a whole number from 1 on, or a function')),
  })
  .check(
    z.refine(
      ({ key, seal, allowUnsealedCredentials }) => key !== undefined || seal !== undefined || allowUnsealedCredentials,
      {
        path: ['key'],
        message: "is needed to seal visitors' PINs; make 32 random bytes and keep them apart from the database",
      },
    ),
    z.refine(({ key, seal }) => key === undefined || seal === undefined, {
      path: ['seal'],
      message: 'must not be given together with key',
    }),
  );

/** The options with every default filled in. */
export type PostgresLedgerSettings = z.output<typeof optionsSchema>;

/** @throws ConfigurationError that lists every problem at once and repeats no value. */
export function parsePostgresLedgerOptions(options: PostgresLedgerOptions): PostgresLedgerSettings {
  return parseOptions('Options of createPostgresLedger', optionsSchema, options);
}
