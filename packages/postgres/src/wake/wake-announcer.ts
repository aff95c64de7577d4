import type { PostgresPool } from '../driver/postgres-pool';

/** Tells other processes that a lane has become due. */
export interface WakeAnnouncer {
  /** One announcement stands for all that come while the one before is on its way. */
  announce(): void;
  /** Resolves when nothing is on its way. */
  settled(): Promise<void>;
}

/** The name by which processes on the ledger hear each other. */
export function wakeChannelOf(schema: string): string {
  return `acx_wake_${schema}`;
}

/** Announces in a statement of its own: within the transaction, all commits of the database would have to wait for each other. */
export function createWakeAnnouncer(options: { pool: PostgresPool; channel: string; sender: string }): WakeAnnouncer {
  const { pool, channel, sender } = options;
  let sending: Promise<void> | undefined;
  let isWanted = false;
  const send = async (): Promise<void> => {
    while (isWanted) {
      isWanted = false;
      // Who does not hear it looks again within a minute.
      await notify(pool, channel, sender).catch(() => {});
    }
    sending = undefined;
  };
  return {
    announce() {
      isWanted = true;
      sending ??= send();
    },
    settled: async () => sending,
  };
}

async function notify(pool: PostgresPool, channel: string, sender: string): Promise<void> {
  const client = await pool.connect();
  const ignore = (): void => {};
  client.on('error', ignore);
  let isBroken = true;
  try {
    await client.query('SELECT pg_notify($1, $2)::text', [channel, sender]);
    isBroken = false;
  } finally {
    client.removeListener('error', ignore);
    client.release(isBroken);
  }
}
