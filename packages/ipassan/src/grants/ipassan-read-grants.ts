import type { GrantReference, VendorGrant } from '@acx/core/provider';
import type { IpassanCallOptions } from '../wire/ipassan-session';
import { findBooking } from './ipassan-find-booking';
import { type HeldBooking, type IpassanGrantReader, readHeldBookings } from './ipassan-held-booking';

/** What grants are read for. */
export interface IpassanReadRequest {
  readonly lane: string;
  readonly grants: readonly GrantReference[];
  /** Uuids of records that belong to other grants. Default: none. */
  readonly taken?: readonly string[];
}

/** What an asset really holds for these grants: one reading of its bookings, however many grants. */
export async function readIpassanGrants(
  reader: IpassanGrantReader,
  request: IpassanReadRequest,
  options: IpassanCallOptions,
): Promise<VendorGrant[]> {
  const { lane, grants } = request;
  if (grants.length === 0) return [];
  const bookings = await readHeldBookings(reader, lane, options);
  const taken = takenUuids(request);
  const found: VendorGrant[] = [];
  for (const grant of grants) {
    const booking = findBooking(bookings, grant, ({ uuid }) => taken.has(uuid));
    if (booking === undefined) continue;
    taken.add(booking.uuid);
    found.push({ origin: 'ours', grantKey: grant.grantKey, ...bookingToRecord(booking, lane) });
  }
  return found;
}

/** The records that no grant may be given unless it is known to be its own. */
export function takenUuids({ grants, taken = [] }: IpassanReadRequest): Set<string> {
  return new Set([...taken, ...grants.flatMap(({ vendorReference }) => vendorReference ?? [])]);
}

/** The part of a vendor grant that does not depend on whose it is. iPassan ends every booking by itself, so each one lapses at its end. */
export function bookingToRecord({ uuid, state }: HeldBooking, lane: string): Omit<VendorGrant, 'origin' | 'grantKey'> {
  return { lane, vendorReference: uuid, state, lapsesAt: state.endsAt };
}
