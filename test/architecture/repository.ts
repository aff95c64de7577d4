import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Path (from the root, with `/`) → text. Rules read nothing else, so a made-up repository is as good as the real one. */
export type Repository = ReadonlyMap<string, string>;

export interface Violation {
  /** A name that can be searched for in this folder. */
  readonly rule: string;
  readonly file: string;
  readonly message: string;
}

export type Rule = (repository: Repository) => Violation[];

export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url));

const GENERATED = new Set(['node_modules', 'dist', 'coverage', '.git', '.turbo']);
const TEXT = /(?:\.(?:ts|mts|cts|tsx|js|mjs|cjs|json|jsonc|md|html|css|sql|xml|wsdl|yml|yaml)|\/[^./]+|\/\.[a-z-]+)$/;

/** Every text file of the working tree that is not generated. */
export function readRepository(): Repository {
  const files = new Map<string, string>();
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (GENERATED.has(entry.name)) continue;
      if (entry.isDirectory()) visit(path);
      else if (TEXT.test(path))
        files.set(relative(repositoryRoot, path).split(sep).join('/'), readFileSync(path, 'utf8'));
    }
  };
  visit(repositoryRoot);
  return files;
}
