import type { Ledger } from '@acx/core';

/** A ledger in PostgreSQL, for any number of machines. */
export interface PostgresLedger extends Ledger {
  /**
   * As `Ledger.transaction`. The work may be run again when somebody else was in the way, so it must do nothing but work on the ledger.
   * @throws ConflictError when others keep being in the way. ConnectionError with the effect `unknown` when the connection broke at the very end.
   */
  transaction: Ledger['transaction'];
  /**
   * As `Ledger.join`: a client of `pg`, a transaction of Kysely, Drizzle or Prisma, or a function `(text, values) => rows`. It must be open, at
   * `READ COMMITTED`, on the database of the ledger. Until it ends it keeps others from the same booking, resource and lanes, so end it soon. On a
   * `ConflictError` or a deadlock run all of it again.
   */
  join(transaction: unknown): Pick<Ledger, 'transaction'>;
  onWake(listener: () => void): () => void;
  /** As `Ledger.takeTurns`, for all machines together, by the clock of the database server. */
  takeTurns: NonNullable<Ledger['takeTurns']>;
  /**
   * Seals every stored credential anew, with the key that is used from now on. Afterwards former keys can be left out, once no machine uses them
   * any more. Resolves with the number of credentials.
   */
  reseal(): Promise<number>;
  /** Takes no more work and finishes what it has. The pool stays open. Safe to call twice. */
  close(): Promise<void>;
}
