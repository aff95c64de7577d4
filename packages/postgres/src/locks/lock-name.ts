import { createHash } from 'node:crypto';

/** What only one transaction at a time may read and change. */
export type LockName =
  | readonly ['booking', bookingId: string]
  | readonly ['resource', resourceId: string]
  | readonly ['lane', providerId: string, lane: string]
  | readonly ['events', providerId: string]
  | readonly ['notice', noticeId: string]
  | readonly ['storage', providerId: string, key: string]
  | readonly ['claims', providerId: string];

/**
 * So many locks stand for all names, so that a transaction on thousands of bookings does not use up the server's table of locks. Two names on one
 * lock only wait for each other. Every version of this package must use the same number.
 */
const LOCK_COUNT = 2048;

/** The lock that stands for a name: from 0 on. */
export function lockOf(name: LockName): number {
  return hashOf(JSON.stringify(name)) & (LOCK_COUNT - 1);
}

/** Keeps the advisory locks of one ledger apart from those of another, and, but for a chance of one in four billion, of the host. */
export function lockSpaceOf(schema: string): number {
  return hashOf(`acx ledger ${schema}`);
}

function hashOf(text: string): number {
  return createHash('sha256').update(text).digest().readInt32BE();
}
