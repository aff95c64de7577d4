import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The page: built into `dist/web`, from where the server serves it. `npx vite` serves it while one works on it. */
export default defineConfig({
  root: folder('./src/web'),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: folder('./dist/web'),
    emptyOutDir: true,
    // The security policy knows no `data:` addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome123', 'firefox120', 'safari17.5'],
  },
  server: { proxy: { '/api': process.env['ACX_HOST_APP'] ?? 'http://127.0.0.1:8080' } },
});
