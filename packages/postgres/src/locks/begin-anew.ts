/** The transaction has to be rolled back and begun anew. Never leaves this package. */
export class BeginAnew extends Error {
  /** Locks to take first then: all that are known to be needed. */
  readonly wanted: ReadonlySet<number>;

  constructor(wanted: ReadonlySet<number> = new Set()) {
    super('The transaction has to begin anew.');
    this.name = 'BeginAnew';
    this.wanted = wanted;
  }
}
