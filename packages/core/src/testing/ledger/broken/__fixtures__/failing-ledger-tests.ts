import { failingTests } from '../../../conformance/failing-tests';
import { describeLedger } from '../../describe-ledger';
import type { LedgerOffer, LedgerWorld } from '../../ledger-world';

/**
 * Titles of the tests of the suite of ledgers that fail.
 * @param isRun Which tests are run, by title. Default: all.
 */
export function failingLedgerTests(
  createWorld: () => Promise<LedgerWorld>,
  isRun?: (title: string) => boolean,
  offers: readonly LedgerOffer[] = [],
): Promise<string[]> {
  return failingTests((runner) => describeLedger({ ...runner, title: 'on trial', createWorld, offers }), isRun);
}
