// Installs the packed packages in an empty folder, as a user does, and uses every entry point in plain Node. Needs a build.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, workspaces } from './workspaces.mjs';

const packages = workspaces().filter(({ manifest }) => manifest.private !== true);
const entryPoints = packages.flatMap(({ manifest }) =>
  Object.keys(manifest.exports)
    .filter((path) => path !== './package.json')
    .map((path) => manifest.name + path.slice(1)),
);

const consumer = mkdtempSync(join(tmpdir(), 'acx-consumer-'));
let failures = 0;

function run(command, args, folder = consumer) {
  return execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function check(title, action) {
  try {
    const detail = action();
    console.log(`ok      ${title}${detail ? `: ${detail}` : ''}`);
  } catch (failure) {
    failures += 1;
    const output = [failure.stdout, failure.stderr].filter(Boolean).join('\n').trim();
    console.log(`FAILED  ${title}\n${output || failure.message}`);
  }
}

/** Runs a script inside the consumer in a Node process of its own and gives what it printed. */
function runInConsumer(fileName, source) {
  writeFileSync(join(consumer, fileName), source);
  return run(process.execPath, [fileName]).trim();
}

const countExports = (entryPoint) => `
const count = Object.keys(entry).length;
if (count === 0) throw new Error('${entryPoint} exports nothing');
console.log(count + ' exports');`;

// One class per module system: each must recognise the error of the other.
const recogniseErrors = `
import { createRequire } from 'node:module';
import * as esm from '@acx/core/provider';
const cjs = createRequire(import.meta.url)('@acx/core/provider');
if (esm.AcxError === cjs.AcxError) throw new Error('both module systems gave the same class: nothing was proved');
const error = { code: 'configuration', message: 'smoke' };
if (!esm.AcxError.isInstance(new cjs.AcxError(error))) throw new Error('ESM does not recognise an error of CommonJS');
if (!cjs.AcxError.isInstance(new esm.AcxError(error))) throw new Error('CommonJS does not recognise an error of ESM');
if (esm.AcxError.isInstance(new Error('smoke'))) throw new Error('a plain error passes for ours');`;

const useError = `
declare const failure: unknown;
export const effect: 'applied' | 'none' | 'unknown' | undefined = AcxError.isInstance(failure) ? failure.effect : undefined;
`;
const typedConsumers = {
  'consumer.mts': [
    ...entryPoints.map((entryPoint, index) => `import * as entry${index} from '${entryPoint}';`),
    `import { AcxError } from '@acx/core/provider';`,
    ...entryPoints.map((_, index) => `export const exports${index}: object = entry${index};`),
  ].join('\n'),
  'consumer.cts': [
    ...entryPoints.map((entryPoint, index) => `import entry${index} = require('${entryPoint}');`),
    `import { AcxError } from '@acx/core/provider';`,
    ...entryPoints.map((_, index) => `export const exports${index}: object = entry${index};`),
  ].join('\n'),
};

try {
  writeFileSync(join(consumer, 'package.json'), '{ "name": "consumer", "private": true }\n');
  const tarballs = packages.map(({ folder }) => {
    const [packed] = JSON.parse(
      run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', consumer], folder),
    );
    return `./${packed.filename}`;
  });

  check(`npm install ${tarballs.join(' ')}`, () => {
    run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...tarballs]);
  });
  for (const [index, entryPoint] of entryPoints.entries()) {
    check(`import  ${entryPoint}`, () =>
      runInConsumer(`import-${index}.mjs`, `import * as entry from '${entryPoint}';${countExports(entryPoint)}`),
    );
    check(`require ${entryPoint}`, () =>
      runInConsumer(`require-${index}.cjs`, `const entry = require('${entryPoint}');${countExports(entryPoint)}`),
    );
  }
  check('ESM and CommonJS recognise the errors of each other', () => runInConsumer('errors.mjs', recogniseErrors));
  for (const [fileName, source] of Object.entries(typedConsumers)) {
    check(`types of ${fileName} with moduleResolution node16`, () => {
      writeFileSync(join(consumer, fileName), source + useError);
      const compilerOptions = [
        '--noEmit',
        '--strict',
        '--module',
        'node16',
        '--moduleResolution',
        'node16',
        '--target',
        'es2022',
      ];
      const nodeTypes = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')];
      run(process.execPath, [
        join(root, 'node_modules/typescript/bin/tsc'),
        ...compilerOptions,
        ...nodeTypes,
        fileName,
      ]);
    });
  }
} finally {
  rmSync(consumer, { recursive: true, force: true });
}

console.log(failures === 0 ? 'The tarballs work.' : `${failures} checks of the tarballs failed.`);
process.exitCode = failures === 0 ? 0 : 1;
