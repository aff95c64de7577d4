import { handWrittenFiles } from './code-form';
import type { Repository, Violation } from './repository';
import { type SourceFile, sourceFiles } from './source-file';

const MOST_LINES = 300;
const LONG_LINES = 200;
const MOST_MEDIAN_LINES = 60;

const countLines = (text: string): number => text.replace(/\n$/, '').split('\n').length;

/** No hand-written file over 300 lines. */
export function checkFileSizes(repository: Repository): Violation[] {
  return handWrittenFiles(repository)
    .map(([file, text]) => ({ file, lines: countLines(text) }))
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ file, lines }) => ({ rule: 'file-too-long', file, message: `${lines} lines; at most ${MOST_LINES}` }));
}

/** Per package, without tests: nine files of ten have at most 200 lines, and the median file at most 60. */
export function checkPackageSizes(repository: Repository): Violation[] {
  const packages = new Map<string, SourceFile[]>();
  for (const file of sourceFiles(repository).filter(({ isTest }) => !isTest)) {
    packages.set(file.packageName, [...(packages.get(file.packageName) ?? []), file]);
  }
  return [...packages].flatMap(([packageName, files]) => {
    const file = `packages/${packageName}/src`;
    const lines = files.map(({ text }) => countLines(text)).sort((a, b) => a - b);
    const long = lines.filter((count) => count > LONG_LINES).length;
    const median = lines[Math.floor((lines.length - 1) / 2)] ?? 0;
    const violations: Violation[] = [];
    // A package of fewer than ten files may have one long file.
    if (long > Math.max(1, Math.floor(files.length / 10))) {
      const message = `${long} of ${files.length} files are over ${LONG_LINES} lines; at most one in ten`;
      violations.push({ rule: 'too-many-long-files', file, message });
    }
    if (median > MOST_MEDIAN_LINES) {
      const message = `the median file has ${median} lines; at most ${MOST_MEDIAN_LINES}`;
      violations.push({ rule: 'median-too-long', file, message });
    }
    return violations;
  });
}
