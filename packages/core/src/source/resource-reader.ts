import { type Instant, instantFromMs, instantToMs } from '../model/instant';
import type { Window } from '../model/window';
import { defaultRetryTiming, retryDelayMs } from '../policy/retry-delay';
import type { SourceReading } from '../ports/booking-source';
import type { CallOptions } from '../ports/call-options';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import { believeReading } from './believe-reading';
import type { CallBudget } from './call-budget';
import { describeFailure } from './describe-failure';
import type { FollowOptions } from './follow-options';
import type { FollowedResource } from './followed-resource';
import type { SubscriptionKeeper } from './keep-subscribed';
import type { ReadingOrder } from './reading-order';
import { createRecentLosses } from './recent-losses';

/** What resources are read with. */
export interface ReaderParts extends Pick<FollowOptions, 'source' | 'access'> {
  readonly all: readonly FollowedResource[];
  readonly order: Pick<ReadingOrder, 'listedElsewhere'>;
  readonly budget: Pick<CallBudget, 'pauseUntil'>;
  readonly subscription: Pick<SubscriptionKeeper, 'unannounced'> | undefined;
  /** Makes a call to the source within its limits. */
  readonly call: <T>(operation: string, work: (callOptions: CallOptions) => Promise<T>) => Promise<T>;
  readonly onRead: (reading: { readonly resourceId: string; readonly at: Instant }) => void;
  /** Tells the instants that are told. */
  readonly clock: Clock;
  /** Measures how long to wait. */
  readonly steady: Clock;
  readonly random: () => number;
  readonly logger: Logger;
  readonly everyMs: number;
  readonly confirmAfterMs: number;
}

/** @returns what reads one resource, takes the reading over, and says when it is read again. Never rejects. */
export function createResourceReader(parts: ReaderParts): (resource: FollowedResource) => Promise<void> {
  const { source, access, all, order, budget, subscription, call, onRead, logger } = parts;
  const { clock, steady, random, everyMs, confirmAfterMs } = parts;
  const losses = createRecentLosses();
  let believing: Promise<void> = Promise.resolve();

  const fail = (resource: FollowedResource, thrown: unknown): void => {
    const { resourceId } = resource;
    const failure = describeFailure(thrown);
    const retryAfterMs = typeof failure.retryAfterMs === 'number' ? failure.retryAfterMs : undefined;
    resource.failures += 1;
    resource.failure = failure;
    const { failures } = resource;
    const timing = { ...defaultRetryTiming, capMs: Math.min(defaultRetryTiming.capMs, everyMs) };
    const delayMs = retryDelayMs({
      failures,
      random: random(),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      timing,
    });
    resource.dueAtMs = steady.nowMs() + delayMs;
    if (retryAfterMs !== undefined) budget.pauseUntil(steady.nowMs() + retryAfterMs);
    const fields = { sourceId: source.id, resourceId, failures, error: failure.name };
    logger.warn('A resource could not be read; its bookings stay as they were.', fields);
  };

  /** Takes a reading over. One after the other, so that each sees what the others take away. */
  const believe = (...reading: Parameters<typeof believeNext>): Promise<void> => {
    const believed = believing.then(() => believeNext(...reading));
    believing = believed.catch(() => {});
    return believed;
  };
  const believeNext = async (
    resource: FollowedResource,
    reading: SourceReading,
    atMs: number,
    isAnnounced: boolean,
  ) => {
    const { window: formerWindow, isLossAllowed } = resource;
    const suspected = all.flatMap((one) => (one === resource ? [] : [...one.suspects.values()]));
    const alreadyRevoked = losses.total(atMs) + suspected.reduce((sum, { rights }) => sum + rights, 0);
    const moment = { atMs, confirmAfterMs, alreadyRevoked, isLossAllowed };
    const { synced, changed, known } = await believeReading({ access, source }, resource, reading, moment);
    const twice = order.listedElsewhere(resource, known.listed);
    if (!isLossAllowed) losses.add(atMs, synced.revoked);
    else resource.isLossAllowed = false;
    Object.assign(resource, known, { failures: 0, failure: known.stopped });
    resource.problems = [...known.problems, ...twice];
    // What has only come into the window was announced when it was made.
    const wasInReach = new Set(reading.bookings.filter(isWithin(formerWindow)).map(({ id }) => id));
    if (!isAnnounced && !resource.isHinted)
      subscription?.unannounced(changed.filter((id) => wasInReach.has(id)).length);
  };

  const readOne = async (resource: FollowedResource): Promise<void> => {
    const { resourceId, isHinted: isAnnounced } = resource;
    const [atMs, at] = [steady.nowMs(), instantFromMs(clock.nowMs())];
    resource.isReading = true;
    resource.isHinted = false;
    resource.dueAtMs = Number.POSITIVE_INFINITY;
    try {
      const reading = await call('read', (callOptions) => source.read({ resourceId, at }, callOptions));
      await believe(resource, reading, atMs, isAnnounced);
      const secondLooks = [...resource.suspects.values()].map(({ sinceMs }) => sinceMs + confirmAfterMs);
      const nextRoundMs = atMs + everyMs * (0.9 + 0.2 * random());
      const nextMs = resource.stopped === undefined ? Math.min(nextRoundMs, ...secondLooks) : nextRoundMs;
      // A hint that has come meanwhile keeps its time.
      resource.dueAtMs = Math.min(resource.dueAtMs, nextMs);
      if (resource.stopped !== undefined) return;
      resource.readAt = at;
      onRead({ resourceId, at });
    } catch (failure) {
      fail(resource, failure);
    } finally {
      resource.isReading = false;
    }
  };
  return readOne;
}

/** What is no instant lies nowhere. */
function isWithin(window: Window | undefined) {
  return ({ startsAt, endsAt }: SourceReading['bookings'][number]): boolean =>
    window !== undefined &&
    +new Date(startsAt) < instantToMs(window.endsAt) &&
    +new Date(endsAt) > instantToMs(window.startsAt);
}
