import type { Clock } from '@acx/core/provider';
import { rateLimitOf } from './ipassan-failure-scope';

/** Pauses in a row before the failure is given up to. */
const MOST_PAUSES = 5;
/** Without a time from iPassan; doubled each time (our choice: its limits are unknown). */
const FIRST_PAUSE_MS = 1000;
/** Whoever is asked to wait longer stops and leaves it to the host to go on. */
const LONGEST_PAUSE_MS = 60_000;

/**
 * Does the work, and does it again after a pause when iPassan refused it because there were too many calls. A call that was refused so
 * changed nothing. A pause ends early when the signal says so; the work then tells that it was aborted.
 */
export async function withRateLimitPauses<Result>(
  work: () => Promise<Result>,
  options: { readonly clock: Clock; readonly signal?: AbortSignal },
): Promise<Result> {
  for (let pauses = 0; ; pauses += 1) {
    try {
      return await work();
    } catch (failure) {
      const askedMs = rateLimitOf(failure);
      if (askedMs === undefined || askedMs > LONGEST_PAUSE_MS || pauses === MOST_PAUSES) throw failure;
      await pause(askedMs === 0 ? FIRST_PAUSE_MS * 2 ** pauses : askedMs, options);
    }
  }
}

function pause(pauseMs: number, options: { readonly clock: Clock; readonly signal?: AbortSignal }): Promise<void> {
  const { clock, signal } = options;
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = (): void => {
      cancel();
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.schedule(pauseMs, end);
    signal?.addEventListener('abort', end, { once: true });
  });
}
