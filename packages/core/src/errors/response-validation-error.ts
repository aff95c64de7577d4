import { AcxError, type Effect } from './acx-error';
import { formatProblem, formatProblems, type InputProblem } from './describe-issues';

/** The vendor answered in a shape we do not understand, so we believe nothing of it. Compare the wire profile with the vendor's documents. */
export class ResponseValidationError extends AcxError {
  readonly providerId: string;
  readonly operation: string;
  readonly problems: readonly InputProblem[];

  constructor(options: { providerId: string; operation: string; problems: readonly InputProblem[]; effect: Effect }) {
    super({
      code: 'response_validation',
      message: `${options.providerId} answered ${options.operation} in an unknown shape (${formatProblems(options.problems)}). Compare the wire profile with the vendor's documents.`,
      effect: options.effect,
    });
    this.providerId = options.providerId;
    this.operation = options.operation;
    this.problems = options.problems;
  }

  protected override details() {
    return {
      providerId: this.providerId,
      operation: this.operation,
      problems: this.problems.map(formatProblem),
    };
  }
}
