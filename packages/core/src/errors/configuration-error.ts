import { AcxError } from './acx-error';
import { formatProblem, formatProblems, type InputProblem } from './describe-issues';

/** Options, a directory document or the set-up of an installation are wrong. Correct every listed problem and start again. */
export class ConfigurationError extends AcxError {
  readonly problems: readonly InputProblem[];

  constructor(options: { subject: string; problems: readonly InputProblem[] }) {
    super({
      code: 'configuration',
      message: `${options.subject} cannot be used: ${formatProblems(options.problems)}.`,
    });
    this.problems = options.problems;
  }

  protected override details() {
    return { problems: this.problems.map(formatProblem) };
  }
}
