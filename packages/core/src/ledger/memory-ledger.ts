import { type Instant, instantFromMs, instantToMs } from '../model/instant';
import type { Notice } from '../model/notice';
import type { PermissionStatus } from '../model/permission-status';
import { isOverlapping } from '../model/window';
import type { Ledger, LedgerTransaction } from '../ports/ledger';
import type {
  BookingRecord,
  GrantRecord,
  JournalEntry,
  LaneReference,
  PermissionRecord,
} from '../ports/ledger-records';
import { compareCodePoints } from './compare-code-points';
import { createMemoryEvents } from './memory-events';
import { createMemoryLanes } from './memory-lanes';
import { createMemoryStorage } from './memory-storage';
import { createMemoryTable } from './memory-table';
import { createMemoryTurns } from './memory-turns';
import { createUndoLog } from './undo-log';

/** A journal entry and its place in the order of events. */
interface NumberedEntry {
  readonly number: number;
  readonly entry: JournalEntry;
}

/** How long after its expected instant a right counts as late. */
const OVERDUE_MS = 60_000;

interface NoticeRow {
  readonly number: number;
  readonly notice: Notice;
  readonly isDelivered: boolean;
}

/**
 * A ledger that lives in this process and is gone with it: for tests and demos. A host that puts all its bookings again at every start doubles
 * nothing, but what was cancelled meanwhile stays open until a healing check.
 * Transactions run one after the other.
 */
export function createMemoryLedger(): Ledger {
  const undoLog = createUndoLog();
  const bookings = createMemoryTable({
    keyOf: (row: BookingRecord) => row.booking.id,
    indexes: {
      resource: ({ booking }) => [booking.resourceId],
      holder: ({ booking }) => booking.holders.map(({ holderId }) => holderId),
    },
    undoLog,
  });
  const permissions = createMemoryTable({
    keyOf: (row: PermissionRecord) => row.permission.key,
    indexes: {
      booking: ({ permission }) => [permission.bookingId],
      lane: (row) => (row.status.state === 'ended' ? [] : [laneText(row)]),
      subject: ({ permission }) => [subjectText(permission)],
      unsettled: ({ status }) => (isUnsettled(status) ? [''] : []),
    },
    undoLog,
  });
  const grants = createMemoryTable({
    keyOf: (row: GrantRecord) => grantText(row.providerId, row.grantKey),
    indexes: { lane: (row) => [laneText(row)], provider: (row) => [row.providerId] },
    undoLog,
  });
  const journal = createMemoryTable({
    keyOf: (row: NumberedEntry) => String(row.number),
    indexes: { booking: ({ entry }) => entry.bookingIds },
    undoLog,
  });
  const notices = createMemoryTable({
    keyOf: (row: NoticeRow) => row.notice.id,
    indexes: { undelivered: ({ isDelivered }) => (isDelivered ? [] : ['']) },
    undoLog,
  });
  const events = createMemoryEvents(undoLog);
  let [entryCount, noticeCount] = [0, 0];

  const transaction: LedgerTransaction = {
    bookings: {
      find: async (bookingId) => bookings.get(bookingId),
      save: async (record) => bookings.set(record),
      listOverlapping: async (resourceId, window) =>
        bookings
          .find('resource', resourceId)
          .filter(({ booking }) => booking.status === 'confirmed' && isOverlapping(booking, window)),
      listOfHolder: async (holderId) => bookings.find('holder', holderId),
      listUpcoming: async ({ endsAfter, afterId = '', limit }) =>
        [...bookings.values()]
          .filter(({ booking }) => booking.status === 'confirmed' && booking.endsAt > endsAfter)
          .filter(({ booking }) => compareCodePoints(booking.id, afterId) > 0)
          .sort((a, b) => compareCodePoints(a.booking.id, b.booking.id))
          .slice(0, limit),
      remove: async (bookingId) => bookings.delete(bookingId),
    },
    permissions: {
      listOfBooking: async (bookingId) => permissions.find('booking', bookingId),
      listOfLane: async (lane) => permissions.find('lane', laneText(lane)),
      listOfSubject: async (identity) => permissions.find('subject', subjectText(identity)),
      async listNotInPlace({ now, startsBefore, limit }) {
        const graceEnd = instantFromMs(instantToMs(now) - OVERDUE_MS);
        const startOf = ({ permission }: PermissionRecord): Instant => permission.bufferedWindow.startsAt;
        return permissions
          .find('unsettled', '')
          .filter((record) => startOf(record) < startsBefore)
          .filter(({ status }) => isOpen(status) || (status.expectedAt ?? graceEnd) < graceEnd)
          .sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1))
          .slice(0, limit);
      },
      async listIdentitiesOfProvider(providerId) {
        const live = [...permissions.values()].filter(
          (record) => record.providerId === providerId && record.status.state !== 'ended',
        );
        return {
          places: [...new Set(live.map(({ permission }) => permission.place))],
          subjects: [...new Set(live.map(({ permission }) => permission.subject))],
        };
      },
      save: async (record) => permissions.set(record),
      remove: async (key) => permissions.delete(key),
    },
    grants: {
      find: async (providerId, grantKey) => grants.get(grantText(providerId, grantKey)),
      listOfLane: async (lane) => grants.find('lane', laneText(lane)),
      listOfProvider: async (providerId) => grants.find('provider', providerId),
      save: async (record) => grants.set(record),
      remove: async (providerId, grantKey) => grants.delete(grantText(providerId, grantKey)),
    },
    lanes: createMemoryLanes(undoLog),
    journal: {
      async append(entries) {
        for (const entry of entries) {
          entryCount += 1;
          journal.set({ number: entryCount, entry });
        }
      },
      async listOfBooking(bookingId, limit) {
        const rows = journal.find('booking', bookingId).sort((a, b) => b.number - a.number);
        return rows.slice(0, limit).map(({ entry }) => entry);
      },
    },
    notices: {
      async add(notice) {
        if (notices.get(notice.id) !== undefined) return;
        noticeCount += 1;
        notices.set({ number: noticeCount, notice, isDelivered: false });
      },
      listUndelivered: async (limit) =>
        notices
          .find('undelivered', '')
          .sort((a, b) => a.number - b.number)
          .slice(0, limit)
          .map(({ notice }) => notice),
      async markDelivered(noticeId) {
        const row = notices.get(noticeId);
        if (row !== undefined) notices.set(delivered(row));
      },
    },
    events,
    storage: createMemoryStorage(undoLog),
    async eraseBooking(bookingId) {
      bookings.delete(bookingId);
      for (const { permission } of permissions.find('booking', bookingId)) permissions.delete(permission.key);
      for (const { number } of journal.find('booking', bookingId)) journal.delete(String(number));
      for (const row of notices.find('undelivered', ''))
        if ('credential' in row.notice && row.notice.bookingId === bookingId) notices.set(delivered(row));
    },
    async prune(before) {
      for (const { permission, status } of permissions.values())
        if (status.state === 'ended' && permission.bufferedWindow.endsAt < before) permissions.delete(permission.key);
      for (const { booking } of bookings.values())
        if (booking.endsAt < before && permissions.find('booking', booking.id).length === 0)
          bookings.delete(booking.id);
      for (const { number, entry } of journal.values()) if (entry.at < before) journal.delete(String(number));
      for (const { notice, isDelivered } of notices.values())
        if (isDelivered && notice.at < before) notices.delete(notice.id);
      events.prune(before);
    },
  };

  let tail: Promise<unknown> = Promise.resolve();
  const run = async <T>(work: (transaction: LedgerTransaction) => Promise<T>): Promise<T> => {
    try {
      const result = await work(transaction);
      undoLog.commit();
      return result;
    } catch (failure) {
      undoLog.rollBack();
      throw failure;
    }
  };
  return {
    transaction(work) {
      const result = tail.then(() => run(work));
      tail = result.catch(() => {});
      return result;
    },
    takeTurns: createMemoryTurns(),
    close: async () => {},
  };
}

/** What stays of a notice: nobody needs its credential here any more. */
function delivered({ number, notice }: NoticeRow): NoticeRow {
  const kept = 'credential' in notice ? { ...notice, credential: { ...notice.credential, value: '' } } : notice;
  return { number, notice: kept, isDelivered: true };
}

/** Something has still to happen before the permission is as it should be. */
function isOpen({ state }: PermissionStatus): boolean {
  return state === 'pending' || state === 'retrying' || state === 'withdrawing';
}

/** It is open, or is once its expected instant has passed. */
function isUnsettled(status: PermissionStatus): boolean {
  return isOpen(status) || status.expectedAt !== undefined;
}

function laneText({ providerId, lane }: LaneReference): string {
  return JSON.stringify([providerId, lane]);
}

function subjectText({ providerId, place, subject }: { providerId: string; place: string; subject: string }): string {
  return JSON.stringify([providerId, place, subject]);
}

function grantText(providerId: string, grantKey: string): string {
  return JSON.stringify([providerId, grantKey]);
}
