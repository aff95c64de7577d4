import type { Clock } from '../../ports/clock';

/** Counts calls the way a strict vendor does. */
interface FakeCallCounter {
  /** Counts a call. False when there were too many within the last second; such a call counts too. */
  admit(): boolean;
  /** Calls that were not admitted. */
  readonly refused: number;
}

const SECOND_MS = 1_000;

/** @param callsPerSecond Most calls within any second. Absent: all are admitted. */
export function createFakeCallCounter(clock: Clock, callsPerSecond = Number.POSITIVE_INFINITY): FakeCallCounter {
  let latest: number[] = [];
  let refused = 0;
  return {
    admit() {
      if (callsPerSecond === Number.POSITIVE_INFINITY) return true;
      const nowMs = clock.nowMs();
      latest = latest.filter((atMs) => atMs > nowMs - SECOND_MS);
      latest.push(nowMs);
      if (latest.length <= callsPerSecond) return true;
      refused += 1;
      return false;
    },
    get refused() {
      return refused;
    },
  };
}
