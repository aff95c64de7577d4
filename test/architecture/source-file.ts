import { posix } from 'node:path';
import ts from 'typescript';
import type { Repository } from './repository';

/** A TypeScript file below `packages/<package>/src`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** `core`, `ipassan`, … */
  readonly packageName: string;
  /** The folders between `src` and the file; empty for an entry file. */
  readonly folders: readonly string[];
  readonly fileName: string;
  /** A test, or what only tests use: `__fixtures__`. */
  readonly isTest: boolean;
  /** Part of the entry `./testing`: simulators, conformance suites. */
  readonly isTesting: boolean;
}

const ENTRY_FILES = new Set(['index.ts', 'provider.ts', 'ledger.ts', 'testing.ts']);

export const isEntryFile = ({ folders, fileName }: SourceFile): boolean =>
  folders.length === 0 && ENTRY_FILES.has(fileName);

/** All sources of all packages, or `undefined` for a path that is none. */
export function parseSourcePath(path: string, text: string): SourceFile | undefined {
  const [, packageName, inside] = /^packages\/([^/]+)\/src\/(.+\.ts)$/.exec(path) ?? [];
  if (packageName === undefined || inside === undefined) return undefined;
  const folders = inside.split('/');
  const fileName = folders.pop() ?? '';
  const isTest = fileName.endsWith('.test.ts') || folders.includes('__fixtures__');
  return {
    path,
    text,
    packageName,
    folders,
    fileName,
    isTest,
    isTesting: inside === 'testing.ts' || folders[0] === 'testing',
  };
}

export function sourceFiles(repository: Repository): SourceFile[] {
  return [...repository].flatMap(([path, text]) => parseSourcePath(path, text) ?? []);
}

/** What a file imports, re-exports or loads with `import()`, types included, each once. */
export function importsOf({ text }: SourceFile): string[] {
  return [...new Set(ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName))];
}

/** The path in the repository that a relative import means; `undefined` for a package and for what is not there. */
export function resolveImport(repository: Repository, from: SourceFile, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const target = posix.join(posix.dirname(from.path), specifier);
  return [target, `${target}.ts`, target.replace(/\.js$/, '.ts'), `${target}/index.ts`].find((path) =>
    repository.has(path),
  );
}
