import type { GrantReference } from '@acx/core/provider';
import type { IpassanCallOptions } from '../wire/ipassan-session';
import { findBooking } from './ipassan-find-booking';
import { type HeldBooking, type IpassanGrantReader, readHeldBookings } from './ipassan-held-booking';

/** The bookings of one asset during one round of changes, read at most once and only when somebody asks. */
export interface LaneBookings {
  /** The record of a grant; `undefined` when there is none. */
  find(grant: GrantReference): Promise<HeldBooking | undefined>;
  /** Every record with the grant's mark: more than one must never happen, and taking the right away must take them all. */
  findAll(grant: GrantReference): Promise<readonly HeldBooking[]>;
}

/** Reads an asset's bookings on first use. A failed reading is not kept. */
export function createLaneBookings(
  reader: IpassanGrantReader,
  lane: string,
  options: IpassanCallOptions,
): LaneBookings {
  let bookings: readonly HeldBooking[] | undefined;
  const read = async (): Promise<readonly HeldBooking[]> => {
    const known = bookings ?? (await readHeldBookings(reader, lane, options));
    bookings = known;
    return known;
  };
  return {
    find: async (grant) => findBooking(await read(), grant),
    async findAll(grant) {
      const all = await read();
      const first = findBooking(all, grant);
      if (first === undefined) return [];
      return [first, ...all.filter(({ uuid, reference }) => uuid !== first.uuid && reference === grant.grantKey)];
    },
  };
}
