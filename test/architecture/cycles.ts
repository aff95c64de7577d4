import type { Repository, Violation } from './repository';
import { importsOf, resolveImport, sourceFiles } from './source-file';

/** No circle of imports between files, types included. Each circle is reported once, at the file that closes it. */
export function checkCycles(repository: Repository): Violation[] {
  const files = sourceFiles(repository);
  const graph = new Map(
    files.map((file) => [
      file.path,
      importsOf(file).flatMap((specifier) => resolveImport(repository, file, specifier) ?? []),
    ]),
  );
  const violations: Violation[] = [];
  const finished = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start !== -1) {
      const circle = [...trail.slice(start), path].join(' → ');
      violations.push({ rule: 'import-cycle', file: trail.at(-1) ?? path, message: circle });
    }
    if (start !== -1 || finished.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
    finished.add(path);
  };
  for (const { path } of files) visit(path, []);
  return violations;
}
