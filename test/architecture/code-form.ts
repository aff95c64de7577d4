import ts from 'typescript';
import type { Repository, Violation } from './repository';
import { isEntryFile, parseSourcePath } from './source-file';

const VAGUE_WORDS = ['utils', 'util', 'helpers', 'helper', 'types', 'common', 'manager', 'service'];

/** The TypeScript that people write by hand: sources, examples and whole-repository tests; not the tools' configuration. */
export function handWrittenFiles(repository: Repository): [path: string, text: string][] {
  return [...repository].filter(
    ([path]) => /^(?:packages\/[^/]+\/src|examples|test)\/.+\.ts$/.test(path) && !path.endsWith('.config.ts'),
  );
}

function hasNode(node: ts.Node, isWanted: (node: ts.Node) => boolean): boolean {
  return isWanted(node) || ts.forEachChild(node, (child) => hasNode(child, isWanted) || undefined) === true;
}

const isDefaultExport = (node: ts.Node): boolean =>
  (ts.isExportAssignment(node) && node.isExportEquals !== true) ||
  (ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) ||
  (ts.isExportSpecifier(node) && node.name.text === 'default');

const isStarExport = (node: ts.Node): boolean =>
  ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined && node.exportClause === undefined;

const isReExport = (node: ts.Node): boolean => ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined;

/** No default exports, no `export *`, no `any`; entry files only re-export. */
export function checkCodeForm(repository: Repository): Violation[] {
  return handWrittenFiles(repository).flatMap(([path, text]) => {
    const syntax = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
    const source = parseSourcePath(path, text);
    const isEntry = source !== undefined && isEntryFile(source);
    const broken: [rule: string, isBroken: boolean, message: string][] = [
      ['default-export', hasNode(syntax, isDefaultExport), 'exports a default; give it a name'],
      ['star-export', syntax.statements.some(isStarExport), 'has `export *`; name what is exported'],
      ['any', hasNode(syntax, ({ kind }) => kind === ts.SyntaxKind.AnyKeyword), 'uses `any`'],
      ['entry-with-code', isEntry && !syntax.statements.every(isReExport), 'is an entry and must only re-export'],
    ];
    return broken.flatMap(([rule, isBroken, message]) => (isBroken ? [{ rule, file: path, message }] : []));
  });
}

/** A file is named after what it holds. */
export function checkNames(repository: Repository): Violation[] {
  return handWrittenFiles(repository).flatMap(([path]) => {
    const folders = path.split('/');
    const stem = folders.pop()?.replace(/(?:\.[a-z]+)*\.ts$/, '') ?? '';
    const vague = [...folders, stem.split('-').at(-1) ?? ''].find((word) => VAGUE_WORDS.includes(word));
    return vague === undefined ? [] : [{ rule: 'vague-name', file: path, message: `"${vague}" says nothing` }];
  });
}
