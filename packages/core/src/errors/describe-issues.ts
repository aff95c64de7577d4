import type * as z from 'zod/mini';

/** One problem of a value: where it is (a dotted path, empty for the value itself) and what is wrong with it. */
export interface InputProblem {
  readonly path: string;
  readonly message: string;
}

/** The problems of a failed parse. Holds paths and rules, never the values that were given. */
export function describeIssues(error: z.core.$ZodError): InputProblem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [{ path: formatPath(issue.path), message: issue.message }];
    return issue.keys.map((key) => ({ path: formatPath([...issue.path, key]), message: 'is not a known field' }));
  });
}

function formatPath(path: readonly PropertyKey[]): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else text += text === '' ? String(part) : `.${String(part)}`;
  }
  return text;
}

/** One problem as text: `startsAt: must be …`. */
export function formatProblem({ path, message }: InputProblem): string {
  return path === '' ? message : `${path}: ${message}`;
}

/** Problems as one readable text: `startsAt: must be …; holders[1].role: …`. */
export function formatProblems(problems: readonly InputProblem[]): string {
  return problems.map(formatProblem).join('; ');
}
