import type { DescribeTests, RunTest } from '../conformance/test-runner';
import { bookingCases } from './cases/booking-cases';
import { bookingOrderCases } from './cases/booking-order-cases';
import { eraseCases } from './cases/erase-cases';
import { grantCases } from './cases/grant-cases';
import { halfDoneCases } from './cases/half-done-cases';
import { historyCases } from './cases/history-cases';
import { inboxCases } from './cases/inbox-cases';
import { instantCases } from './cases/instant-cases';
import { joinCases } from './cases/join-cases';
import { journalCases } from './cases/journal-cases';
import { jsonCases } from './cases/json-cases';
import { laneClaimCases } from './cases/lane-claim-cases';
import { laneDueCases } from './cases/lane-due-cases';
import { laneUrgencyCases } from './cases/lane-urgency-cases';
import { largeLedgerCases } from './cases/large-ledger-cases';
import { noticeCases } from './cases/notice-cases';
import { offerCases } from './cases/offer-cases';
import { permissionCases } from './cases/permission-cases';
import { pruneCases } from './cases/prune-cases';
import { raceCases } from './cases/race-cases';
import { recordCases } from './cases/record-cases';
import { storageCases } from './cases/storage-cases';
import { transactionCases } from './cases/transaction-cases';
import { wakeCases } from './cases/wake-cases';
import { createLedgerSuite, type LedgerSuite } from './ledger-suite';
import type { LedgerOffer, LedgerWorld } from './ledger-world';

/** What the suite needs: a test runner by shape, and a maker of worlds. */
export interface LedgerConformanceOptions {
  /** Name of the ledger, for the titles. */
  readonly title: string;
  /** `describe` of the test runner. */
  readonly describe: DescribeTests;
  /** `it` of the test runner. */
  readonly it: RunTest;
  /** What the ledger has of that which it may leave out; default: nothing. The suite says nothing of what it has not. */
  readonly offers?: readonly LedgerOffer[];
  /** Makes an empty ledger. Called at least once per test. */
  readonly createWorld: () => Promise<LedgerWorld>;
}

const sections: readonly ((suite: LedgerSuite) => void)[] = [
  transactionCases,
  halfDoneCases,
  raceCases,
  recordCases,
  jsonCases,
  instantCases,
  bookingCases,
  bookingOrderCases,
  permissionCases,
  grantCases,
  laneClaimCases,
  laneDueCases,
  laneUrgencyCases,
  journalCases,
  noticeCases,
  inboxCases,
  storageCases,
  eraseCases,
  pruneCases,
  largeLedgerCases,
  historyCases,
];

/**
 * The contract of `Ledger` as tests, the same for every ledger. Everything is asked through the port: after a transaction, after one that
 * was undone, after a reopening and from a second view. The random histories print their seed.
 */
export function describeLedger(options: LedgerConformanceOptions): void {
  const { title, describe, it, createWorld, offers = [] } = options;
  describe(`Ledger: ${title}`, () => {
    const suite = createLedgerSuite({ describe, it, createWorld });
    for (const define of sections) define(suite);
    offerCases(suite, offers);
    if (offers.includes('join')) joinCases(suite);
    if (offers.includes('onWake')) wakeCases(suite, offers);
  });
}
