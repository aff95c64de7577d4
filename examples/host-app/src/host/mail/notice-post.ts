import type { Notice, SettledBooking } from '@acx/core';
import type { KnownBookings } from '../bookings/known-bookings';
import type { House } from '../house';
import type { HostRows } from '../store/host-rows';
import type { Mailer } from './mailer';
import { toMails } from './notice-mail';

/**
 * For `onNotice`: each mail once. It may be offered again after a crash between sending and writing that down; then the mailbox knows the
 * message by its id. What cannot be sent now throws, and is offered again.
 */
export function createNoticePost(options: {
  house: House;
  rows: HostRows;
  known: KnownBookings;
  mailer: Mailer;
  settled: (bookingId: string) => Promise<SettledBooking>;
}): (notice: Notice) => Promise<void> {
  const { house, rows, known, mailer, settled } = options;
  return async (notice) => {
    const bookingId = 'bookingId' in notice ? notice.bookingId : undefined;
    const booking = bookingId === undefined ? undefined : await known.find(bookingId);
    const isOff = bookingId !== undefined && (await isGone(await settled(bookingId)));
    for (const mail of toMails(notice, { house, isOff, ...(booking && { booking }) })) {
      if ((await rows.find('sent_mail', mail.id)) !== undefined) continue;
      await mailer.send(mail);
      // That it was sent; never what was in it, which may be a PIN.
      await rows.put('sent_mail', mail.id, { sentAt: notice.at });
    }
  };
}

async function isGone({ permissions }: SettledBooking): Promise<boolean> {
  return permissions.every(({ credential }) => credential === undefined);
}
