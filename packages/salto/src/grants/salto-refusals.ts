import { ConflictError, type Outcome, ProviderCallError, type ProviderWarning } from '@acx/core/provider';
import type { SlotRange } from './salto-timetable-pool';

/** Which installation, and which slots are ours. */
interface Installation {
  readonly providerId: string;
  readonly range: SlotRange;
}

/** What becomes of a change when Space has no such access level: there is nothing to take away, and nothing can be given. */
export function withoutLevel(
  { providerId }: Installation,
  edit: { grantKey: string; zone: string; state?: object },
): Outcome {
  const { grantKey, zone, state } = edit;
  if (state === undefined) return { grantKey, effect: 'applied' };
  const error = new ProviderCallError({
    providerId,
    operation: 'updateAccessLevel',
    vendorCode: 'no_access_level',
    message: `${providerId}: Space has no access level with the EXT ID that the directory names for zone ${zone}, so nothing was written. The ids must be exactly the same, capital letters and blanks included: correct the directory, or the EXT ID in ProAccess Space.`,
  });
  return { grantKey, effect: 'none', error };
}

/** Somebody else's right is on this access level and zone, and there is room for one. */
export function occupied({ providerId }: Installation, zone: string): ConflictError {
  return new ConflictError({
    what: 'occupied',
    message: `${providerId}: the access level already has a right on zone ${zone} that we may not change (it is not ours, or Space does not let us), and Space keeps one for each access level and zone. It stays as it is and nothing was written.`,
    isRetryable: true,
  });
}

/** No slot is free for the times that are wanted. */
export function exhausted({ providerId, range }: Installation): ProviderCallError {
  return new ProviderCallError({
    providerId,
    operation: 'updateTimetable',
    vendorCode: 'timetable_slots_exhausted',
    message: `${providerId}: all timetable slots from ${range.from} to ${range.to} are in use, so nothing was written. It is tried again; give the provider more slots with timetableSlots.`,
    isRetryable: true,
  });
}

/** A warning while a tenth of the slots, or less, is left. */
export function slotWarning(
  { providerId, range }: Installation,
  { free, total }: { free: number; total: number },
): ProviderWarning | undefined {
  if (free > total / 10) return undefined;
  return {
    resource: 'timetable_slots',
    message: `${providerId}: ${free} of ${total} timetable slots (${range.from} to ${range.to}) are free. Bookings at new times of day will fail when none is left.`,
    action:
      'Give the provider more slots with timetableSlots, after making sure that nobody uses them in ProAccess Space.',
  };
}

/** A right that Space holds and lets nobody change over SHIP. */
export function unchangeable({ providerId }: Installation, zone: string): ProviderCallError {
  return new ProviderCallError({
    providerId,
    operation: 'updateAccessLevel',
    vendorCode: 'pair_refused',
    message: `${providerId}: this Space merges zone lists and refuses an access level and zone that it has, so a right on zone ${zone} can be neither changed nor taken away over SHIP; it stays as it was. Take it away by hand in ProAccess Space, and try zoneLists: 'replace'.`,
  });
}
