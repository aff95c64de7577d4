import type { CheckIn, DeliveredAccessEvent } from '@acx/core';
import type { DoorEventView } from '../../contract/doors';

const WORDS = { granted: 'The door said yes', denied: 'The door said no', taken: 'Somebody passed' } as const;

/** A door event for the page. Neither the subject nor the vendor's record is in it: both may be a card number or a name. */
export function toDoorEvent(
  { id, providerId, at, type, reason, isEntry, bookingIds }: DeliveredAccessEvent,
  { doorName, system, who }: { doorName: string; system: string; who: string | undefined },
): DoorEventView {
  const whose = who === undefined ? '' : ` for ${who}`;
  const why = reason === undefined ? '' : `: ${reason.replaceAll('_', ' ')}`;
  const unbooked = isEntry === true && bookingIds.length === 0 ? ' Nobody has booked it.' : '';
  return {
    ...{ id: `${providerId}/${id}`, at, type, doorName, system },
    words: `${WORDS[type]}${whose}${why}.${unbooked}`,
  };
}

/** A check-in for the page. */
export function toCheckInEvent(
  { id, at, isCorrection }: CheckIn,
  { doorName, system, resourceName, who }: { doorName: string; system: string; resourceName: string; who: string },
): DoorEventView {
  const corrected = isCorrection ? ' An earlier entry has come to be known.' : '';
  return {
    ...{ id: `check-in/${id}`, at, type: 'checked_in', doorName, system },
    words: `${who} is checked in: ${resourceName}.${corrected}`,
  };
}
