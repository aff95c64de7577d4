/** Runs work on the same booking in the order in which it was asked for, also while the directory is slow. Work on others does not wait. */
export type InOrder = <T>(bookingId: string, work: () => Promise<T>) => Promise<T>;

/** Nothing is under way. */
export function createInOrder(): InOrder {
  const last = new Map<string, Promise<unknown>>();
  return (bookingId, work) => {
    const result = (last.get(bookingId) ?? Promise.resolve()).then(work);
    const settled = result.then(
      () => {},
      () => {},
    );
    last.set(bookingId, settled);
    void settled.then(() => last.get(bookingId) === settled && last.delete(bookingId));
    return result;
  };
}
