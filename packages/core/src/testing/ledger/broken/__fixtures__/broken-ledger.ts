import type { Ledger, LedgerTransaction } from '../../../../ports/ledger';

/** Changes what a sound ledger does. `opening` counts from 0: how often the data was opened before. */
export type AlterLedger = (ledger: Ledger, opening: number) => Ledger;

/** A ledger with one fault, and the tests of the suite that must notice it. */
export interface BrokenLedger {
  /** What is wrong with it: `a ledger that …`. */
  readonly name: string;
  readonly alter: AlterLedger;
  /** Beginnings of the titles of tests that must fail, as `section > test`. */
  readonly caughtBy: readonly string[];
}

/** A fault in what a transaction offers. */
export function alterStores(
  alter: (transaction: LedgerTransaction, opening: number) => Partial<LedgerTransaction>,
): AlterLedger {
  return (ledger, opening) => ({
    transaction: (work) =>
      ledger.transaction((transaction) => work({ ...transaction, ...alter(transaction, opening) })),
    close: () => ledger.close(),
  });
}

/** A fault in one store. */
export function alterStore<Name extends StoreName>(
  name: Name,
  alter: (store: LedgerTransaction[Name], opening: number) => Partial<LedgerTransaction[Name]>,
): AlterLedger {
  return alterStores((transaction, opening) => ({
    [name]: { ...transaction[name], ...alter(transaction[name], opening) },
  }));
}

type StoreName = 'bookings' | 'permissions' | 'grants' | 'lanes' | 'journal' | 'notices' | 'events' | 'storage';
