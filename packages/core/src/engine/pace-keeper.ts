import {
  freshPace,
  lanesAllowed,
  type ProviderPace,
  paceAfterOutage,
  paceAfterSuccess,
  spendRetry,
} from '../policy/provider-pace';
import type { RetryTiming } from '../policy/retry-delay';
import type { Clock } from '../ports/clock';

/** How fast each installation may be worked on, as experience has shown in this process. */
export interface PaceKeeper {
  succeeded(providerId: string): void;
  /** The installation itself failed. Returns until when nothing is sent to it: at the latest until `startsAtMs`. */
  wentOut(providerId: string, failure: { retryAfterMs?: number; startsAtMs?: number }): number;
  /** Takes one try again out of the budget; false when it is used up. */
  spendRetry(providerId: string): boolean;
  lanesAllowed(providerId: string, concurrentLanes: number): number;
  /** Installations of which there is any experience. */
  known(): Iterable<string>;
  /** Installations that are paused, and until when. */
  paused(): ReadonlyMap<string, number>;
}

/** Starts with every installation healthy. */
export function createPaceKeeper(options: { clock: Clock; random: () => number; timing: RetryTiming }): PaceKeeper {
  const { clock, random, timing } = options;
  const paces = new Map<string, ProviderPace>();
  const paceOf = (providerId: string): ProviderPace => paces.get(providerId) ?? freshPace;

  return {
    succeeded(providerId) {
      paces.set(providerId, paceAfterSuccess(paceOf(providerId)));
    },
    wentOut(providerId, failure) {
      const pace = paceAfterOutage(paceOf(providerId), { nowMs: clock.nowMs(), random: random(), timing, ...failure });
      paces.set(providerId, pace);
      return pace.pausedUntilMs;
    },
    spendRetry(providerId) {
      const pace = spendRetry(paceOf(providerId));
      if (pace !== undefined) paces.set(providerId, pace);
      return pace !== undefined;
    },
    lanesAllowed: (providerId, concurrentLanes) =>
      lanesAllowed(paceOf(providerId), { nowMs: clock.nowMs(), concurrentLanes }),
    known: () => paces.keys(),
    paused() {
      const nowMs = clock.nowMs();
      return new Map(
        [...paces].flatMap(([id, { pausedUntilMs }]) => (pausedUntilMs > nowMs ? [[id, pausedUntilMs]] : [])),
      );
    },
  };
}
