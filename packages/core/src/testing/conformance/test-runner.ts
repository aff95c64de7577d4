/** The part of a test runner that the suites need: `describe` of Vitest or `node:test`. The callback may be asynchronous. */
export type DescribeTests = (title: string, define: () => void | Promise<void>) => unknown;

/** The part of a test runner that the suites need: `it` of Vitest or `node:test`. */
export type RunTest = (title: string, run: () => Promise<void>) => unknown;
