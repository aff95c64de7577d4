import { type Instant, instantFromMs } from '../../model/instant';
import type { Clock } from '../../ports/clock';

/** How long the fake vendor delivers what somebody has subscribed to. */
const TERM_MS = 60 * 60_000;

/** What the fake vendor answers to somebody who subscribes. */
export interface FakeSubscription {
  readonly id: string;
  /** The vendor's own time. */
  readonly now: Instant;
  readonly expiresAt: Instant;
}

/** Who is told of door events. */
export interface FakeSubscriptions {
  /** Renews a subscription, and answers nothing when it is gone; without an id makes a new one. */
  subscribe(request: { readonly id?: string }): FakeSubscription | undefined;
  /** Those that have not expired. */
  count(): number;
  /** Forgets all of them. */
  end(): void;
}

/** Nobody, to begin with. */
export function createFakeSubscriptions(clock: Clock): FakeSubscriptions {
  const expiry = new Map<string, number>();
  let made = 0;
  const isAlive = (expiresAtMs: number | undefined): boolean =>
    expiresAtMs !== undefined && expiresAtMs > clock.nowMs();

  return {
    subscribe({ id }) {
      if (id !== undefined && !isAlive(expiry.get(id))) return undefined;
      if (id === undefined) made += 1;
      const own = id ?? `subscription-${made}`;
      const nowMs = clock.nowMs();
      expiry.set(own, nowMs + TERM_MS);
      return { id: own, now: instantFromMs(nowMs), expiresAt: instantFromMs(nowMs + TERM_MS) };
    },
    count: () => [...expiry.values()].filter(isAlive).length,
    end: () => expiry.clear(),
  };
}
