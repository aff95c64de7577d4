import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRepository, repositoryRoot } from './architecture/repository';
import { codeBlocksOf, typeErrorsOf } from './docs/code-blocks';

const repository = readRepository();
const pages = [...repository].filter(([path]) => path.endsWith('.md') && !path.startsWith('.changeset/'));

describe('the docs', () => {
  test('every TypeScript block compiles against the packages', () => {
    const blocks = pages.flatMap(([path, text]) => codeBlocksOf(path, text));
    expect(blocks.length).toBeGreaterThan(3);
    expect(typeErrorsOf(blocks)).toEqual([]);
  });

  test('a block that does not compile would be found', () => {
    const broken = codeBlocksOf(
      'page.md',
      "```ts\nimport { createAccessControl } from '@acx/core';\ncreateAccessControl(1);\n```\n",
    );
    expect(typeErrorsOf(broken)).toHaveLength(1);
  });

  test('the quickstart in the README is the one that runs', () => {
    const readme = repository.get('README.md') ?? '';
    const shown = /<!-- snippet: quickstart -->\n+```ts\n([\s\S]*?)```\n+<!-- \/snippet -->/.exec(readme)?.[1];
    expect(shown).toBe(repository.get('examples/quickstart/src/quickstart.ts'));
  });

  test('the quickstart has at most 60 lines', () => {
    expect(repository.get('examples/quickstart/src/quickstart.ts')?.trimEnd().split('\n').length).toBeLessThanOrEqual(
      60,
    );
  });

  test('every relative link leads somewhere', () => {
    const known = new Set([...repository.keys()].flatMap((path) => [path, ...parentsOf(path)]));
    // The repository is its texts: a picture is looked for on the disk.
    const isPicture = (path: string): boolean => path.endsWith('.png') && existsSync(join(repositoryRoot, path));
    const leadsTo = (path: string): boolean => known.has(path) || isPicture(path);
    const broken = pages.flatMap(([path, text]) =>
      [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !/^[a-z]+:/.test(target))
        .filter((target) => !leadsTo(posix.normalize(posix.join(posix.dirname(path), target)).replace(/\/$/, '')))
        .map((target) => `${path} links to ${target}`),
    );
    expect(broken).toEqual([]);
  });
});

function parentsOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
