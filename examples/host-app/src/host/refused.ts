import type { Failure, FieldProblem } from '../contract/failure';

/** A wish that is not fulfilled, in words for the one who wished. Becomes the answer of the same status. */
export class Refused extends Error {
  readonly status: 400 | 403 | 404 | 409 | 410 | 422 | 429 | 502;
  readonly problems: readonly FieldProblem[];
  /** Without the problems. */
  readonly words: string;

  constructor(status: Refused['status'], message: string, problems: readonly FieldProblem[] = []) {
    super([message, ...problems.map(({ field = '', message: words }) => `${field} ${words}`)].join(' '));
    this.words = message;
    this.name = 'Refused';
    this.status = status;
    this.problems = problems;
  }

  toFailure(): Failure {
    return { message: this.words, problems: this.problems };
  }
}

/** @throws Refused with all problems at once, if there are any. */
export function refuseProblems(problems: readonly FieldProblem[], message = 'Please correct what is marked.'): void {
  if (problems.length > 0) throw new Refused(422, message, problems);
}
