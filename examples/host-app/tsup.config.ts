import { defineConfig } from 'tsup';
import { packageBuild } from '../../tsup.base.ts';

export default defineConfig({
  ...packageBuild({ main: 'src/main.ts' }),
  format: ['esm'],
  dts: false,
  // The page that vite has built lies in the same folder.
  clean: false,
});
