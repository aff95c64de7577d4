import type { LaneReference, PermissionRecord, PermissionStore } from '@acx/core';
import { fromKeyText, toKeyText } from '@acx/core/ledger';
import type { Row, Sql } from '../driver/connection';
import { jsonOf, textOf } from '../driver/read-row';
import { toLimit } from './to-limit';

/** How long after its expected instant a right counts as late. */
const OVERDUE_MS = 60_000;

const SAVE = `
  INSERT INTO permissions (key, booking_id, provider_id, lane, place, subject, starts_at, ends_at, state, expected_at, record)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (key) DO UPDATE SET booking_id = excluded.booking_id, provider_id = excluded.provider_id, lane = excluded.lane,
    place = excluded.place, subject = excluded.subject, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
    state = excluded.state, expected_at = excluded.expected_at, record = excluded.record`;
const LIST_OF_LANE = `
  SELECT record FROM permissions WHERE provider_id = ? AND lane = ? AND state <> 'ended' ORDER BY key`;
const LIST_OF_SUBJECT = `
  SELECT record FROM permissions WHERE provider_id = ? AND place = ? AND subject = ? ORDER BY key`;
/** The first condition is that of the index. */
const LIST_NOT_IN_PLACE = `
  SELECT record FROM permissions
  WHERE (state IN ('pending', 'retrying', 'withdrawing') OR expected_at IS NOT NULL)
    AND (state IN ('pending', 'retrying', 'withdrawing') OR expected_at < ?) AND starts_at < ?
  ORDER BY starts_at LIMIT ?`;

/** Permissions in SQLite. */
export function createSqlitePermissions(sql: Sql): PermissionStore {
  const recordOf = (row: Row): PermissionRecord => jsonOf<PermissionRecord>(row, 'record');
  const listDistinct = (column: 'place' | 'subject', providerId: string): string[] =>
    sql
      .all(
        `SELECT DISTINCT ${column} FROM permissions WHERE provider_id = ? AND state <> 'ended' ORDER BY ${column}`,
        toKeyText(providerId),
      )
      .map((row) => fromKeyText(textOf(row, column)));
  return {
    listOfBooking: async (bookingId) =>
      sql.all('SELECT record FROM permissions WHERE booking_id = ? ORDER BY key', toKeyText(bookingId)).map(recordOf),
    listOfLane: async ({ providerId, lane }: LaneReference) =>
      sql.all(LIST_OF_LANE, toKeyText(providerId), toKeyText(lane)).map(recordOf),
    listOfSubject: async ({ providerId, place, subject }) =>
      sql.all(LIST_OF_SUBJECT, toKeyText(providerId), toKeyText(place), toKeyText(subject)).map(recordOf),
    async listNotInPlace({ now, startsBefore, limit }) {
      const graceEnd = new Date(Date.parse(now) - OVERDUE_MS).toISOString();
      return sql.all(LIST_NOT_IN_PLACE, graceEnd, startsBefore, toLimit(limit)).map(recordOf);
    },
    listIdentitiesOfProvider: async (providerId) => ({
      places: listDistinct('place', providerId),
      subjects: listDistinct('subject', providerId),
    }),
    async save(record) {
      const { permission, status } = record;
      const { startsAt, endsAt } = permission.bufferedWindow;
      const keys = [
        permission.key,
        permission.bookingId,
        record.providerId,
        record.lane,
        permission.place,
        permission.subject,
      ].map(toKeyText);
      sql.run(SAVE, ...keys, startsAt, endsAt, status.state, status.expectedAt ?? null, JSON.stringify(record));
    },
    async remove(permissionKey) {
      sql.run('DELETE FROM permissions WHERE key = ?', toKeyText(permissionKey));
    },
  };
}
