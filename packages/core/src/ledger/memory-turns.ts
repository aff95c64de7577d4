import { giveTurns, turnTiming, turnWaits } from '../policy/call-turns';
import type { TurnRequest } from '../ports/turn-request';

/** Gives out turns within this process. */
export function createMemoryTurns(): (request: TurnRequest) => Promise<readonly number[]> {
  const paidUntil = new Map<string, number>();
  return async ({ providerId, limit, count, nowMs }) => {
    const timing = turnTiming(limit);
    const given = giveTurns({ paidUntilMs: paidUntil.get(providerId), nowMs, timing, count });
    paidUntil.set(providerId, given.paidUntilMs);
    return turnWaits({ firstInMs: given.firstInMs, timing, count });
  };
}
