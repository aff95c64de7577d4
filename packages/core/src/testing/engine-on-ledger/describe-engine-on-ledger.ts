import type { DescribeTests, RunTest } from '../conformance/test-runner';
import { bookingLifeCases } from './cases/booking-life-cases';
import { brakeCases } from './cases/brake-cases';
import { crashCases } from './cases/crash-cases';
import { doorCases } from './cases/door-cases';
import { erasureCases } from './cases/erasure-cases';
import { healthCases } from './cases/health-cases';
import { historyCases } from './cases/history-cases';
import { restartCases } from './cases/restart-cases';
import { urgencyCases } from './cases/urgency-cases';
import { visitCases } from './cases/visit-cases';
import { workerCases } from './cases/worker-cases';
import { createEngineSuite, type EngineLedgerStore, type EngineSuite } from './engine-suite';

/** What the suite needs: a test runner by shape, and a maker of ledgers. */
export interface EngineOnLedgerOptions {
  /** Name of the ledger, for the titles. */
  readonly title: string;
  /** `describe` of the test runner. */
  readonly describe: DescribeTests;
  /** `it` of the test runner. */
  readonly it: RunTest;
  /** Makes an empty ledger. Called once per test. */
  readonly createLedger: () => Promise<EngineLedgerStore>;
}

const sections: readonly ((suite: EngineSuite) => void)[] = [
  bookingLifeCases,
  visitCases,
  historyCases,
  crashCases,
  restartCases,
  workerCases,
  urgencyCases,
  brakeCases,
  doorCases,
  erasureCases,
  healthCases,
];

/**
 * The laws of the engine that depend on its ledger, played with fake vendors on any ledger: `describeLedger` asks whether it keeps its
 * contract, this asks whether the doors are right in the end. Takes no time but that of the ledger. Random histories have their seed in the
 * title; `ACX_SEED` repeats one.
 */
export function describeEngineOnLedger({ title, describe, it, createLedger }: EngineOnLedgerOptions): void {
  describe(`Engine on a ledger: ${title}`, () => {
    const suite = createEngineSuite({ describe, it, createLedger });
    for (const define of sections) define(suite);
  });
}
