import type { LedgerTransaction } from '../../ports/ledger';
import { accessEventOf, failureNoticeOf, invitationOf, noticeOf } from './delivery-rows';
import { bookingOf, entryOf, grantOf, minute, permissionOf } from './ledger-rows';

const lane = { providerId: 'site-1', lane: 'lane-1' };
const other = { providerId: 'site-2', lane: 'lane-2' };

/** Each call that writes, one after the other: every one changes an answer about the universe of the random histories. */
export const everyWrite: readonly { text: string; write: (transaction: LedgerTransaction) => Promise<unknown> }[] = [
  { text: 'a booking', write: ({ bookings }) => bookings.save(bookingOf('a')) },
  { text: 'a second booking', write: ({ bookings }) => bookings.save(bookingOf('B')) },
  { text: 'its removal', write: ({ bookings }) => bookings.remove('B') },
  { text: 'a permission', write: ({ permissions }) => permissions.save(permissionOf('a')) },
  {
    text: 'a second permission',
    write: ({ permissions }) => permissions.save(permissionOf('a', { subject: 'card-2', state: 'ended' })),
  },
  { text: 'a changed permission', write: ({ permissions }) => permissions.save(permissionOf('a', { state: 'live' })) },
  {
    text: 'the removal of a permission',
    write: ({ permissions }) => permissions.remove(permissionOf('a', { subject: 'card-2' }).permission.key),
  },
  { text: 'a grant', write: ({ grants }) => grants.save(grantOf('grant-card-1')) },
  { text: 'a second grant', write: ({ grants }) => grants.save(grantOf('grant-card-2')) },
  { text: 'the removal of a grant', write: ({ grants }) => grants.remove('site-1', 'grant-card-2') },
  { text: 'a lane that is due', write: ({ lanes }) => lanes.wake(lane, minute(10)) },
  { text: 'a second lane that is due', write: ({ lanes }) => lanes.wake(other, minute(20)) },
  {
    text: 'a claim and its end',
    async write({ lanes }) {
      const room = new Map<string, number>();
      const asked = { now: minute(15), expiresAt: minute(30), limit: 1, room, defaultRoomOf: () => 1 };
      for (const claim of await lanes.claimDue(asked))
        await lanes.release(claim, { version: claim.version + 1, failures: 0, dueAt: minute(50) });
    },
  },
  {
    text: 'a claim',
    async write({ lanes }) {
      const asked = { now: minute(25), expiresAt: minute(31), limit: 1, room: new Map(), defaultRoomOf: () => 1 };
      await lanes.claimDue(asked);
    },
  },
  {
    text: 'journal entries',
    write: ({ journal }) => journal.append([entryOf('one', minute(5), 'a'), entryOf('two', minute(5), 'a', 'B')]),
  },
  { text: 'a notice', write: ({ notices }) => notices.add(noticeOf('n1', minute(1))) },
  { text: 'an invitation', write: ({ notices }) => notices.add(invitationOf('n2', 'a')) },
  { text: 'a third notice', write: ({ notices }) => notices.add(failureNoticeOf('n3', 'a')) },
  { text: 'the delivery of a notice', write: ({ notices }) => notices.markDelivered('n1') },
  { text: 'a door event', write: ({ events }) => events.add(accessEventOf('e1')) },
  { text: 'a second door event', write: ({ events }) => events.add(accessEventOf('e2', { subject: 'card-1' })) },
  { text: 'a third door event', write: ({ events }) => events.add(accessEventOf('e3')) },
  { text: 'the delivery of an event', write: ({ events }) => events.markDelivered(accessEventOf('e1'), minute(70)) },
  {
    text: 'what is dropped of a subject',
    write: ({ events }) => events.dropOfSubject({ providerId: 'site-1', subject: 'card-1', at: minute(70) }),
  },
  {
    text: 'a stored value',
    async write({ storage }) {
      const expectedVersion = (await storage.read('site-1', 'slots'))?.version;
      await storage.compareAndSet('site-1', 'slots', { expectedVersion, value: { taken: [1] } });
    },
  },
];
