/** A row as the driver gives it. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * A value of a statement. Text only: every driver sends it the same way, and the statement says by a cast what it is meant as. Lists go as
 * JSON.
 */
export type SqlValue = string | null;

/** Statements of one transaction, one after the other. */
export interface Sql {
  /** Resolves with the rows; statements that change something tell of it by `RETURNING`. The schema is written `acx.` and filled in. */
  query(text: string, ...values: readonly SqlValue[]): Promise<readonly Row[]>;
  /** Ends the transaction with this failure, whatever its work makes of it. */
  giveUp(failure: Error): never;
}

/** The first row of an answer. */
export async function firstRow(answer: Promise<readonly Row[]>): Promise<Row | undefined> {
  return (await answer)[0];
}
