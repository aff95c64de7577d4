import type { Decision } from '@acx/core/provider';
import type { BookingsOneDoor } from './bookings-one-door';
import type { BookingsOneStanding } from './bookings-one-standing';

const allow = (reason: string): Decision => ({ verdict: 'allow', reason });
const deny = (reason: string): Decision => ({ verdict: 'deny', reason });

/**
 * May a visitor of this standing pass at this instant? `undefined`: nobody has this code. Pure.
 *
 * | status | arrival | departure |
 * |---|---|---|
 * | `checked_in` | allow, within the validity and unless blacklisted | allow |
 * | `checked_out` | deny | allow |
 * | `expected`, `expired`, `unknown`, `unrecognised` | deny | deny |
 *
 * Blacklist and validity close arrivals only: whoever has been let in must be able to leave. Only a word for being or having been in proves
 * it: `expired` is said of somebody who never came, too.
 */
export function judgeBookingsOneStanding(
  standing: BookingsOneStanding | undefined,
  direction: BookingsOneDoor['direction'],
  atMs: number,
): Decision {
  if (standing === undefined) return deny('unknown_credential');
  const { status } = standing;
  const refused = (direction === 'arrival' ? refuseArrival(standing, atMs) : undefined) ?? refuseStatus(status);
  if (refused !== undefined) return deny(refused);
  if (status === 'checked_in') return allow(status);
  return direction === 'departure' && status === 'checked_out' ? allow(status) : deny(status);
}

/** What closes an arrival whatever the status is, as long as the answer can be believed at all. */
function refuseArrival(standing: BookingsOneStanding, atMs: number): string | undefined {
  const { status, isBlacklisted, validFromMs, validUntilMs } = standing;
  if (isBlacklisted) return 'blacklisted';
  if (status === 'unknown' || status === 'unrecognised') return undefined;
  // Asked as "not inside", so that a time which is no number is outside.
  if (validUntilMs !== undefined && !(atMs < validUntilMs)) return 'expired';
  if (validFromMs !== undefined && !(atMs >= validFromMs)) return 'too_early';
  return undefined;
}

function refuseStatus(status: BookingsOneStanding['status']): string | undefined {
  switch (status) {
    case 'checked_in':
    case 'checked_out':
      return undefined;
    case 'expected':
      return 'not_checked_in';
    case 'expired':
      return 'expired';
    case 'unknown':
      return 'status_unknown';
    default:
      return 'status_unrecognised';
  }
}
