import { defineConfig } from 'tsup';
import { packageBuild } from '../../tsup.base.ts';

export default defineConfig({
  ...packageBuild({ worker: 'src/worker.ts', simulators: 'src/simulators.ts' }),
  format: ['esm'],
  dts: false,
});
