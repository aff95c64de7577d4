import { defineConfig } from 'vitest/config';
import { vitestBase } from './vitest.base.ts';

/** The whole-repository tests; every package has its own. */
export default defineConfig({ ...vitestBase, test: { ...vitestBase.test, include: ['test/**/*.test.ts'] } });
