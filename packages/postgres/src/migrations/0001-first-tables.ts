import type { Migration } from './migration';

/**
 * Each table holds the records as JSON, and beside it the columns by which they are found. Keys are stored by `toKeyText`; texts compare by
 * their bytes, and so do instants.
 */
export const firstTables: Migration = {
  version: 1,
  sql: `
    CREATE TABLE acx.bookings (
      id text COLLATE "C" PRIMARY KEY,
      resource_id text COLLATE "C" NOT NULL,
      holder_ids text[] COLLATE "C" NOT NULL,
      status text COLLATE "C" NOT NULL,
      starts_at text COLLATE "C" NOT NULL,
      ends_at text COLLATE "C" NOT NULL,
      record text NOT NULL
    );
    CREATE INDEX bookings_of_resource ON acx.bookings (resource_id, ends_at) WHERE status = 'confirmed';
    CREATE INDEX bookings_of_holder ON acx.bookings USING gin (holder_ids);
    CREATE INDEX bookings_by_end ON acx.bookings (ends_at);

    CREATE TABLE acx.permissions (
      key text COLLATE "C" PRIMARY KEY,
      booking_id text COLLATE "C" NOT NULL,
      provider_id text COLLATE "C" NOT NULL,
      lane text COLLATE "C" NOT NULL,
      place text COLLATE "C" NOT NULL,
      subject text COLLATE "C" NOT NULL,
      starts_at text COLLATE "C" NOT NULL,
      ends_at text COLLATE "C" NOT NULL,
      state text COLLATE "C" NOT NULL,
      expected_at text COLLATE "C",
      record text NOT NULL
    );
    CREATE INDEX permissions_of_booking ON acx.permissions (booking_id);
    CREATE INDEX permissions_of_lane ON acx.permissions (provider_id, lane) WHERE state <> 'ended';
    CREATE INDEX permissions_of_subject ON acx.permissions (provider_id, place, subject);
    CREATE INDEX permissions_not_in_place ON acx.permissions (starts_at)
      WHERE state IN ('pending', 'retrying', 'withdrawing') OR expected_at IS NOT NULL;
    CREATE INDEX permissions_ended ON acx.permissions (ends_at) WHERE state = 'ended';

    CREATE TABLE acx.grants (
      provider_id text COLLATE "C" NOT NULL,
      grant_key text COLLATE "C" NOT NULL,
      lane text COLLATE "C" NOT NULL,
      credential text,
      record text NOT NULL,
      PRIMARY KEY (provider_id, grant_key)
    );
    CREATE INDEX grants_of_lane ON acx.grants (provider_id, lane);
    CREATE INDEX grants_with_credential ON acx.grants (provider_id, grant_key) WHERE credential IS NOT NULL;

    CREATE TABLE acx.lanes (
      provider_id text COLLATE "C" NOT NULL,
      lane text COLLATE "C" NOT NULL,
      lock integer NOT NULL,
      due_at text COLLATE "C",
      urgent_at text COLLATE "C",
      claimed_until text COLLATE "C",
      token bigint NOT NULL DEFAULT 0,
      version bigint NOT NULL DEFAULT 0,
      failures bigint NOT NULL DEFAULT 0,
      wakes_at text COLLATE "C" GENERATED ALWAYS AS (coalesce(claimed_until, due_at)) STORED,
      PRIMARY KEY (provider_id, lane)
    ) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
    CREATE SEQUENCE acx.lane_tokens;
    CREATE INDEX lanes_by_wake ON acx.lanes (provider_id, wakes_at, lane) WHERE wakes_at IS NOT NULL;
    CREATE INDEX lanes_claimed ON acx.lanes (provider_id, claimed_until) WHERE claimed_until IS NOT NULL;

    CREATE SEQUENCE acx.journal_numbers;
    CREATE TABLE acx.journal (
      number bigint PRIMARY KEY,
      at text COLLATE "C" NOT NULL,
      record text NOT NULL
    );
    CREATE INDEX journal_by_instant ON acx.journal (at);

    CREATE TABLE acx.journal_bookings (
      booking_id text COLLATE "C" NOT NULL,
      number bigint NOT NULL REFERENCES acx.journal (number) ON DELETE CASCADE,
      PRIMARY KEY (booking_id, number)
    );
    CREATE INDEX bookings_of_journal ON acx.journal_bookings (number);

    CREATE TABLE acx.notices (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      id text COLLATE "C" NOT NULL UNIQUE,
      at text COLLATE "C" NOT NULL,
      booking_id text COLLATE "C",
      credential text,
      record text
    );
    CREATE INDEX notices_waiting ON acx.notices (number) WHERE record IS NOT NULL;
    CREATE INDEX notices_with_credential ON acx.notices (booking_id) WHERE credential IS NOT NULL;
    CREATE INDEX notices_delivered ON acx.notices (at) WHERE record IS NULL;

    CREATE TABLE acx.events (
      position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      provider_id text COLLATE "C" NOT NULL,
      id text COLLATE "C" NOT NULL,
      subject text COLLATE "C",
      delivered_at text COLLATE "C",
      record text,
      UNIQUE (provider_id, id)
    );
    CREATE INDEX events_waiting ON acx.events (position) WHERE record IS NOT NULL;
    CREATE INDEX events_of_subject ON acx.events (provider_id, subject) WHERE record IS NOT NULL;
    CREATE INDEX events_delivered ON acx.events (delivered_at) WHERE delivered_at IS NOT NULL;

    CREATE SEQUENCE acx.storage_versions;
    CREATE TABLE acx.storage (
      provider_id text COLLATE "C" NOT NULL,
      key text COLLATE "C" NOT NULL,
      version bigint NOT NULL DEFAULT nextval('acx.storage_versions'),
      record text NOT NULL,
      PRIMARY KEY (provider_id, key)
    );
  `,
};
