import { describe, expect, test } from 'vitest';
import { type Repository, readRepository, type Violation } from './architecture/repository';
import { rules } from './architecture/rules';

describe('the repository', () => {
  const repository = readRepository();

  test.each(Object.entries(rules))('%s', (_title, rule) => {
    expect(rule(repository).map(({ rule, file, message }) => `${file}: ${rule}: ${message}`)).toEqual([]);
  });
});

const lines = (count: number): string => Array.from({ length: count }, (_, index) => `// ${index}`).join('\n');

/** A small repository that keeps every rule. */
const lawful = new Map([
  ...Array.from({ length: 20 }, (_, index): [string, string] => [
    `packages/core/src/model/thing-${index}.ts`,
    `export const thing${index} = ${index};\n`,
  ]),
  [
    'packages/core/src/errors/plain-error.ts',
    `import { thing1 } from '../model/thing-1';\nexport const plain = thing1;\n`,
  ],
  [
    'packages/core/src/ports/clock.ts',
    `import type { thing1 } from '../model/thing-1';\nexport type Clock = typeof thing1;\n`,
  ],
  ['packages/core/src/mapping/map.ts', `import type { Clock } from '../ports/clock';\nexport type Map = Clock;\n`],
  ['packages/core/src/diff/compare.ts', `import type { Clock } from '../ports/clock';\nexport type Compare = Clock;\n`],
  ['packages/core/src/wire/client.ts', `import ky from 'ky';\nexport const client = ky;\n`],
  ['packages/core/src/engine/loop.ts', `import { client } from '../wire/client';\nexport const loop = client;\n`],
  ['packages/core/src/index.ts', `export { loop } from './engine/loop';\n`],
  ['packages/ipassan/src/index.ts', `export { createIpassan } from './ipassan-provider';\n`],
  [
    'packages/ipassan/src/ipassan-provider.ts',
    `import { plain } from '@acx/core/provider';\nexport const createIpassan = plain;\n`,
  ],
  [
    'packages/ipassan/src/ipassan.test.ts',
    `import { loop } from '@acx/core';\nimport { suite } from '@acx/core/testing';\n`,
  ],
  [
    'packages/ipassan/src/testing/server.ts',
    `import { createServer } from 'node:http';\nimport { suite } from '@acx/core/testing';\n`,
  ],
  ['package-lock.json', '{"packages":{"node_modules/@acx/core":{"resolved":"packages/core","link":true}}}'],
]);

function violationsWith(changes: Record<string, string>): Violation[] {
  const repository: Repository = new Map([...lawful, ...Object.entries(changes)]);
  return Object.values(rules).flatMap((rule) => rule(repository));
}

const up = (folders: number): string => '../'.repeat(folders);

/** What is done to the lawful repository, and the one rule that must object. */
const offences: [offence: string, rule: string, changes: Record<string, string>][] = [
  [
    'a core file imports a vendor',
    'vendor-in-core',
    { 'packages/core/src/engine/loop.ts': `import { x } from '@acx/ipassan';` },
  ],
  [
    'a core test imports a vendor',
    'vendor-in-core',
    { 'packages/core/src/engine/loop.test.ts': `import { x } from '@acx/salto';` },
  ],
  [
    'a comment in core names a vendor',
    'vendor-in-core',
    { 'packages/core/src/engine/loop.ts': '// As Bookings ONE does.' },
  ],
  [
    'an identifier in core names a vendor',
    'vendor-in-core',
    { 'packages/core/src/engine/loop.ts': 'const createSalto = 1;' },
  ],
  [
    'core names a vendor that joined later',
    'vendor-in-core',
    { 'packages/acme/src/index.ts': '', 'packages/core/src/engine/loop.ts': '// acme' },
  ],
  ['a file has 301 lines', 'file-too-long', { 'packages/core/src/model/thing-1.ts': lines(301) }],
  ['an example has 301 lines', 'file-too-long', { 'examples/demo/src/demo.ts': lines(301) }],
  [
    'many files are over 200 lines',
    'too-many-long-files',
    {
      'packages/core/src/model/thing-1.ts': lines(201),
      'packages/core/src/model/thing-2.ts': lines(201),
      'packages/core/src/model/thing-3.ts': lines(201),
    },
  ],
  [
    'most files of a package are over 60 lines',
    'median-too-long',
    { 'packages/acme/src/door.ts': lines(61), 'packages/acme/src/site.ts': lines(61) },
  ],
  [
    'a file imports from the folder beside',
    'sideways-import',
    { 'packages/core/src/mapping/map.ts': `import type { Compare } from '../diff/compare';` },
  ],
  [
    'a file imports from a higher layer',
    'upward-import',
    {
      'packages/core/src/model/thing-1.ts': `export type { Clock } from '../ports/unused-clock';`,
      'packages/core/src/ports/unused-clock.ts': 'export type Clock = 1;',
    },
  ],
  [
    'a file imports an entry',
    'upward-import',
    { 'packages/core/src/diff/compare.ts': `import { x } from '../provider';`, 'packages/core/src/provider.ts': '' },
  ],
  ['a folder of core has no layer', 'unknown-layer', { 'packages/core/src/misc/thing.ts': '' }],
  [
    'two files import each other',
    'import-cycle',
    {
      'packages/core/src/model/thing-1.ts': `import { thing2 } from './thing-2';`,
      'packages/core/src/model/thing-2.ts': `import type { thing1 } from './thing-1';`,
    },
  ],
  [
    'three files of a vendor import in a circle',
    'import-cycle',
    {
      'packages/ipassan/src/a.ts': `import './b';`,
      'packages/ipassan/src/b.ts': `import './c';`,
      'packages/ipassan/src/c.ts': `export const a = import('./a');`,
    },
  ],
  [
    'ky is imported outside of wire',
    'transport-outside-wire',
    { 'packages/ipassan/src/convert/person.ts': `import ky from 'ky';` },
  ],
  [
    'a socket is opened outside of wire',
    'transport-outside-wire',
    { 'packages/core/src/engine/loop.ts': `import { connect } from 'node:net';` },
  ],
  [
    'a vendor imports the root entry of core',
    'package-import',
    { 'packages/ipassan/src/ipassan-provider.ts': `import { x } from '@acx/core';` },
  ],
  [
    'a vendor source imports the testing entry',
    'package-import',
    { 'packages/ipassan/src/ipassan-provider.ts': `import { x } from '@acx/core/testing';` },
  ],
  [
    'a vendor imports another vendor',
    'package-import',
    { 'packages/ipassan/src/ipassan-provider.ts': `import { x } from '@acx/salto';` },
  ],
  [
    'a relative import leaves its package',
    'package-import',
    { 'packages/ipassan/src/ipassan-provider.ts': `import { x } from '${up(2)}core/src/index';` },
  ],
  [
    'a ledger imports the provider entry',
    'package-import',
    { 'packages/sqlite/src/stores/rows.ts': `import { x } from '@acx/core/provider';` },
  ],
  ['a file exports a default', 'default-export', { 'packages/core/src/model/thing-1.ts': 'export default 1;' }],
  [
    'a class is the default export',
    'default-export',
    { 'packages/core/src/model/thing-1.ts': 'export default class Thing {}' },
  ],
  [
    'an entry exports with a star',
    'star-export',
    { 'packages/ipassan/src/index.ts': `export * from './ipassan-provider';` },
  ],
  [
    'there is a cast to any',
    'any',
    { 'packages/core/src/model/thing-1.ts': 'export const thing = JSON.parse("1") as any;' },
  ],
  ['an entry holds code', 'entry-with-code', { 'packages/ipassan/src/index.ts': 'export const createIpassan = 1;' }],
  ['a file is called utils', 'vague-name', { 'packages/ipassan/src/convert/utils.ts': '' }],
  ['a file is called permission-manager', 'vague-name', { 'packages/core/src/engine/permission-manager.test.ts': '' }],
  [
    'a script mentions a home folder',
    'outside-path',
    { 'scripts/run.mjs': `cd('${['', 'home', 'anna', 'acx'].join('/')}');` },
  ],
  [
    'a test reads a file beside the clone',
    'outside-path',
    { 'test/facts.test.ts': `readFileSync('${up(2)}shared/facts.json');` },
  ],
  [
    'the lock names a registry',
    'registry-host',
    { 'package-lock.json': '{"packages":{"node_modules/ky":{"resolved":"https://registry.example/ky.tgz"}}}' },
  ],
];

describe('the rules', () => {
  test('have nothing against a lawful repository', () => {
    expect(violationsWith({})).toEqual([]);
  });

  test.each(offences)('name exactly one violation when %s', (_offence, rule, changes) => {
    const violations = violationsWith(changes);
    expect(violations.map((violation) => violation.rule)).toEqual([rule]);
    expect(Object.keys(changes).map((path) => path.split('/src/')[0])).toContain(violations[0]?.file.split('/src')[0]);
  });

  test.each<[innocence: string, changes: Record<string, string>]>([
    [
      'the words "bookings one by one" are in core',
      { 'packages/core/src/model/thing-1.ts': '// Reads bookings one by one.' },
    ],
    ['the word any is in a comment', { 'packages/core/src/model/thing-1.ts': '// In any case. export default' }],
    ['a core test names a vendor', { 'packages/core/src/model/thing.test.ts': '// As salto does.' }],
    [
      'model and errors import each other',
      { 'packages/core/src/model/thing-2.ts': `import { plain } from '../errors/plain-error';` },
    ],
    ['a file has exactly 300 lines', { 'packages/core/src/model/thing-1.ts': `${lines(300)}\n` }],
    [
      'a neighbour of the clone is used when it is there',
      { 'test/facts.test.ts': `existsSync('${up(2)}shared/facts.json');` },
    ],
  ])('allow that %s', (_innocence, changes) => {
    expect(violationsWith(changes)).toEqual([]);
  });
});
