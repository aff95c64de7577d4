import type { DescribeTests, RunTest } from '../conformance/test-runner';
import { createLedgerStage, type LedgerStage } from './ledger-stage';
import type { LedgerWorld } from './ledger-world';

/** What the sections of the suite are written with. */
export interface LedgerSuite {
  section(title: string, define: () => void): void;
  /** One test, in a fresh world. */
  check(title: string, test: (stage: LedgerStage) => Promise<void>): void;
  /** One test that makes its worlds by itself. */
  checkWorlds(title: string, test: (createWorld: () => Promise<LedgerWorld>) => Promise<void>): void;
}

/** Binds the sections to a test runner and a maker of worlds. */
export function createLedgerSuite(options: {
  describe: DescribeTests;
  it: RunTest;
  createWorld: () => Promise<LedgerWorld>;
}): LedgerSuite {
  const { describe, it, createWorld } = options;
  return {
    section: (title, define) => {
      describe(title, define);
    },
    check(title, test) {
      it(title, async () => {
        const world = await createWorld();
        try {
          await test(createLedgerStage(world));
        } finally {
          await world.close();
        }
      });
    },
    checkWorlds(title, test) {
      it(title, () => test(createWorld));
    },
  };
}
