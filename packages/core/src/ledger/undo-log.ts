/** Remembers how to take back what a transaction has done so far. */
export interface UndoLog {
  remember(undo: () => void): void;
  /** Forgets everything: the transaction stays. */
  commit(): void;
  /** Takes everything back, newest first. */
  rollBack(): void;
}

/** An empty log. */
export function createUndoLog(): UndoLog {
  let steps: (() => void)[] = [];
  return {
    remember: (undo) => steps.push(undo),
    commit() {
      steps = [];
    },
    rollBack() {
      for (const undo of steps.reverse()) undo();
      steps = [];
    },
  };
}
