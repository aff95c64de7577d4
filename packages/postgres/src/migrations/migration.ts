/** One step of the schema. A step that has been published is never changed: what is to be different is a new step. */
export interface Migration {
  /** 1 for the first, then one more each. */
  readonly version: number;
  /** Written for the schema `acx`; the name of the ledger's own is filled in. */
  readonly sql: string;
}
