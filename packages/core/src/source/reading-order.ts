import type { SourceProblem } from '../ports/booking-source';
import type { FollowedResource } from './followed-resource';

/** Which resource is read next. */
export interface ReadingOrder {
  /** How many are being read. */
  reading(): number;
  isAnyDue(nowMs: number): boolean;
  /**
   * What was announced and what is due without it take turns, so that neither keeps the other from being read. Of each, what has been due for longest.
   */
  next(nowMs: number): FollowedResource | undefined;
  /** Of what is not being read. */
  nextDueAtMs(): number;
  /** Bookings that this resource and another one both list, one reading after the other: they cannot be in two places. */
  listedElsewhere(resource: FollowedResource, listed: ReadonlySet<string>): SourceProblem[];
}

/** @param all Changed by whoever reads them. */
export function createReadingOrder(all: readonly FollowedResource[]): ReadingOrder {
  let wasHinted = false;
  const dueNow = (nowMs: number): FollowedResource[] =>
    all.filter(({ isReading, dueAtMs }) => !isReading && dueAtMs <= nowMs);
  const oldest = (candidates: readonly FollowedResource[]): FollowedResource | undefined =>
    candidates.reduce<FollowedResource | undefined>(
      (best, one) => (best === undefined || one.dueAtMs < best.dueAtMs ? one : best),
      undefined,
    );
  return {
    reading: () => all.filter(({ isReading }) => isReading).length,
    isAnyDue: (nowMs) => dueNow(nowMs).length > 0,
    next(nowMs) {
      const due = dueNow(nowMs);
      const hinted = oldest(due.filter(({ isHinted }) => isHinted));
      const other = oldest(due.filter(({ isHinted }) => !isHinted));
      const next = wasHinted ? (other ?? hinted) : (hinted ?? other);
      wasHinted = next?.isHinted ?? false;
      return next;
    },
    nextDueAtMs: () => Math.min(...all.filter(({ isReading }) => !isReading).map(({ dueAtMs }) => dueAtMs)),
    listedElsewhere(resource, listed) {
      const { resourceId } = resource;
      return [...listed].flatMap((bookingId): SourceProblem[] => {
        const other = resource.listed.has(bookingId)
          ? all.find((one) => one !== resource && one.listed.has(bookingId))
          : undefined;
        if (other === undefined) return [];
        const message = `It is listed at ${resourceId} and at ${other.resourceId}, and opens only where it was read last. Look at it in the booking product.`;
        return [{ problem: 'booking_contradictory', resourceId, bookingId, message }];
      });
    },
  };
}
