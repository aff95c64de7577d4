import type { TakeTurn } from '@acx/core/provider';

/** One document there, one back. */
export interface SaltoExchange<Answer> {
  /** Named in errors. */
  readonly operation: string;
  /** The document of the call. */
  readonly body: string;
  /** May the call change something at Space? */
  readonly isWrite: boolean;
  readonly signal?: AbortSignal;
  /** Awaited before the document leaves; the time-out begins after it. */
  readonly takeTurn?: TakeTurn;
  /**
   * Reads the document of the answer before the connection is used again. What it throws is thrown by the exchange, and the connection is
   * given up: nobody knows what comes next on it.
   */
  read(document: string): Answer;
}

/** Carries SHIP documents. Never repeats a call. */
export interface SaltoTransport {
  /** @throws AcxError whose `effect` is honest. */
  exchange<Answer>(exchange: SaltoExchange<Answer>): Promise<Answer>;
  /** Ends every connection. Calls that wait, are under way or come later fail. */
  close(): Promise<void>;
}
