import {
  freshPace,
  lanesAllowed,
  type ProviderPace,
  paceAfterOutage,
  paceAfterSuccess,
  paceForProbe,
  spendRetry,
} from '../policy/provider-pace';
import type { RetryTiming } from '../policy/retry-delay';
import type { Clock } from '../ports/clock';

/** How fast each installation may be worked on, as experience has shown in this process. */
export interface PaceKeeper {
  succeeded(providerId: string): void;
  /** The installation itself failed. Returns until when nothing is sent to it: at the latest until `startsAtMs`. */
  wentOut(providerId: string, failure: { sentAtMs: number; retryAfterMs?: number; startsAtMs?: number }): number;
  /** Ends a pause, unless the vendor asked for it: somebody stands at a door. At most once in half a minute. True when it did. */
  probe(providerId: string): boolean;
  /** Takes one try again out of the budget; false when it is used up. */
  spendRetry(providerId: string): boolean;
  lanesAllowed(providerId: string, concurrentLanes: number): number;
  /** Installations of which there is any experience. */
  known(): Iterable<string>;
  /** Installations that are paused, and until when. */
  paused(): ReadonlyMap<string, number>;
}

/** How often at most a pause is ended for somebody who stands at a door. */
const PROBE_EVERY_MS = 30_000;

/** Starts with every installation healthy. */
export function createPaceKeeper(options: { clock: Clock; random: () => number; timing: RetryTiming }): PaceKeeper {
  const { clock, random, timing } = options;
  const paces = new Map<string, ProviderPace>();
  const probes = new Map<string, number>();
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
    probe(providerId) {
      const nowMs = clock.nowMs();
      const pace = paceOf(providerId);
      const probedAtMs = probes.get(providerId) ?? Number.NEGATIVE_INFINITY;
      if (pace.pausedUntilMs <= nowMs || pace.askedUntilMs > nowMs || nowMs - probedAtMs < PROBE_EVERY_MS) return false;
      probes.set(providerId, nowMs);
      paces.set(providerId, paceForProbe(pace, nowMs));
      return true;
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
