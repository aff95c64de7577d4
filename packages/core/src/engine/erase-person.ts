import type { BookingRecord } from '../ports/ledger-records';
import { findProviders } from './booking-providers';
import { type EngineContext, nowOf } from './engine-context';
import { remapBooking } from './remap-booking';

/** What was erased. */
export interface ErasedPerson {
  /** Bookings that are gone, because nobody else took part in them. */
  readonly erasedBookings: number;
  /** Bookings that others keep. */
  readonly keptBookings: number;
}

/**
 * Forgets a person: takes them out of every booking, removes what the ledger holds about them, and takes their rights away at the vendors. A right
 * at a vendor that cannot be reached is remembered, by its grant alone, until it is gone. Of a booking that was theirs alone, its id and revision
 * stay behind, so that a late update cannot bring it back.
 */
export async function erasePerson(context: EngineContext, holderId: string): Promise<ErasedPerson> {
  const affected = await context.ledger.transaction(({ bookings }) => bookings.listOfHolder(holderId));
  const providers = await findProviders(
    context,
    affected.map(({ directoryAnswer }) => directoryAnswer),
  );
  const now = nowOf(context);
  return context.ledger.transaction(async (transaction) => {
    let erasedBookings = 0;
    const current = await transaction.bookings.listOfHolder(holderId);
    for (const record of current) {
      const rest = withoutHolder(record, holderId);
      await transaction.bookings.save(rest);
      await remapBooking(transaction, rest, { providers, now, revokeReason: 'cancelled' });
      const isErased = rest.booking.holders.length === 0;
      if (isErased) {
        erasedBookings += 1;
        await transaction.eraseBooking(record.booking.id);
        await transaction.bookings.save(rest);
      } else {
        // The permissions that were this person's name their subject: only the grant is needed to take the right away.
        for (const { permission, status } of await transaction.permissions.listOfBooking(record.booking.id))
          if (status.state === 'withdrawing' || status.state === 'ended')
            await transaction.permissions.remove(permission.key);
      }
    }
    return { erasedBookings, keptBookings: current.length - erasedBookings };
  });
}

function withoutHolder({ booking, directoryAnswer }: BookingRecord, holderId: string): BookingRecord {
  const holders = booking.holders.filter((holder) => holder.holderId !== holderId);
  return {
    booking: { ...booking, holders, status: holders.length === 0 ? 'cancelled' : booking.status },
    directoryAnswer: {
      ...directoryAnswer,
      holders: directoryAnswer.holders.filter((holder) => holder.holderId !== holderId),
    },
    problems: [],
  };
}
