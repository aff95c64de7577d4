import type { LedgerTransaction } from '../../../ports/ledger';
import type { ModelRows } from './model-rows';

/** Erasing and pruning in the model. */
export function modelForgetting(rows: ModelRows): Pick<LedgerTransaction, 'eraseBooking' | 'prune'> {
  return {
    async eraseBooking(id) {
      rows.bookings = rows.bookings.filter(({ booking }) => booking.id !== id);
      rows.permissions = rows.permissions.filter(({ permission }) => permission.bookingId !== id);
      rows.journal = rows.journal.filter(({ bookingIds }) => !bookingIds.includes(id));
      for (const row of rows.notices)
        if ('credential' in row.notice && row.notice.bookingId === id) row.isDelivered = true;
    },
    async prune(before) {
      rows.permissions = rows.permissions.filter(
        ({ permission, status }) => status.state !== 'ended' || permission.bufferedWindow.endsAt >= before,
      );
      const hasPermission = (id: string) => rows.permissions.some(({ permission }) => permission.bookingId === id);
      rows.bookings = rows.bookings.filter(({ booking }) => booking.endsAt >= before || hasPermission(booking.id));
      rows.notices = rows.notices.filter(({ notice, isDelivered }) => !isDelivered || notice.at >= before);
      rows.journal = rows.journal.filter(({ at }) => at >= before);
      rows.events = rows.events.filter(({ deliveredAt }) => deliveredAt === undefined || deliveredAt >= before);
    },
  };
}
