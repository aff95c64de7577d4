/** One step of the schema. A step that has been published is never changed: what is to be different is a new step. */
export interface Migration {
  /** 1 for the first, then one more each: the `user_version` of the file once it has been done. */
  readonly version: number;
  readonly sql: string;
}
