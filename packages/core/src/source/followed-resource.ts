import type { AcxErrorJson } from '../errors/acx-error';
import type { Instant } from '../model/instant';
import type { Window } from '../model/window';
import type { SourceProblem } from '../ports/booking-source';

/** A booking of a resource that opens nothing, or less than it should, because our own lists lack something. */
export interface UnmappedBooking {
  readonly bookingId: string;
  readonly resourceId: string;
  /** Whose part it is. Personal data where holders are e-mail addresses: show it, do not log it. */
  readonly holderId?: string;
  readonly error: AcxErrorJson;
}

/** A booking that was missing in a reading. */
export interface Suspect {
  /** When that reading began. */
  readonly sinceMs: number;
  readonly rights: number;
}

/** What is known of one resource of a source. */
export interface FollowedResource {
  readonly resourceId: string;
  /** When it is read next. */
  dueAtMs: number;
  /** Something was announced and not read yet. */
  isHinted: boolean;
  isReading: boolean;
  /** A person has said that its next reading may take away everything. */
  isLossAllowed: boolean;
  /** As of when its bookings were last believed. */
  readAt: Instant | undefined;
  failures: number;
  failure: AcxErrorJson | undefined;
  /** The brake has left something of its last reading out. */
  stopped: AcxErrorJson | undefined;
  /** Bookings that were missing, by id. */
  suspects: ReadonlyMap<string, Suspect>;
  /** Window of its last reading, and the ids in it. */
  window: Window | undefined;
  listed: ReadonlySet<string>;
  problems: readonly SourceProblem[];
  unmapped: readonly UnmappedBooking[];
}

/** Not read yet, and due at once. */
export function createFollowedResource(resourceId: string): FollowedResource {
  return {
    resourceId,
    dueAtMs: Number.NEGATIVE_INFINITY,
    isHinted: false,
    isReading: false,
    isLossAllowed: false,
    readAt: undefined,
    failures: 0,
    failure: undefined,
    stopped: undefined,
    suspects: new Map(),
    window: undefined,
    listed: new Set(),
    problems: [],
    unmapped: [],
  };
}
