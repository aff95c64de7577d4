import type { AccessEventType } from '../../model/access-event';
import type { Instant } from '../../model/instant';

/** What happened at a door, as the fake vendor keeps it. Numbers grow by one. */
export interface FakeDoorEvent {
  readonly number: number;
  readonly type: AccessEventType;
  readonly place: string;
  readonly subject: string;
  readonly at: Instant;
}

/** A part of the log of the doors. */
export interface FakeDoorPage {
  readonly events: readonly FakeDoorEvent[];
  /** Go on after this number. */
  readonly last: number;
  readonly isMore: boolean;
}

/** What happened at all doors, oldest first. */
export interface FakeDoorLog {
  add(event: Omit<FakeDoorEvent, 'number'>): void;
  /** Those after a number; without one, none, and where the log ends. */
  page(request: { after?: number; limit: number }): FakeDoorPage;
}

/** An empty log. */
export function createFakeDoorLog(): FakeDoorLog {
  const log: FakeDoorEvent[] = [];
  return {
    add: (event) => log.push({ ...event, number: log.length + 1 }),
    page({ after = log.length, limit }) {
      const events = log.slice(after, after + limit);
      const last = after + events.length;
      return { events, last, isMore: last < log.length };
    },
  };
}
