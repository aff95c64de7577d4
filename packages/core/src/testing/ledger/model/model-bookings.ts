import { isOverlapping } from '../../../model/window';
import type { LedgerTransaction } from '../../../ports/ledger';
import type { ModelRows } from './model-rows';

/** Bookings and the journal of the model. */
export function modelBookings(rows: ModelRows): Pick<LedgerTransaction, 'bookings' | 'journal'> {
  const confirmed = () => rows.bookings.filter(({ booking }) => booking.status === 'confirmed');
  const without = (id: string) => rows.bookings.filter(({ booking }) => booking.id !== id);
  return {
    bookings: {
      find: async (id) => rows.bookings.find(({ booking }) => booking.id === id),
      async save(record) {
        rows.bookings = [...without(record.booking.id), record];
      },
      listOverlapping: async (resourceId, window) =>
        confirmed().filter(({ booking }) => booking.resourceId === resourceId && isOverlapping(booking, window)),
      listOfHolder: async (id) =>
        rows.bookings.filter(({ booking }) => booking.holders.some(({ holderId }) => holderId === id)),
      listUpcoming: async ({ endsAfter, afterId, limit }) =>
        confirmed()
          .filter(({ booking }) => booking.endsAt > endsAfter)
          .filter(({ booking }) => afterId === undefined || byCodePoints(booking.id, afterId) > 0)
          .sort((a, b) => byCodePoints(a.booking.id, b.booking.id))
          .slice(0, limit),
      async remove(id) {
        rows.bookings = without(id);
      },
    },
    journal: {
      async append(entries) {
        rows.journal.push(...entries);
      },
      listOfBooking: async (id, limit) =>
        rows.journal
          .filter(({ bookingIds }) => bookingIds.includes(id))
          .reverse()
          .slice(0, limit),
    },
  };
}

/** Texts by their code points, which is how their UTF-8 bytes compare. */
function byCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
