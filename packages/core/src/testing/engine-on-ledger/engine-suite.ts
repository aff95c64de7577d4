import type { Ledger } from '../../ports/ledger';
import type { DescribeTests, RunTest } from '../conformance/test-runner';

/** An empty ledger that outlives the processes of a host. */
export interface EngineLedgerStore {
  /** One more process' view of the same data, open beside those that are open already. */
  connect(): Promise<Ledger>;
  /** As `connect`, when every process before it is gone. Absent: they are just forgotten. */
  reopen?(): Promise<Ledger>;
  /** Closes everything that is still open and clears it away. */
  close(): Promise<void>;
}

/** What the sections of the suite are written with. */
export interface EngineSuite {
  section(title: string, define: () => void): void;
  /** One test, on a fresh ledger. */
  check(title: string, test: (store: Required<EngineLedgerStore>) => Promise<void>): void;
}

/** Binds the sections to a test runner and a maker of ledgers. */
export function createEngineSuite(options: {
  describe: DescribeTests;
  it: RunTest;
  createLedger: () => Promise<EngineLedgerStore>;
}): EngineSuite {
  const { describe, it, createLedger } = options;
  return {
    section: (title, define) => void describe(title, define),
    check(title, test) {
      it(title, async () => {
        const store = await createLedger();
        const connect = (): Promise<Ledger> => store.connect();
        const reopen = (): Promise<Ledger> => store.reopen?.() ?? store.connect();
        try {
          await test({ connect, reopen, close: () => store.close() });
        } finally {
          await store.close();
        }
      });
    },
  };
}
