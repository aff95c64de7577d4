import type { Notice, NoticeStore } from '@acx/core';
import type { CredentialOwner, CredentialVault } from '@acx/core/ledger';
import { toKeyText } from '@acx/core/ledger';
import type { Row, Sql } from '../driver/connection';
import { jsonOf, optionalTextOf } from '../driver/read-row';
import { toLimit } from './to-limit';

const ADD = `
  INSERT INTO notices (id, at, booking_id, credential, record) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`;
const LIST_UNDELIVERED = `
  SELECT record, credential FROM notices WHERE record IS NOT NULL ORDER BY number LIMIT ?`;

/** Whose the credential of a notice is. */
export function noticeOwner({ id }: Pick<Notice, 'id'>): CredentialOwner {
  return ['notices', id];
}

/** Notices in SQLite, their credentials sealed. Of a delivered one nothing stays but its id and its instant. */
export function createSqliteNotices(sql: Sql, vault: CredentialVault): NoticeStore {
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
      const record = hasCredential ? { ...notice, credential: null } : notice;
      const bookingId = 'bookingId' in notice ? toKeyText(notice.bookingId) : null;
      sql.run(ADD, toKeyText(notice.id), notice.at, bookingId, credential, JSON.stringify(record));
    },
    listUndelivered: async (limit) => sql.all(LIST_UNDELIVERED, toLimit(limit)).map(noticeOf),
    async markDelivered(noticeId) {
      sql.run('UPDATE notices SET credential = NULL, record = NULL WHERE id = ?', toKeyText(noticeId));
    },
  };
}
