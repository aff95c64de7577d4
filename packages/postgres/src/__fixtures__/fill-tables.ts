import type { PostgresClient } from '../driver/postgres-pool';

const ORIGIN = '2026-01-01T00:00:00Z';

/** The instant so many minutes into the year. */
export function minuteOfYear(count: number): string {
  return new Date(Date.parse(ORIGIN) + count * 60_000).toISOString();
}

/** How the tables below are filled; the rows of a number `n` can be told from it. */
export const filled = {
  permissionsPerBooking: 2,
  permissionsPerLane: 40,
  providers: 50,
  /** Of ten permissions nine are over. */
  liveShare: 0.1,
};

/** Fills the tables of a ledger with so many permissions and what belongs to them, in the database itself, and gathers statistics. */
export async function fillTables(client: PostgresClient, schema: string, permissions: number): Promise<void> {
  const bookings = permissions / filled.permissionsPerBooking;
  const lanes = permissions / filled.permissionsPerLane;
  const instant = (minutes: string): string =>
    `to_char(timestamptz '${ORIGIN}' AT TIME ZONE 'UTC' + (${minutes}) * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const record = `'{"filler":"' || repeat('x', 600) || '"}'`;
  const site = (expression: string): string => `'site-' || (${expression}) % ${filled.providers}`;
  const statements = [
    `INSERT INTO "${schema}".bookings
      SELECT 'b' || n, 'room-' || n % 500, ARRAY['holder-' || n % 5000], CASE WHEN n % 20 = 0 THEN 'cancelled' ELSE 'confirmed' END,
        ${instant('n')}, ${instant('n + 60')}, ${record}
      FROM generate_series(1, ${bookings}) AS n`,
    `INSERT INTO "${schema}".permissions
      SELECT 'p' || n, 'b' || n / ${filled.permissionsPerBooking}, ${site(`n % ${lanes}`)}, 'lane-' || n % ${lanes}, 'door-' || n % ${lanes},
        'card-' || n % 5000, ${instant(`n / ${filled.permissionsPerBooking}`)}, ${instant(`n / ${filled.permissionsPerBooking} + 60`)},
        CASE WHEN n % 10 > 0 THEN 'ended' WHEN n % 1000 = 0 THEN 'pending' ELSE 'scheduled' END,
        CASE WHEN n % 10 = 0 AND n % 1000 > 0 THEN ${instant(`n / ${filled.permissionsPerBooking}`)} END, ${record}
      FROM generate_series(1, ${permissions}) AS n`,
    `INSERT INTO "${schema}".grants
      SELECT ${site(`n % ${lanes}`)}, 'grant-' || n, 'lane-' || n % ${lanes}, NULL, ${record}
      FROM generate_series(1, ${permissions / 10}) AS n`,
    `INSERT INTO "${schema}".lanes (provider_id, lane, lock, due_at, urgent_at)
      SELECT ${site('n')}, 'lane-' || n, n % 2048, ${instant('n')}, CASE WHEN n % 3 > 0 THEN ${instant('n * 7')} END FROM generate_series(0, ${lanes - 1}) AS n`,
    `INSERT INTO "${schema}".journal SELECT n, ${instant('n')}, ${record} FROM generate_series(1, ${bookings}) AS n`,
    `INSERT INTO "${schema}".journal_bookings SELECT 'b' || n, n FROM generate_series(1, ${bookings}) AS n`,
    `INSERT INTO "${schema}".notices (id, at, record)
      SELECT 'n' || n, ${instant('n')}, CASE WHEN n % 1000 = 0 THEN '{}' END FROM generate_series(1, ${permissions / 10}) AS n`,
    `INSERT INTO "${schema}".events (provider_id, id, subject, delivered_at, record)
      SELECT ${site('n')}, 'e' || n, NULL, CASE WHEN n % 1000 > 0 THEN ${instant('n')} END, CASE WHEN n % 1000 = 0 THEN '{}' END
      FROM generate_series(1, ${permissions / 10}) AS n`,
  ];
  for (const statement of statements) await client.query(statement);
  // Also empties the waiting lists of the indexes on lists of ids.
  for (const table of [
    'bookings',
    'permissions',
    'grants',
    'lanes',
    'journal',
    'journal_bookings',
    'notices',
    'events',
  ])
    await client.query(`VACUUM ANALYZE "${schema}".${table}`);
}
