import { defineConfig } from 'vitest/config';
import { vitestBase } from '../../vitest.base.ts';

export default defineConfig({
  ...vitestBase,
  test: {
    ...vitestBase.test,
    globalSetup: ['../../packages/postgres/src/__fixtures__/start-server.ts'],
    // Each file starts processes of its own.
    fileParallelism: false,
  },
});
