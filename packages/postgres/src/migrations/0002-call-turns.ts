import type { Migration } from './migration';

/**
 * Up to when the turns that were given out have used up the limit of an installation. Unlogged: it is worth a few seconds, and each turn would
 * otherwise wait for the disk.
 */
export const callTurns: Migration = {
  version: 2,
  sql: `
    CREATE UNLOGGED TABLE acx.call_turns (
      provider_id text COLLATE "C" PRIMARY KEY,
      paid_until_ms double precision NOT NULL
    ) WITH (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
  `,
};
