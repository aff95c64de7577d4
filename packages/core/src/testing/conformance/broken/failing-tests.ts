import type { ConformanceWorld } from '../conformance-world';
import { describeAccessProvider } from '../describe-access-provider';
import type { DescribeTests, RunTest } from '../test-runner';

/** Runs the suite without a test runner and returns the titles of the tests that fail, as `section > test`. */
export async function failingTests(createWorld: () => Promise<ConformanceWorld>): Promise<string[]> {
  const tests: { title: string; run: () => Promise<void> }[] = [];
  let defined = Promise.resolve();
  let section = '';
  const describe: DescribeTests = (title, define) => {
    section = title;
    const result = define();
    if (result instanceof Promise) defined = result;
  };
  const it: RunTest = (title, run) => void tests.push({ title: `${section} > ${title}`, run });
  describeAccessProvider({ describe, it, name: 'on trial', createWorld });
  await defined;

  const failing: string[] = [];
  for (const { title, run } of tests) await run().catch(() => failing.push(title));
  return failing;
}
