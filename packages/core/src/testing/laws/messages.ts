import type { BookingInput } from '../../model/booking';
import type { LawWorld } from './law-world';

/** What the host has said: version after version of each booking; `null` is a cancellation. */
export interface Message {
  readonly id: string;
  readonly revision: number;
  readonly booking: BookingInput | null;
}

/** Says it to the access control. */
export async function deliver({ access }: LawWorld, { id, revision, booking }: Message): Promise<void> {
  if (booking === null) await access.cancelBooking(id, { revision });
  else await access.putBooking({ ...booking, revision });
}

/** Everything the vendor holds, without the names it gave. */
export function heldBy({ vendor }: LawWorld): string[] {
  return vendor
    .held()
    .map(({ place, subject, windows }) => JSON.stringify({ place, subject, windows }))
    .sort();
}
