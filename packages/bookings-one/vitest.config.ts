import { defineConfig } from 'vitest/config';
import { vitestBase } from '../../vitest.base.ts';

export default defineConfig({
  ...vitestBase,
  test: { ...vitestBase.test, include: [...vitestBase.test.include, 'contract/*.test.ts', 'contract/*.contract.ts'] },
});
