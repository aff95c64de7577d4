import { AcxError } from './acx-error';
import { formatProblem, formatProblems, type InputProblem } from './describe-issues';

/** A value handed to this SDK breaks its rules. Nothing was stored or sent. Correct every listed problem and call again. */
export class InvalidInputError extends AcxError {
  readonly problems: readonly InputProblem[];

  constructor(options: { subject: string; problems: readonly InputProblem[] }) {
    super({
      code: 'invalid_input',
      message: `The ${options.subject} was refused and nothing was stored: ${formatProblems(options.problems)}.`,
    });
    this.problems = options.problems;
  }

  protected override details() {
    return { problems: this.problems.map(formatProblem) };
  }
}
