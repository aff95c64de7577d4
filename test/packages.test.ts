import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repositoryRoot } from './architecture/repository';

interface Manifest {
  readonly name?: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(repositoryRoot, folder, 'package.json'), 'utf8'));

const foldersBelow = (parent: string): string[] =>
  existsSync(join(repositoryRoot, parent))
    ? readdirSync(join(repositoryRoot, parent))
        .map((name) => `${parent}/${name}`)
        .filter((folder) => existsSync(join(repositoryRoot, folder, 'package.json')))
    : [];

const packages = foldersBelow('packages');
const workspaces = ['.', ...packages, ...foldersBelow('examples')];
const entryFiles = ['index', 'provider', 'ledger', 'testing'];

const expectedExport = (entry: string): unknown => ({
  import: { types: `./dist/${entry}.d.ts`, default: `./dist/${entry}.js` },
  require: { types: `./dist/${entry}.d.cts`, default: `./dist/${entry}.cjs` },
});

describe.each(packages)('%s', (folder) => {
  const manifest = readManifest(folder);
  const inPackage = (path: string): string => join(repositoryRoot, folder, path);

  test('says what it is', () => {
    expect(readFileSync(inPackage('README.md'), 'utf8')).toContain(manifest.name);
    expect(manifest['description']).toMatch(/\w/);
  });

  test('is under the MIT licence of the repository', () => {
    expect(manifest.license).toBe('MIT');
    expect(readFileSync(inPackage('LICENSE'), 'utf8')).toBe(readFileSync(join(repositoryRoot, 'LICENSE'), 'utf8'));
  });

  test('exports exactly its entry files, as ESM and as CommonJS, with types for both', () => {
    const entries = entryFiles.filter((entry) => existsSync(inPackage(`src/${entry}.ts`)));
    expect(manifest.exports).toEqual({
      ...Object.fromEntries(entries.map((entry) => [entry === 'index' ? '.' : `./${entry}`, expectedExport(entry)])),
      './package.json': './package.json',
    });
  });

  test('is built, checked and published like every other package', () => {
    expect(manifest.scripts).toMatchObject({
      build: 'tsup',
      test: 'vitest run',
      typecheck: 'tsc -p .',
      'lint:package': 'publint --strict',
      'types:package': 'attw --pack . --profile node16',
    });
    const { type, sideEffects, files, engines } = manifest;
    expect({ type, sideEffects, files, engines }).toEqual({
      type: 'module',
      sideEffects: false,
      files: ['dist'],
      engines: readManifest('.')['engines'],
    });
  });
});

test('every dependency has one exact version in all workspaces', () => {
  const versions = new Map<string, Set<string>>();
  for (const { dependencies, devDependencies } of workspaces.map(readManifest)) {
    for (const [name, version] of Object.entries({ ...devDependencies, ...dependencies })) {
      if (!name.startsWith('@acx/')) versions.set(name, (versions.get(name) ?? new Set()).add(version));
    }
  }
  expect([...versions].filter(([, pins]) => pins.size > 1).map(([name, pins]) => [name, ...pins])).toEqual([]);
  expect(
    [...versions].filter(([, pins]) => ![...pins].every((pin) => /^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(pin))),
  ).toEqual([]);
});
