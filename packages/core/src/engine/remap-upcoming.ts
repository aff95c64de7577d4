import type { Permission } from '../model/permission';
import { guardRevocations } from '../policy/guard-revocations';
import type { DirectoryAnswer } from '../ports/directory';
import type { BookingRecord } from '../ports/ledger-records';
import { countRevoked, type LookedUpBooking } from './count-revoked';
import { type EngineContext, nowOf } from './engine-context';
import { listUpcoming } from './list-upcoming';
import { stopUnsafe } from './stop-unsafe';
import { lookUp, storeParsed } from './store-booking';

/** What is mapped again. */
export interface RemapOptions {
  /** Only bookings that have, or get, a place at this installation. Default: all. */
  readonly providerId?: string;
  /** Lets the directory take away more rights than the guard allows. Needed when most ids change at once. Default false. */
  readonly allowMassRevocation?: boolean;
}

/** What mapping again has come to. */
export interface RemappedBookings {
  /** Bookings that were mapped again. */
  readonly bookings: number;
  /** Those of them of which the directory says something else than before. */
  readonly changed: number;
  /** Parts of all of them that open nothing; a notice tells of each. */
  readonly problems: number;
}

interface Lookup extends LookedUpBooking {
  readonly record: BookingRecord;
}

/**
 * Asks the directory again for every confirmed booking that has not ended, and stores it with the new answer. Rights move where places or
 * subjects are others now; what has failed gets another try. Each booking is a transaction of its own, so it can be called again after it
 * was cut off. A booking that somebody stores or cancels meanwhile is left to them.
 * @throws UnsafePlanError when too much would be taken away, or everything; nothing was changed then.
 * @throws what the directory throws; nothing was changed then.
 */
export async function remapUpcoming(
  context: EngineContext,
  { providerId, allowMassRevocation = false }: RemapOptions,
): Promise<RemappedBookings> {
  const looked: Lookup[] = [];
  for (const record of await listUpcoming(context, nowOf(context))) {
    const { booking } = record;
    const directoryAnswer = await lookUp(context, booking);
    if (providerId === undefined || isAt(record.directoryAnswer, providerId) || isAt(directoryAnswer, providerId))
      looked.push({ record, booking, directoryAnswer });
  }
  if (!allowMassRevocation) await guard(context, looked);

  const remapped = { bookings: 0, changed: 0, problems: 0 };
  for (const { record, booking, directoryAnswer } of looked) {
    const store = () => storeParsed(context, booking, directoryAnswer, { expected: record });
    const { result, problems } = await context.inOrder(booking.id, store);
    if (result === 'outdated') continue;
    remapped.bookings += 1;
    remapped.problems += problems.length;
    if (result === 'stored') remapped.changed += 1;
  }
  return remapped;
}

/** Looks at each installation by itself: a large one must not hide that a small one would be emptied. */
async function guard(context: EngineContext, wished: readonly Lookup[]): Promise<void> {
  const counted = await countRevoked(context, { heldIds: wished.map(({ booking }) => booking.id), wished });
  for (const providerId of new Set(counted.held.map((permission) => permission.providerId))) {
    const count = (permissions: readonly Permission[]): number =>
      permissions.filter((permission) => permission.providerId === providerId).length;
    // A directory that names nothing is taken for broken, however little is held.
    const limits = count(counted.wanted) === 0 ? { share: 0, fromHeld: 0 } : context.revocationLimits;
    const scope = `new mapping of ${providerId}`;
    const [held, revoked] = [count(counted.held), count(counted.revoked)];
    await stopUnsafe(context, guardRevocations({ scope, held, revoked, limits }));
  }
}

function isAt({ resource }: DirectoryAnswer, providerId: string): boolean {
  return resource?.places.some((place) => place.providerId === providerId) ?? false;
}
