import { bookingsToNotices } from '../migrations/0001-bookings-to-notices';
import { bookingOf } from './ledger-rows';

const record = JSON.stringify(bookingOf('old-1')).replaceAll("'", "''");

/** A ledger as version 1 of the schema left it, with a booking and a lane in it. */
export const schemaOne = `
  ${bookingsToNotices.sql}
  INSERT INTO bookings (id, resource_id, status, starts_at, ends_at, record)
    VALUES ('old-1', 'gym', 'confirmed', '2026-11-21T01:00:00.000Z', '2026-11-21T02:00:00.000Z', '${record}');
  INSERT INTO booking_holders (holder_id, booking_id) VALUES ('ada', 'old-1');
  INSERT INTO lanes (provider_id, lane, due_at) VALUES ('site-1', 'lane-1', '2026-11-21T09:00:00.000Z');
  PRAGMA application_id = 1094932529;
  PRAGMA user_version = 1
`;
