import { posix } from 'node:path';
import type { Repository, Violation } from './repository';

const LOCK = 'package-lock.json';
const ABSOLUTE_PATH = new RegExp(`(?:^|[\\s'"\`(=])/(?:${['home', 'root', 'work', 'Users'].join('|')})/[\\w.-]+`, 'm');
const RELATIVE_PATH = /(?:\.\.\/)+[\w@.-]+/g;
/** What lies beside a clone may be used when it is there. */
const OPTIONAL_NEIGHBOUR = '../shared';
const PRESENCE_CHECK = /\b(?:existsSync|statSync|access|stat)\(/;

/** Nothing mentions a path of one machine or outside of the repository; `../shared` only behind a presence check. */
export function checkOutsidePaths(repository: Repository): Violation[] {
  return [...repository]
    .filter(([path]) => path !== LOCK)
    .flatMap(([file, text]) => {
      const absolute = ABSOLUTE_PATH.exec(text)?.[0].trim();
      const relative = [...text.matchAll(RELATIVE_PATH)]
        .map(([path]) => posix.join(posix.dirname(file), path))
        .find((path) => path.startsWith('..') && !(path.startsWith(OPTIONAL_NEIGHBOUR) && PRESENCE_CHECK.test(text)));
      const outside = absolute ?? relative;
      return outside === undefined ? [] : [{ rule: 'outside-path', file, message: `mentions ${outside}` }];
    });
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly resolved?: string; readonly link?: boolean }>>;
}

/** The lock works with whatever registry npm is set to: it names none. */
export function checkLock(repository: Repository): Violation[] {
  const { packages }: Lock = JSON.parse(repository.get(LOCK) ?? '{"packages":{}}');
  return Object.entries(packages)
    .filter(([, { resolved, link }]) => resolved !== undefined && link !== true)
    .map(([name, { resolved }]) => ({ rule: 'registry-host', file: LOCK, message: `${name} comes from ${resolved}` }));
}
