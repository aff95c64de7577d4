import type { DescribeTests, RunTest } from './test-runner';

/**
 * Runs a suite without a test runner and returns the titles of the tests that fail, as `section > test`.
 * @param define Defines the suite with these.
 * @param isRun Which tests are run, by title. Default: all.
 */
export async function failingTests(
  define: (runner: { describe: DescribeTests; it: RunTest }) => void,
  isRun: (title: string) => boolean = () => true,
): Promise<string[]> {
  const tests: { title: string; run: () => Promise<void> }[] = [];
  let defined = Promise.resolve();
  let section = '';
  const describe: DescribeTests = (title, defineSection) => {
    section = title;
    const result = defineSection();
    if (result instanceof Promise) defined = result;
  };
  define({ describe, it: (title, run) => void tests.push({ title: `${section} > ${title}`, run }) });
  await defined;

  const failing: string[] = [];
  for (const { title, run } of tests) if (isRun(title)) await run().catch(() => failing.push(title));
  return failing;
}
