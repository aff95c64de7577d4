import { defineConfig } from 'vitest/config';
import { vitestBase } from './vitest.base.ts';

/** Benchmarks: figures to look at, never a test. */
export default defineConfig({
  ...vitestBase,
  test: {
    include: ['{packages,examples}/*/bench/*.bench.ts'],
    fileParallelism: false,
    reporters: ['dot'],
    execArgv: ['--expose-gc'],
    testTimeout: 600_000,
  },
});
