import type { AcxErrorJson } from '../errors/acx-error';
import { type Instant, instantFromMs, instantToMs } from '../model/instant';
import { retryAtMs, retryDelayMs } from '../policy/retry-delay';
import { isOutage, isTriedAgain, isTurnMissing, retryAfterOf } from '../policy/worth-trying';
import type { LaneClaim } from '../ports/ledger-records';
import type { EngineContext } from './engine-context';

/** What needs a person is looked at again all the same, because a person may have forgotten to say that it is done. */
const FINAL_RETRY_MS = 3_600_000;

/**
 * When to try a lane again after these failures, and the pause of the whole installation when it is the one that failed.
 * @param options.startsAt When the first right that is missing should open: the try comes no later.
 * @param options.sentAtMs When the work began whose failure this is.
 */
export function retryLaneAt(
  context: EngineContext,
  claim: LaneClaim,
  failures: readonly AcxErrorJson[],
  options: { startsAt: Instant | undefined; sentAtMs: number },
): Instant {
  const { startsAt, sentAtMs } = options;
  const { clock, random, retryTiming, pace } = context;
  const nowMs = clock.nowMs();
  const startsAtMs = startsAt === undefined ? undefined : instantToMs(startsAt);
  const retryAfterMs = Math.max(0, ...failures.map((error) => retryAfterOf(error) ?? 0));
  if (!failures.some(isTriedAgain)) return instantFromMs(retryAtMs({ nowMs, delayMs: FINAL_RETRY_MS, startsAtMs }));
  if (failures.some(isOutage))
    return instantFromMs(pace.wentOut(claim.providerId, { sentAtMs, retryAfterMs, startsAtMs }));
  // What was not sent is no try.
  const delayMs =
    failures.every(isTurnMissing) || pace.spendRetry(claim.providerId)
      ? retryDelayMs({ failures: claim.failures + 1, random: random(), retryAfterMs, timing: retryTiming })
      : retryTiming.capMs;
  return instantFromMs(retryAtMs({ nowMs, delayMs, retryAfterMs, startsAtMs }));
}
