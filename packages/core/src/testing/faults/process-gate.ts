/** A promise that nobody keeps: whoever waits for it never goes on. */
export function never(): Promise<never> {
  // One for each who waits: one that all share would keep everything that has ever waited.
  return new Promise(() => {});
}

/** Whether one process still lives. Every moment at which it waits for something goes through here. */
export interface ProcessGate {
  readonly name: string;
  readonly isAlive: boolean;
  /** Resolves when the process has died. */
  readonly died: Promise<void>;
  /** True when the process goes on. False: it is dead, and nothing of it may happen any more. */
  passes(): boolean;
  /** Dies at once. */
  die(): void;
  /** Dies when it has passed so many more moments. */
  doom(moments: number): void;
}

/** @param options.onPass Counts a moment; false: the process dies at it. */
export function createProcessGate(options: { name: string; onPass: () => boolean; onDeath: () => void }): ProcessGate {
  const { name, onPass, onDeath } = options;
  let isAlive = true;
  let left = Number.POSITIVE_INFINITY;
  let tell: () => void = () => {};
  const died = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const die = (): void => {
    if (!isAlive) return;
    isAlive = false;
    onDeath();
    tell();
  };
  return {
    name,
    get isAlive() {
      return isAlive;
    },
    died,
    passes() {
      if (!isAlive) return false;
      left -= 1;
      if (!onPass() || left <= 0) die();
      return isAlive;
    },
    die,
    doom(moments) {
      left = moments;
    },
  };
}
