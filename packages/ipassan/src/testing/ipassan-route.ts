import type { JsonValue } from '@acx/core/provider';

/** A request that has passed token, path and form checks. */
export interface IpassanCall {
  /** Decoded parts of the path by placeholder, for example `site`. */
  readonly ids: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Empty for calls that write nothing. */
  readonly form: URLSearchParams;
}

/** One thing the Web API can do. */
export interface IpassanRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** A path of the profile, with placeholders such as `{site}`. */
  readonly path: string;
  /** The JSON of the answer; nothing for an empty one. Throws an `IpassanFailure` to refuse. */
  answer(call: IpassanCall): JsonValue | undefined;
}

/** The ids in a path when it fits the template, else nothing. */
export function matchPath(template: string, pathname: string): Record<string, string> | undefined {
  const wanted = template.split('/');
  const given = pathname.split('/');
  if (wanted.length !== given.length) return undefined;
  const ids: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const text = given[index] ?? '';
    const placeholder = /^\{(.+)\}$/.exec(part)?.[1];
    if (placeholder === undefined) {
      if (part !== text) return undefined;
    } else {
      const id = decodePart(text);
      if (id === undefined || id === '') return undefined;
      ids[placeholder] = id;
    }
  }
  return ids;
}

function decodePart(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
