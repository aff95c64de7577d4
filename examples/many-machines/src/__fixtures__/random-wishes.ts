import type { Draws } from '@acx/core/testing';
import { roomWindow, type TimeSpan, windowFor } from './random-windows';

/** A booking as the host's own table has it: what is true, whatever becomes of messages and processes. */
export interface Wish extends TimeSpan {
  readonly id: string;
  readonly kind: 'reservation' | 'visit';
  readonly resourceId: string;
  readonly holderIds: readonly string[];
  readonly isConfirmed: boolean;
  /** Grows with every change. */
  readonly revision: number;
}

/** A table of bookings that changes at random. */
export interface RandomWishes {
  /** As it is now. */
  readonly all: ReadonlyMap<string, Wish>;
  /** Every start and end that was ever asked for, in epoch milliseconds. */
  readonly edgesMs: ReadonlySet<number>;
  /** Changes the table and says what has changed. `share` is how much of the history is over, 0 to 1. */
  change(nowMs: number, share: number): Wish;
}

/** From here on nothing begins or ends within seconds any more, so that the history comes to an end. */
const CALM_FROM = 0.75;

/** @param holderIds Who books. */
export function createRandomWishes(draws: Draws, holderIds: readonly string[]): RandomWishes {
  const all = new Map<string, Wish>();
  const edgesMs = new Set<number>();
  const store = (wish: Wish): Wish => {
    all.set(wish.id, wish);
    edgesMs.add(wish.startMs).add(wish.endMs);
    return wish;
  };
  const spanFor = (resourceId: string, nowMs: number, share: number): TimeSpan | undefined => {
    if (resourceId !== 'function-room') return windowFor(draws, { resourceId, nowMs, isCalm: share > CALM_FROM });
    const taken = [...all.values()].filter((wish) => wish.resourceId === resourceId && wish.isConfirmed);
    return roomWindow(draws, nowMs, taken);
  };
  const drawHolders = (resourceId: string): readonly string[] => {
    const first = draws.pick(holderIds);
    const isAlone = ['visits', 'function-room'].includes(resourceId) || draws.chance(0.8);
    return isAlone ? [first] : [...new Set([first, draws.pick(holderIds)])];
  };

  return {
    all,
    edgesMs,
    change(nowMs, share) {
      const confirmed = [...all.values()].filter(({ isConfirmed, endMs }) => isConfirmed && endMs > nowMs);
      if (confirmed.length > 5 && draws.chance(0.5)) {
        const wish = draws.pick(confirmed);
        const revision = wish.revision + 1;
        const span = draws.chance(0.6) ? spanFor(wish.resourceId, nowMs, share) : undefined;
        return store(span === undefined ? { ...wish, revision, isConfirmed: false } : { ...wish, revision, ...span });
      }
      const id = `booking-${all.size + 1}`;
      const resourceId = draws.pick(RESOURCES);
      const span = spanFor(resourceId, nowMs, share);
      if (span === undefined) return this.change(nowMs, share);
      const kind = resourceId === 'visits' ? 'visit' : 'reservation';
      return store({
        id,
        kind,
        resourceId,
        holderIds: drawHolders(resourceId),
        isConfirmed: true,
        revision: 1,
        ...span,
      });
    },
  };
}

/** Many where one right is held at a time, and many where a repeated write would make a second right. */
const RESOURCES = [
  ...['gym', 'gym', 'gym', 'pool', 'pool', 'pool', 'parking', 'parking', 'parking'],
  ...['training-day', 'training-day', 'studio', 'studio', 'studio', 'function-room', 'function-room'],
  ...['visits', 'visits', 'visits', 'visits'],
];
