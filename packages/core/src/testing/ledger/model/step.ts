import type { LedgerTransaction } from '../../../ports/ledger';
import type { LaneClaim } from '../../../ports/ledger-records';

/** What a worker remembers between transactions. */
export interface Memory {
  /** The last claim of each lane, even after it was released. */
  readonly claims: Map<string, LaneClaim>;
  /** The last version that was read of each key, even after it has changed. */
  readonly versions: Map<string, number>;
}

/** One call of a random history. */
export interface Step {
  /** For people who read a failure. */
  readonly text: string;
  /** Answers with what every ledger must answer. */
  readonly run: (transaction: LedgerTransaction, memory: Memory) => Promise<unknown>;
}

/** A step that asks nothing. */
export function step(name: string, detail: unknown, run: Step['run']): Step {
  return { text: `${name} ${JSON.stringify(detail)}`, run };
}
