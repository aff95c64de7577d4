import { fileURLToPath } from 'node:url';

const pathOf = (relative) => fileURLToPath(new URL(relative, import.meta.url));

export default [
  {
    name: 'A host with @acx/core and @acx/ipassan, all dependencies included',
    import: {
      [pathOf('../core/dist/index.js')]: '{ createAccessControl, createMemoryLedger }',
      [pathOf('dist/index.js')]: '{ createIpassan }',
    },
    // The goal is 45 KiB; see docs/decisions/0012-figures-missed.md.
    limit: '66.3 kB',
    gzip: true,
    ignore: ['@opentelemetry/api'],
    // Without the `paths` of the sources, which would bundle core twice: once built, once from its sources.
    modifyEsbuildConfig: (config) => ({
      ...config,
      platform: 'node',
      format: 'esm',
      tsconfig: pathOf('../../tsconfig.build.json'),
    }),
  },
];
