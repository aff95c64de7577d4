import type { Migration } from './migration';

/**
 * Each table holds the records as JSON, and beside it the columns by which they are found. Keys are stored by `toKeyText`; instants compare
 * as text. `AUTOINCREMENT` never gives a number twice, not even after its row is gone.
 */
export const bookingsToNotices: Migration = {
  version: 1,
  sql: `
    CREATE TABLE bookings (
      id TEXT PRIMARY KEY NOT NULL,
      resource_id TEXT NOT NULL,
      status TEXT NOT NULL,
      starts_at TEXT NOT NULL,
      ends_at TEXT NOT NULL,
      record TEXT NOT NULL
    ) STRICT;
    CREATE INDEX bookings_of_resource ON bookings (resource_id, ends_at) WHERE status = 'confirmed';
    CREATE INDEX bookings_by_end ON bookings (ends_at);

    CREATE TABLE booking_holders (
      holder_id TEXT NOT NULL,
      booking_id TEXT NOT NULL REFERENCES bookings (id) ON DELETE CASCADE,
      PRIMARY KEY (holder_id, booking_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX holders_of_booking ON booking_holders (booking_id);

    CREATE TABLE permissions (
      key TEXT PRIMARY KEY NOT NULL,
      booking_id TEXT NOT NULL,
      provider_id TEXT NOT NULL,
      lane TEXT NOT NULL,
      place TEXT NOT NULL,
      subject TEXT NOT NULL,
      starts_at TEXT NOT NULL,
      ends_at TEXT NOT NULL,
      state TEXT NOT NULL,
      expected_at TEXT,
      record TEXT NOT NULL
    ) STRICT;
    CREATE INDEX permissions_of_booking ON permissions (booking_id, key);
    CREATE INDEX permissions_of_lane ON permissions (provider_id, lane, key) WHERE state <> 'ended';
    CREATE INDEX permissions_of_subject ON permissions (provider_id, place, subject, key);
    CREATE INDEX permissions_not_in_place ON permissions (starts_at)
      WHERE state IN ('pending', 'retrying', 'withdrawing') OR expected_at IS NOT NULL;
    CREATE INDEX permissions_ended ON permissions (ends_at) WHERE state = 'ended';

    CREATE TABLE grants (
      provider_id TEXT NOT NULL,
      grant_key TEXT NOT NULL,
      lane TEXT NOT NULL,
      credential TEXT,
      record TEXT NOT NULL,
      PRIMARY KEY (provider_id, grant_key)
    ) STRICT;
    CREATE INDEX grants_of_lane ON grants (provider_id, lane, grant_key);
    CREATE INDEX grants_with_credential ON grants (provider_id, grant_key) WHERE credential IS NOT NULL;

    CREATE TABLE lanes (
      provider_id TEXT NOT NULL,
      lane TEXT NOT NULL,
      due_at TEXT,
      urgent_at TEXT,
      claimed_until TEXT,
      token INTEGER NOT NULL DEFAULT 0,
      version INTEGER NOT NULL DEFAULT 0,
      failures INTEGER NOT NULL DEFAULT 0,
      wakes_at TEXT GENERATED ALWAYS AS (coalesce(claimed_until, due_at)) VIRTUAL,
      PRIMARY KEY (provider_id, lane)
    ) STRICT;
    CREATE INDEX lanes_by_wake ON lanes (provider_id, wakes_at, lane) WHERE wakes_at IS NOT NULL;

    CREATE TABLE journal (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      at TEXT NOT NULL,
      record TEXT NOT NULL
    ) STRICT;
    CREATE INDEX journal_by_instant ON journal (at);

    CREATE TABLE journal_bookings (
      booking_id TEXT NOT NULL,
      number INTEGER NOT NULL REFERENCES journal (number) ON DELETE CASCADE,
      PRIMARY KEY (booking_id, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX bookings_of_journal ON journal_bookings (number);

    CREATE TABLE notices (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      at TEXT NOT NULL,
      booking_id TEXT,
      credential TEXT,
      record TEXT
    ) STRICT;
    CREATE INDEX notices_waiting ON notices (number) WHERE record IS NOT NULL;
    CREATE INDEX notices_with_credential ON notices (booking_id) WHERE credential IS NOT NULL;
    CREATE INDEX notices_delivered ON notices (at) WHERE record IS NULL;

    CREATE TABLE upkeep (
      name TEXT PRIMARY KEY NOT NULL,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
