import { accessEventOf, failureNoticeOf, invitationOf, noticeOf } from '../delivery-rows';
import { minute } from '../ledger-rows';
import { universe } from './ledger-universe';
import type { Random } from './random';
import { type Step, step } from './step';

/** Adds a notice, or marks one delivered. */
export function noticeStep(random: Random): Step {
  const id = random.pick(universe.notices);
  if (random.chance(35)) return step('deliver notice', id, ({ notices }) => notices.markDelivered(id));
  const at = minute(random.below(20) * 10);
  const bookingId = random.pick(universe.bookings);
  const notice = random.pick([noticeOf(id, at), invitationOf(id, bookingId, { at }), failureNoticeOf(id, bookingId)]);
  return step('add notice', notice, ({ notices }) => notices.add(notice));
}

/** Adds a door event, marks one delivered, or drops those of a subject. */
export function eventStep(random: Random): Step {
  const providerId = random.pick(['site-1', 'site-1', 'site-1', 'site-2']);
  const at = minute(random.below(20) * 10);
  const subject = random.pick(universe.subjects);
  const event = accessEventOf(random.pick(universe.events), { providerId, at });
  if (random.chance(25)) {
    const drop = { providerId, subject, at };
    return step('drop events of', drop, ({ events }) => events.dropOfSubject(drop));
  }
  if (random.chance(30)) return step('deliver event', [event, at], ({ events }) => events.markDelivered(event, at));
  const added = random.chance(80) ? { ...event, subject } : event;
  return step('add event', added, ({ events }) => events.add(added));
}
