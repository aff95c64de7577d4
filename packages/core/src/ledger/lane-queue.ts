import type { Instant } from '../model/instant';
import { createDueQueue, type DueItem } from './due-queue';

/** The lanes of one installation that wake some time. */
export interface LaneQueue<Lane> {
  push(item: DueItem<Lane>): void;
  /** When the first of them wakes. */
  firstAt(): Instant | undefined;
  /** Of those that are awake by `now` the one that is to be handed out first, and its rank: the lowest text comes first. */
  mostUrgent(now: Instant): { readonly rank: string; readonly lane: Lane } | undefined;
}

/**
 * An empty queue. What is awake goes over into a second heap, which is in another order.
 * @param isCurrent Lanes for which it says no have changed since, and are passed over.
 */
export function createLaneQueue<Lane extends { readonly urgentAt?: Instant }>(
  isCurrent: (lane: Lane) => boolean,
): LaneQueue<Lane> {
  // No instant comes after `~`.
  const rankOf = ({ dueAt, item }: DueItem<Lane>): string => `${item.urgentAt ?? '~'} ${dueAt}`;
  const all = createDueQueue(isCurrent);
  const asleep = createDueQueue(isCurrent);
  const awake = createDueQueue(isCurrent, rankOf);
  const push: LaneQueue<Lane>['push'] = (item) => {
    all.push(item);
    asleep.push(item);
  };
  return {
    push,
    firstAt: () => all.peek()?.dueAt,
    mostUrgent(now) {
      for (let next = asleep.peek(); next !== undefined && next.dueAt <= now; next = asleep.peek()) {
        asleep.pop();
        awake.push(next);
      }
      for (let first = awake.peek(); first !== undefined; first = awake.peek()) {
        if (first.dueAt <= now) return { rank: rankOf(first), lane: first.item };
        // Somebody whose clock is ahead has looked before.
        awake.pop();
        asleep.push(first);
      }
      return undefined;
    },
  };
}
