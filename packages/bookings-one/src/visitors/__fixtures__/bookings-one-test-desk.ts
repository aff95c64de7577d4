import { createFixedClock, type FixedClock } from '@acx/core/testing';
import type { BookingsOneClient } from '../../wire/bookings-one-client';
import type { BookingsOneVisitor } from '../../wire/bookings-one-visitor';
import { type BookingsOneVisitorRules, createBookingsOneVisitorDecider } from '../bookings-one-decide-visitor';

export const NOW = '2026-11-21T09:00:00.000Z';

/** A receptionist module that tests hold in their hands. */
export interface TestDesk {
  readonly client: Pick<BookingsOneClient, 'visitor'>;
  /** Who has which code. A function is called: it may throw. */
  readonly visitors: Map<string, BookingsOneVisitor | (() => BookingsOneVisitor)>;
  /** Every lookup that was made. */
  readonly asked: (Parameters<BookingsOneClient['visitor']>[0] & { readonly signal?: AbortSignal })[];
  /** From now on lookups wait. The answer of each is what holds when it is released. */
  hold(): void;
  /** Answers what waits, the earliest first; all of it without a count. */
  release(count?: number): Promise<void>;
}

export const visitor = (status: BookingsOneVisitor['status'], more: Partial<BookingsOneVisitor> = {}) => ({
  status,
  isBlacklisted: false,
  ...more,
});

export function createTestDesk(): TestDesk {
  const visitors: TestDesk['visitors'] = new Map();
  const asked: TestDesk['asked'] = [];
  const waiting: (() => void)[] = [];
  let isHeld = false;
  return {
    visitors,
    asked,
    client: {
      async visitor(request, options) {
        asked.push({ ...request, signal: options?.signal });
        if (isHeld) await new Promise<void>((resolve) => waiting.push(resolve));
        const found = visitors.get(request.registrationCode);
        return typeof found === 'function' ? found() : found;
      },
    },
    hold() {
      isHeld = true;
    },
    async release(count = waiting.length) {
      for (const answer of waiting.splice(0, count)) answer();
      await settled();
    },
  };
}

/** Everything has happened that needs neither the clock nor the network. */
export const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** A decider with two doors in and two out, its desk and its clock. */
export function createTestDoors(more: Partial<BookingsOneVisitorRules> = {}) {
  const desk = createTestDesk();
  const clock: FixedClock = createFixedClock(NOW);
  const lines: unknown[][] = [];
  const log = (...line: unknown[]): void => void lines.push(line);
  const decider = createBookingsOneVisitorDecider({
    providerId: 'desk',
    client: desk.client,
    doors: [
      { place: 'north in', direction: 'arrival' },
      { place: 'south in', direction: 'arrival' },
      { place: 'north out', direction: 'departure' },
      { place: 'south out', direction: 'departure' },
    ],
    qr: { hosts: new Set(['rooms.example']), parameters: new Set(['code', 'registrationcode']) },
    decideWithinMs: 2000,
    denialCacheMs: 5000,
    allowanceCacheMs: 0,
    concurrentLookups: 16,
    clock,
    logger: { debug: log, info: log, warn: log, error: log },
    ...more,
  });
  /** One word for both parts of a decision: `allow checked_in`. */
  const ask = async (place: string, value = 'CODE-1', asking: { at?: string; signal?: AbortSignal } = {}) => {
    const at = asking.at ?? new Date(clock.nowMs()).toISOString();
    const decision = await decider.decide({ credential: { kind: 'qr', value }, place, at }, { signal: asking.signal });
    return `${decision.verdict} ${decision.reason}`;
  };
  return { ...desk, clock, lines, decider, ask };
}
