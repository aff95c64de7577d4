/** A request that has passed the checks of token, path and method. */
export interface BookingsOneCall {
  /** Decoded parts of the path by placeholder, for example `resource`. */
  readonly ids: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON object that was sent; empty for GET. */
  readonly body: object;
}

/** One operation of the External API. */
export interface BookingsOneRoute {
  readonly method: 'GET' | 'POST';
  /** A path of the profile, with placeholders such as `{resource}`. */
  readonly path: string;
  /** Throws a `BookingsOneFailure` to refuse. */
  answer(call: BookingsOneCall): Response;
}

/** The ids in a path when it fits the template, else nothing. */
export function matchPath(template: string, pathname: string): Record<string, string> | undefined {
  const [wanted, given] = [template.split('/'), pathname.split('/')];
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
