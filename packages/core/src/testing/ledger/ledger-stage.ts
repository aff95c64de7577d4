import assert from 'node:assert/strict';
import type { Ledger, LedgerTransaction } from '../../ports/ledger';
import type { LedgerWorld } from './ledger-world';

/** An open ledger and the few moves that the tests make with it. */
export interface LedgerStage {
  /** One transaction. */
  run<T>(work: (transaction: LedgerTransaction) => Promise<T>): Promise<T>;
  /** One transaction that throws after the work, and must be undone. */
  undo(work: (transaction: LedgerTransaction) => Promise<unknown>): Promise<void>;
  /** Closes the ledger and opens it again, where the world can. */
  reopen(): Promise<void>;
  /** The ledger, and another view of the same data where the world has one; the ledger twice where it has none. */
  both(): Promise<readonly [Ledger, Ledger]>;
  /** Fails when the text stands in what is stored; shows nothing in a world that cannot be searched. */
  assertNotHeld(text: string): Promise<void>;
}

/** Sets the stage in a world. */
export function createLedgerStage(world: LedgerWorld): LedgerStage {
  let { ledger } = world;
  const run: LedgerStage['run'] = (work) => ledger.transaction(work);
  return {
    run,
    async undo(work) {
      const undone = new Error('undone');
      const failing = run(async (transaction) => {
        await work(transaction);
        throw undone;
      });
      await assert.rejects(failing, (failure) => failure === undone);
    },
    async reopen() {
      ledger = (await world.reopen?.()) ?? ledger;
    },
    both: async () => [ledger, (await world.second?.()) ?? ledger],
    async assertNotHeld(text) {
      assert.ok(!(await world.holdsText?.(text)), 'What should be sealed or forgotten stands in what is stored.');
    },
  };
}
