/** A row of ours: bookings, integrations, mapping. Plain JSON under an id. */
export interface HostRow {
  readonly id: string;
  readonly value: unknown;
}

/** Names of our tables. */
export type RowTable = 'booking' | 'integration' | 'resource_mapping' | 'holder_mapping' | 'sent_mail' | 'demo';

/** Reads and writes rows. */
export interface RowAccess {
  list(table: RowTable): Promise<HostRow[]>;
  find(table: RowTable, id: string): Promise<unknown>;
  put(table: RowTable, id: string, value: unknown): Promise<void>;
  remove(table: RowTable, id: string): Promise<void>;
}

/** Our own small database, beside the ledger. */
export interface HostRows extends RowAccess {
  /**
   * Rows and bookings together. Where the ledger lies in the same database, `transaction` is that of the rows: pass it to `putBooking`, and
   * both are stored or neither. Elsewhere it is absent, rows that were written are put back when the work throws, and what a crash leaves
   * between the two is mended at the next start, when every booking is put again.
   */
  together<T>(work: (rows: RowAccess, transaction: unknown) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
