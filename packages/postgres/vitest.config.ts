import { defineConfig } from 'vitest/config';
import { vitestBase } from '../../vitest.base.ts';

export default defineConfig({
  ...vitestBase,
  test: { ...vitestBase.test, globalSetup: ['src/__fixtures__/start-server.ts'] },
});
