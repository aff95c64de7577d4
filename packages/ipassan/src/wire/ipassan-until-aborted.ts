/** The result of work that is shared with others: this caller stops waiting when its signal says so, the work itself goes on. */
export function untilAborted<Result>(
  work: Promise<Result>,
  signal: AbortSignal | undefined,
  abortedError: () => Error,
): Promise<Result> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(abortedError());
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
