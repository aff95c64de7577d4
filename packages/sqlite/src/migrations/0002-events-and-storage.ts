import type { Migration } from './migration';

/** Door events on their way to the host, and what providers remember. */
export const eventsAndStorage: Migration = {
  version: 2,
  sql: `
    CREATE TABLE events (
      position INTEGER PRIMARY KEY AUTOINCREMENT,
      provider_id TEXT NOT NULL,
      id TEXT NOT NULL,
      subject TEXT,
      delivered_at TEXT,
      record TEXT,
      UNIQUE (provider_id, id)
    ) STRICT;
    CREATE INDEX events_waiting ON events (position) WHERE record IS NOT NULL;
    CREATE INDEX events_of_subject ON events (provider_id, subject) WHERE record IS NOT NULL;
    CREATE INDEX events_delivered ON events (delivered_at) WHERE delivered_at IS NOT NULL;

    CREATE TABLE storage (
      version INTEGER PRIMARY KEY AUTOINCREMENT,
      provider_id TEXT NOT NULL,
      key TEXT NOT NULL,
      record TEXT NOT NULL,
      UNIQUE (provider_id, key)
    ) STRICT;
  `,
};
