import { packageBuild } from '../../tsup.base.ts';

export default packageBuild({ index: 'src/index.ts', provider: 'src/provider.ts', testing: 'src/testing.ts' });
