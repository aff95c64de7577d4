import { instantToMs } from '@acx/core/provider';
import type { BookingsOneVisitor } from '../wire/bookings-one-visitor';

/** What an answer says about the right to pass: nothing that tells who the visitor is. */
export interface BookingsOneStanding {
  readonly status: BookingsOneVisitor['status'];
  readonly isBlacklisted: boolean;
  readonly validFromMs?: number;
  /** Exclusive. */
  readonly validUntilMs?: number;
}

/** Leaves the person out. A blacklisting that is not clearly told as "no" is one. */
export function visitorToStanding(visitor: BookingsOneVisitor): BookingsOneStanding {
  const { status, isBlacklisted, validFrom, validUntil } = visitor;
  return {
    status,
    isBlacklisted: isBlacklisted !== false,
    ...(validFrom === undefined ? {} : { validFromMs: instantToMs(validFrom) }),
    ...(validUntil === undefined ? {} : { validUntilMs: instantToMs(validUntil) }),
  };
}
