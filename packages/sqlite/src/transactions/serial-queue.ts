/** Runs pieces of work one after the other, in the order in which they came. */
export interface SerialQueue {
  /** Resolves and rejects as the work does. */
  add<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** An empty queue. */
export function createSerialQueue(): SerialQueue {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    add(work) {
      const result = tail.then(work);
      tail = result.catch(() => {});
      return result;
    },
  };
}
