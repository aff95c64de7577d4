import type { AcxErrorJson } from '../errors/acx-error';
import type { Instant } from '../model/instant';
import type { SourceProblem, SourceReading } from '../ports/booking-source';

/** A booking of a resource that opens nothing, or less than it should, because our own lists lack something. */
export interface UnmappedBooking {
  readonly bookingId: string;
  readonly resourceId: string;
  /** Whose part it is. Personal data where holders are e-mail addresses: show it, do not log it. */
  readonly holderId?: string;
  readonly error: AcxErrorJson;
}

/** What is known of one resource of a source. */
export interface FollowedResource {
  readonly resourceId: string;
  /** When it is read next. */
  dueAtMs: number;
  /** Something was announced and not read yet. */
  isHinted: boolean;
  /** When it was last read, whether it was believed or not. */
  lastReadMs: number;
  /** As of when its bookings were last believed. */
  readAt: Instant | undefined;
  failures: number;
  failure: AcxErrorJson | undefined;
  /** Bookings that were missing, by id, since when. */
  readonly suspects: Map<string, number>;
  problems: readonly SourceProblem[];
  unmapped: readonly UnmappedBooking[];
  /** What was last believed, as long as it has left nothing to be done. */
  believed: SourceReading | undefined;
}

/** Not read yet, and due at once. */
export function createFollowedResource(resourceId: string): FollowedResource {
  return {
    resourceId,
    dueAtMs: Number.NEGATIVE_INFINITY,
    isHinted: false,
    lastReadMs: Number.NEGATIVE_INFINITY,
    readAt: undefined,
    failures: 0,
    failure: undefined,
    suspects: new Map(),
    problems: [],
    unmapped: [],
    believed: undefined,
  };
}
