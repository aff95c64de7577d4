import type { DescribeTests, RunTest } from '../../../conformance/test-runner';
import { describeLedger } from '../../describe-ledger';
import type { LedgerWorld } from '../../ledger-world';

/**
 * Runs the suite without a test runner and returns the titles of the tests that fail, as `section > test`.
 * @param isRun Which tests are run, by title. Default: all.
 */
export async function failingLedgerTests(
  createWorld: () => Promise<LedgerWorld>,
  isRun: (title: string) => boolean = () => true,
): Promise<string[]> {
  const tests: { title: string; run: () => Promise<void> }[] = [];
  let section = '';
  const describe: DescribeTests = (title, define) => {
    section = title;
    define();
  };
  const it: RunTest = (title, run) => void tests.push({ title: `${section} > ${title}`, run });
  describeLedger({ describe, it, title: 'on trial', createWorld });

  const failing: string[] = [];
  for (const { title, run } of tests) if (isRun(title)) await run().catch(() => failing.push(title));
  return failing;
}
