import type { PermissionRecord, PermissionStore } from '@acx/core';
import { fromKeyText, toKeyText } from '@acx/core/ledger';
import { jsonOf, textOf } from '../driver/read-row';
import { firstRow, type Row } from '../driver/sql';
import type { StoreContext } from './store-context';
import { toLimit } from './to-limit';

/** How long after its expected instant a right counts as late. */
const OVERDUE_MS = 60_000;

const SAVE = `
  INSERT INTO acx.permissions AS former (key, booking_id, provider_id, lane, place, subject, starts_at, ends_at, state, expected_at, record)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  ON CONFLICT (key) DO UPDATE SET booking_id = excluded.booking_id, provider_id = excluded.provider_id, lane = excluded.lane,
    place = excluded.place, subject = excluded.subject, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
    state = excluded.state, expected_at = excluded.expected_at, record = excluded.record`;
const SAVE_IN_PLACE = `${SAVE}
  WHERE former.booking_id = excluded.booking_id AND former.provider_id = excluded.provider_id AND former.lane = excluded.lane
  RETURNING key`;
const FIND_PLACE = 'SELECT booking_id, provider_id, lane FROM acx.permissions WHERE key = $1';
const LIST_OF_BOOKING = 'SELECT record FROM acx.permissions WHERE booking_id = $1 ORDER BY key';
const LIST_OF_LANE = `
  SELECT record FROM acx.permissions WHERE provider_id = $1 AND lane = $2 AND state <> 'ended' ORDER BY key`;
const LIST_OF_SUBJECT = `
  SELECT record FROM acx.permissions WHERE provider_id = $1 AND place = $2 AND subject = $3 ORDER BY key`;
const LIST_NOT_IN_PLACE = `
  SELECT record FROM acx.permissions
  WHERE (state IN ('pending', 'retrying', 'withdrawing') OR expected_at IS NOT NULL)
    AND starts_at < $1 AND (state IN ('pending', 'retrying', 'withdrawing') OR expected_at < $2)
  ORDER BY starts_at LIMIT $3::text::int8`;
const LIST_PLACES = `
  SELECT DISTINCT place AS id FROM acx.permissions WHERE provider_id = $1 AND state <> 'ended' ORDER BY place`;
const LIST_SUBJECTS = `
  SELECT DISTINCT subject AS id FROM acx.permissions WHERE provider_id = $1 AND state <> 'ended' ORDER BY subject`;

/** Permissions in PostgreSQL. Each belongs to a booking and to a lane: who saves it has both. */
export function createPostgresPermissions({ sql, locks }: Pick<StoreContext, 'sql' | 'locks'>): PermissionStore {
  const recordsOf = (rows: readonly Row[]): PermissionRecord[] =>
    rows.map((row) => jsonOf<PermissionRecord>(row, 'record'));
  const idsOf = (rows: readonly Row[]): string[] => rows.map((row) => fromKeyText(textOf(row, 'id')));
  /** Where the permission is stored now. Again, as long as somebody was faster than the lock. */
  const lockFormer = async (key: string): Promise<void> => {
    for (let former = ''; ; ) {
      const row = await firstRow(sql.query(FIND_PLACE, key));
      const found = JSON.stringify(row);
      if (row === undefined || found === former) return;
      former = found;
      const [bookingId, providerId, lane] = ['booking_id', 'provider_id', 'lane'].map((column) =>
        fromKeyText(textOf(row, column)),
      );
      await locks.take(['booking', bookingId ?? ''], ['lane', providerId ?? '', lane ?? '']);
    }
  };
  return {
    async listOfBooking(bookingId) {
      await locks.take(['booking', bookingId]);
      return recordsOf(await sql.query(LIST_OF_BOOKING, toKeyText(bookingId)));
    },
    async listOfLane({ providerId, lane }) {
      await locks.take(['lane', providerId, lane]);
      return recordsOf(await sql.query(LIST_OF_LANE, toKeyText(providerId), toKeyText(lane)));
    },
    listOfSubject: async ({ providerId, place, subject }) =>
      recordsOf(await sql.query(LIST_OF_SUBJECT, ...[providerId, place, subject].map(toKeyText))),
    async listNotInPlace({ now, startsBefore, limit }) {
      const graceEnd = new Date(Date.parse(now) - OVERDUE_MS).toISOString();
      return recordsOf(await sql.query(LIST_NOT_IN_PLACE, startsBefore, graceEnd, toLimit(limit)));
    },
    listIdentitiesOfProvider: async (providerId) => ({
      places: idsOf(await sql.query(LIST_PLACES, toKeyText(providerId))),
      subjects: idsOf(await sql.query(LIST_SUBJECTS, toKeyText(providerId))),
    }),
    async save(record) {
      const { permission, status, providerId, lane } = record;
      const { key, bookingId, place, subject, bufferedWindow } = permission;
      const keys = [key, bookingId, providerId, lane, place, subject].map(toKeyText);
      const times = [bufferedWindow.startsAt, bufferedWindow.endsAt, status.state, status.expectedAt ?? null];
      const values = [...keys, ...times, JSON.stringify(record)];
      await locks.take(['booking', bookingId], ['lane', providerId, lane]);
      if ((await sql.query(SAVE_IN_PLACE, ...values)).length > 0) return;
      await lockFormer(toKeyText(key));
      await sql.query(SAVE, ...values);
    },
    async remove(permissionKey) {
      const key = toKeyText(permissionKey);
      await lockFormer(key);
      await sql.query('DELETE FROM acx.permissions WHERE key = $1', key);
    },
  };
}
