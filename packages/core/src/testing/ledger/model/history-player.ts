import type { Ledger } from '../../../ports/ledger';
import type { Memory, Step } from './step';

/** A worker at one ledger, who forgets what he learnt in a transaction that was undone. */
export function createHistoryPlayer(run: Ledger['transaction']) {
  let memory: Memory = { claims: new Map(), versions: new Map() };
  return {
    run,
    async play(steps: readonly Step[], isUndone: boolean): Promise<unknown[]> {
      const undone = new Error('undone');
      const draft: Memory = { claims: new Map(memory.claims), versions: new Map(memory.versions) };
      const answers: unknown[] = [];
      try {
        await run(async (transaction) => {
          for (const { run: take } of steps) answers.push((await take(transaction, draft)) ?? 'done');
          if (isUndone) throw undone;
        });
        memory = draft;
      } catch (failure) {
        if (failure !== undone) throw failure;
      }
      return answers;
    },
  };
}
