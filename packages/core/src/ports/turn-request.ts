import type { CallLimit } from '../model/call-limit';

/** Asks for turns for calls to one installation. */
export interface TurnRequest {
  readonly providerId: string;
  readonly limit: CallLimit;
  /** How many, 1 or more. */
  readonly count: number;
  /** The present of whoever asks. A ledger that several machines share goes by one clock of its own instead, because theirs differ. */
  readonly nowMs: number;
}
