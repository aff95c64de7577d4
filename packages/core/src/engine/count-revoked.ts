import { mapBooking } from '../mapping/map-booking';
import type { ParsedBooking } from '../model/parse-booking';
import type { Permission } from '../model/permission';
import type { DirectoryAnswer } from '../ports/directory';
import type { EngineContext } from './engine-context';

/** A booking and what the directory says of it now. */
export interface LookedUpBooking {
  readonly booking: ParsedBooking;
  readonly directoryAnswer: DirectoryAnswer;
}

/** What a run would do to the rights that are held. */
export interface RevocationCount {
  readonly held: readonly Permission[];
  /** Those of them that would go. */
  readonly revoked: readonly Permission[];
  /** What the run asks for, held or not. */
  readonly wanted: readonly Permission[];
}

/**
 * Finds the rights that would go, by maps alone: whether a booking is missing, cancelled, or mapped to something else makes no difference.
 * @param options.heldIds The bookings whose rights are held now.
 * @param options.wished What is to count from now on.
 */
export async function countRevoked(
  context: EngineContext,
  options: { heldIds: readonly string[]; wished: readonly LookedUpBooking[] },
): Promise<RevocationCount> {
  const wanted = options.wished.flatMap(({ booking, directoryAnswer }) => {
    const { permissions } = mapBooking({ booking: { revision: 0, ...booking }, directoryAnswer, neighbours: [] });
    return permissions;
  });
  const held: Permission[] = [];
  for (const id of options.heldIds) {
    const records = await context.ledger.transaction(({ permissions }) => permissions.listOfBooking(id));
    for (const { permission, status } of records)
      if (status.state !== 'ended' && status.state !== 'withdrawing') held.push(permission);
  }
  const wantedKeys = new Set(wanted.map(({ key }) => key));
  return { held, revoked: held.filter(({ key }) => !wantedKeys.has(key)), wanted };
}
