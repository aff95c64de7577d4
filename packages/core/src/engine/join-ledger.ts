import { ConfigurationError } from '../errors/configuration-error';
import type { EngineContext } from './engine-context';

/** A transaction of the host in which something is to be stored. */
export interface HostTransaction {
  /** In the words of the host's database library; the ledger's package says which it takes. Default: a transaction of the ledger's own. */
  readonly transaction?: unknown;
}

/**
 * The context with the ledger inside the host's transaction, where there is one.
 * @throws ConfigurationError when the ledger has no database in common with the host, or cannot use this transaction.
 */
export function joinLedger(context: EngineContext, { transaction }: HostTransaction): EngineContext {
  if (transaction === undefined) return context;
  const { ledger } = context;
  if (ledger.join === undefined) {
    const message = 'cannot be used: this ledger has no database in common with you; leave it out';
    throw new ConfigurationError({ subject: 'Storing a booking', problems: [{ path: 'transaction', message }] });
  }
  const joined = ledger.join(transaction);
  return { ...context, ledger: { transaction: joined.transaction, close: async () => {} } };
}
