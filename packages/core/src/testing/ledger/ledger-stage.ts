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
  /** The ledger as it is open now. */
  ledger(): Ledger;
  /** The ledger inside a new transaction of a host. */
  join(): Promise<{ joined: Pick<Ledger, 'transaction'>; commit: () => Promise<void>; rollback: () => Promise<void> }>;
  /** How long a listener may have to wait. */
  readonly wakeWithinMs: number;
  /** Fails when the text stands in what is stored; shows nothing in a world that cannot be searched. */
  assertNotHeld(text: string): Promise<void>;
}

const PATIENCE_MS = 30_000;

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
    ledger: () => ledger,
    async join() {
      const host = await world.openTransaction?.();
      const joined = ledger.join?.(host?.transaction);
      assert.ok(host && joined, 'The ledger joins no transaction.');
      return { joined, commit: () => host.commit(), rollback: () => host.rollback() };
    },
    wakeWithinMs: world.wakeWithinMs ?? PATIENCE_MS,
    both: async () => [ledger, (await world.second?.()) ?? ledger],
    async assertNotHeld(text) {
      assert.ok(!(await world.holdsText?.(text)), 'What should be sealed or forgotten stands in what is stored.');
    },
  };
}
