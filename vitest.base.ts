import { fileURLToPath } from 'node:url';
import type { ViteUserConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(`./packages/${path}`, import.meta.url));

/** One test configuration for every package: sources are resolved directly, so tests need no build. */
export const vitestBase = {
  resolve: {
    alias: [
      { find: /^@acx\/([a-z-]+)$/, replacement: source('$1/src/index.ts') },
      { find: /^@acx\/([a-z-]+)\/([a-z-]+)$/, replacement: source('$1/src/$2.ts') },
    ],
  },
  test: {
    include: ['src/**/*.test.ts'],
    unstubGlobals: true,
    // What ends too late hangs: a busy machine is no fault.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // `npm test` sums these files over all packages.
    reporters: ['default', 'json'],
    outputFile: { json: './node_modules/.vitest/results.json' },
  },
} satisfies ViteUserConfig;
