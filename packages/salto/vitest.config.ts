import { defineConfig } from 'vitest/config';
import { vitestBase } from '../../vitest.base.ts';

export default defineConfig({
  ...vitestBase,
  test: {
    ...vitestBase.test,
    include: [...vitestBase.test.include, 'contract/*.test.ts', 'contract/*.contract.ts'],
    // Ten thousand histories are half of all the work there is: two at a time, also on a machine of two cores.
    maxWorkers: 2,
  },
});
