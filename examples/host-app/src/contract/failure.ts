/** A problem with one field of a form. */
export interface FieldProblem {
  /** The field of the input, such as `endsAt`; absent where it is about all of it. */
  readonly field?: string;
  readonly message: string;
}

/** What every answer with a status from 400 on holds. */
export interface Failure {
  readonly message: string;
  readonly problems: readonly FieldProblem[];
}
