import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { vitestBase } from '../../../../vitest.base.ts';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Builds server and page as they are now, from the sources of all packages, so that no older build is tried by mistake.
 *
 * @returns the file that starts it
 */
export async function buildApp(): Promise<string> {
  // Inside of node_modules, where the server still finds what it depends on.
  const outDir = folder('../../node_modules/.e2e');
  await build({
    configFile: false,
    logLevel: 'error',
    root: folder('../..'),
    resolve: vitestBase.resolve,
    ssr: { noExternal: [/^@acx\//] },
    build: { ssr: 'src/main.ts', outDir, emptyOutDir: true, target: 'node20' },
  });
  await build({
    configFile: folder('../../vite.config.ts'),
    logLevel: 'error',
    build: { outDir: `${outDir}/web`, emptyOutDir: true },
  });
  return `${outDir}/main.js`;
}
