/** How long to wait between tries. */
export interface RetryTiming {
  /** Longest wait before the second try. Default 1 000. */
  readonly baseMs: number;
  /** Longest wait at all. Default 300 000. */
  readonly capMs: number;
}

/** From one second to five minutes. */
export const defaultRetryTiming: RetryTiming = { baseMs: 1_000, capMs: 300_000 };

/**
 * How long to wait before the next try: doubles with every failure, jittered between half and all of it so that many lanes do not come back at
 * once. The vendor's own `Retry-After` is a lower bound.
 *
 * @param failures Failures in a row, 1 or more.
 * @param random A number in [0, 1).
 */
export function retryDelayMs(options: {
  failures: number;
  random: number;
  retryAfterMs?: number;
  timing: RetryTiming;
}): number {
  const { failures, random, retryAfterMs = 0, timing } = options;
  const full = Math.min(timing.capMs, timing.baseMs * 2 ** Math.min(failures - 1, 30));
  return Math.max(retryAfterMs, Math.round(full / 2 + (full / 2) * random));
}

/**
 * When to try again: after the delay, but not later than the moment somebody stands at the door. Once that moment has passed the delay counts
 * alone. The vendor's `Retry-After` is kept in any case.
 */
export function retryAtMs(options: {
  nowMs: number;
  delayMs: number;
  retryAfterMs?: number;
  startsAtMs?: number;
}): number {
  const { nowMs, delayMs, retryAfterMs = 0, startsAtMs } = options;
  const atMs = nowMs + Math.max(delayMs, retryAfterMs);
  if (startsAtMs === undefined || startsAtMs <= nowMs) return atMs;
  return Math.max(nowMs + retryAfterMs, Math.min(atMs, startsAtMs));
}
