import type { Notice, NoticeStore } from '@acx/core';
import type { CredentialOwner } from '@acx/core/ledger';
import { toKeyText } from '@acx/core/ledger';
import { jsonOf, optionalTextOf } from '../driver/read-row';
import type { Row } from '../driver/sql';
import type { StoreContext } from './store-context';
import { toLimit } from './to-limit';

const ADD = `
  INSERT INTO acx.notices (id, at, booking_id, credential, record) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING`;
const LIST_UNDELIVERED = `
  SELECT record, credential FROM acx.notices WHERE record IS NOT NULL ORDER BY number LIMIT $1::text::int8`;
const MARK_DELIVERED = 'UPDATE acx.notices SET credential = NULL, record = NULL WHERE id = $1';

/** Whose the credential in a notice is. */
export function noticeOwner({ id }: Pick<Notice, 'id'>): CredentialOwner {
  return ['notices', id];
}

/** Notices in PostgreSQL, their credentials sealed. Of a delivered one nothing stays but its id and its instant. */
export function createPostgresNotices({ sql, locks, vault }: StoreContext): NoticeStore {
  const noticeOf = (row: Row): Notice => {
    const notice = jsonOf<Notice>(row, 'record');
    const credential = optionalTextOf(row, 'credential');
    if (credential === undefined || !('credential' in notice)) return notice;
    return { ...notice, credential: vault.take(credential, noticeOwner(notice)) };
  };
  return {
    async add(notice) {
      const hasCredential = 'credential' in notice;
      const credential = hasCredential ? vault.put(notice.credential, noticeOwner(notice)) : null;
      const record = JSON.stringify(hasCredential ? { ...notice, credential: null } : notice);
      const bookingId = 'bookingId' in notice ? toKeyText(notice.bookingId) : null;
      const values = [toKeyText(notice.id), notice.at, bookingId, credential, record];
      await locks.take(['notice', notice.id]);
      await sql.query(ADD, ...values);
    },
    listUndelivered: async (limit) => (await sql.query(LIST_UNDELIVERED, toLimit(limit))).map(noticeOf),
    async markDelivered(noticeId) {
      await locks.take(['notice', noticeId]);
      await sql.query(MARK_DELIVERED, toKeyText(noticeId));
    },
  };
}
