import type { DescribeTests, RunTest } from '../../conformance/test-runner';
import { describeBookingSource } from '../describe-booking-source';
import type { SourceWorld } from '../source-world';

/** Runs the suite without a test runner and returns the titles of the tests that fail, as `section > test`. */
export async function failingSourceTests(createWorld: () => Promise<SourceWorld>): Promise<string[]> {
  const tests: { title: string; run: () => Promise<void> }[] = [];
  let defined = Promise.resolve();
  let section = '';
  const describe: DescribeTests = (title, define) => {
    section = title;
    const result = define();
    if (result instanceof Promise) defined = result;
  };
  const it: RunTest = (title, run) => void tests.push({ title: `${section} > ${title}`, run });
  describeBookingSource({ describe, it, name: 'on trial', createWorld });
  await defined;

  const failing: string[] = [];
  for (const { title, run } of tests) await run().catch(() => failing.push(title));
  return failing;
}
