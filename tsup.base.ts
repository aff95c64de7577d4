import { fileURLToPath } from 'node:url';
import type { Options } from 'tsup';

/**
 * One build for every package: ESM and CommonJS, each with its own types.
 * Other workspaces are reached through node_modules, as a user reaches them, never through their sources.
 */
export function packageBuild(entry: Record<string, string>): Options {
  return {
    entry,
    format: ['esm', 'cjs'],
    target: 'node20',
    tsconfig: fileURLToPath(new URL('tsconfig.build.json', import.meta.url)),
    dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
    // Entries share their classes, so `instanceof` holds between them.
    splitting: true,
    // Rollup writes the CommonJS chunks; otherwise sucrase would rewrite class fields, `??` and `?.` for old engines.
    treeshake: true,
    sourcemap: true,
    clean: true,
    removeNodeProtocol: false,
  };
}
