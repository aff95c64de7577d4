import { defineConfig } from 'tsup';
import { packageBuild } from '../../tsup.base.ts';

export default defineConfig({ ...packageBuild({ quickstart: 'src/quickstart.ts' }), format: ['esm'], dts: false });
