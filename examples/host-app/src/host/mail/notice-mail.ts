import type { Notice } from '@acx/core';
import type { KnownBooking } from '../bookings/booking-view';
import { findPerson, type House, type HousePerson } from '../house';
import { tellInstant, tellWindow } from '../local-time';
import type { OutgoingMail } from './mailer';

/** What a notice is about, as far as we know it. */
export interface NoticeContext {
  readonly house: House;
  readonly booking?: KnownBooking;
  /** Of a visit: nothing opens for it any more. */
  readonly isOff: boolean;
}

/** What a notice says to whom. The mails of one notice have ids of their own, so each is sent once. */
export function toMails(notice: Notice, context: NoticeContext): OutgoingMail[] {
  const { house, booking } = context;
  const to = (people: readonly HousePerson[], subject: string, text: readonly string[]): OutgoingMail[] =>
    people.map(({ id, name, email }) => ({
      ...{ id: `${notice.id}/${id}`, to: { name, address: email }, subject },
      text: `Dear ${name},\n\n${text.filter((line) => line !== '').join('\n\n')}\n\nRiverside`,
    }));
  const managers = house.people.filter(({ role }) => role === 'manager');
  const holder = booking === undefined ? undefined : findPerson(house, booking.holderId);
  const hosts = holder === undefined ? [] : [holder];
  const timeZone = booking?.resource.timeZone ?? house.timeZone;
  const tell = (window: { startsAt: string; endsAt: string }): string => tellWindow(window, timeZone);
  const visitor = booking?.visitorName ?? 'your visitor';

  switch (notice.type) {
    case 'visitor_invited':
      return to(hosts, `Invitation for ${visitor}`, [
        `${visitor} may come in: ${tell(notice.window)}.`,
        `PIN: ${notice.credential.value}`,
        'It opens the lobby in this time only. Pass it on to your visitor, and to nobody else.',
      ]);
    case 'visitor_changed':
      return to(hosts, `Visit of ${visitor} changed`, [
        `The visit is now: ${tell(notice.window)}.`,
        `PIN: ${notice.credential.value}`,
        'This one counts.',
      ]);
    case 'visitor_cancelled':
      if (!context.isOff) return [];
      return to(hosts, `Visit of ${visitor} cancelled`, ['The visit is off. Its PIN opens nothing any more.']);
    case 'double_booking': {
      const what = booking?.resource.name ?? notice.place;
      const when =
        notice.expectedAt === undefined ? '' : `It is expected on ${tellInstant(notice.expectedAt, timeZone)}.`;
      const subject = notice.isActionNeeded ? `Double booking, please act: ${what}` : `Double booking: ${what}`;
      return to(managers, subject, [
        `${holder?.name ?? 'Somebody'} has booked ${what}: ${tell(notice.window)}.`,
        ...[notice.message, when, notice.action],
      ]);
    }
    case 'permission_failed':
    case 'revocation_failed':
    case 'capacity_low':
    case 'drift':
    case 'mass_revocation_guarded':
      return to(managers, SUBJECTS[notice.type], [
        booking === undefined ? '' : `${holder?.name ?? 'Somebody'}, ${booking.resource.name}: ${tell(booking)}.`,
        ...[notice.message, notice.action],
      ]);
  }
}

const SUBJECTS = {
  permission_failed: 'A booking does not open its door',
  revocation_failed: 'A right that should be gone may still open',
  capacity_low: 'Something at a vendor runs out',
  drift: 'A vendor differs from what it should hold',
  mass_revocation_guarded: 'A run was stopped: it would have taken away too much',
} as const;
