import type { PostgresPool, PostgresPoolClient } from '../driver/postgres-pool';

/** Hears what other processes announce. */
export interface WakeListener {
  /** Calls the listener for every announcement, and whenever one may have been missed. The returned function ends it. */
  add(listener: () => void): () => void;
  /** Resolves when the connection has been given up. */
  close(): Promise<void>;
}

/** How long after a connection was lost the next one is tried, and twice as long each time that none can be had. */
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 10_000;

/** Keeps one connection of the pool as long as somebody listens. @param options.sender Whose announcements are passed over: our own. */
export function createWakeListener(options: { pool: PostgresPool; channel: string; sender: string }): WakeListener {
  const { pool, channel, sender } = options;
  const listeners = new Set<() => void>();
  let running: Promise<void> | undefined;
  let pauseMs = FIRST_PAUSE_MS;
  let hangUp = (): void => {};
  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };

  const run = async (): Promise<void> => {
    pauseMs = FIRST_PAUSE_MS;
    while (listeners.size > 0) {
      const over = new Promise<void>((resolve) => {
        hangUp = resolve;
      });
      const client = await pool.connect().catch(() => undefined);
      await listen(client, over).catch(() => {});
      client?.release(true);
      if (listeners.size > 0) await pause();
    }
    running = undefined;
  };
  const listen = async (client: PostgresPoolClient | undefined, over: Promise<void>): Promise<void> => {
    if (client === undefined) return;
    client.on('error', hangUp);
    client.on('end', hangUp);
    client.on('notification', ({ payload }) => {
      if (payload !== sender) tell();
    });
    await client.query(`LISTEN "${channel}"`);
    pauseMs = FIRST_PAUSE_MS;
    // From now on nothing is missed; before, something may have been.
    tell();
    if (listeners.size > 0) await over;
  };
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
      timer.unref();
      hangUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  return {
    add(listener) {
      // So that one that is added twice is called twice, and ended one by one.
      const own = (): void => listener();
      listeners.add(own);
      running ??= run();
      return () => {
        listeners.delete(own);
        if (listeners.size === 0) hangUp();
      };
    },
    async close() {
      listeners.clear();
      hangUp();
      await running;
    },
  };
}
