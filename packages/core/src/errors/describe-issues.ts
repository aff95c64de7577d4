import type * as z from 'zod';

/** One problem of a value: where it is (a dotted path, empty for the value itself) and what is wrong with it. */
export interface InputProblem {
  readonly path: string;
  readonly message: string;
}

/** The problems of a failed parse. Holds paths and rules, never the values that were given. */
export function describeIssues(error: z.ZodError): InputProblem[] {
  return error.issues.flatMap((issue) => describeIssue(issue, []));
}

function describeIssue(issue: z.core.$ZodIssue, parent: readonly PropertyKey[]): InputProblem[] {
  const path = [...parent, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const rule = 'is not a known field';
    return issue.keys.map((key) => ({ path: formatPath([...path, key]), message: rule }));
  }
  return [{ path: formatPath(path), message: issue.message }];
}

function formatPath(path: readonly PropertyKey[]): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else text += text === '' ? String(part) : `.${String(part)}`;
  }
  return text;
}

/** Problems as one readable text: `startsAt: must be …; holders[1].role: …`. */
export function formatProblems(problems: readonly InputProblem[]): string {
  return problems
    .map((problem) => (problem.path === '' ? problem.message : `${problem.path}: ${problem.message}`))
    .join('; ');
}
