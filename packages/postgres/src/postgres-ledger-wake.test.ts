import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestSchema, type TestSchema } from './__fixtures__/test-schema';
import type { PostgresLedger } from './postgres-ledger';
import { wakeChannelOf } from './wake/wake-announcer';

let test: TestSchema;
beforeEach(() => {
  test = createTestSchema();
});
afterEach(() => test.drop());

// Longer than a busy machine needs, and shorter than the engine's own look at what is due, once a minute.
const PATIENCE_MS = 30_000;
const hall = { providerId: 'site-1', lane: 'hall' };
const soon = (): string => new Date().toISOString();
const wake = (ledger: PostgresLedger, at = soon()): Promise<void> =>
  ledger.transaction(({ lanes }) => lanes.wake({ ...hall, lane: at }, at));

/** Listens, and resolves once it hears. */
async function listenTo(ledger: PostgresLedger) {
  const heard = vi.fn();
  const stop = ledger.onWake(heard);
  await vi.waitFor(() => expect(heard).toHaveBeenCalled(), { timeout: PATIENCE_MS, interval: 2 });
  heard.mockClear();
  const expectHeard = () => vi.waitFor(() => expect(heard).toHaveBeenCalled(), { timeout: PATIENCE_MS, interval: 1 });
  return { heard, stop, expectHeard };
}

describe('a lane that another process has made due', () => {
  it('is heard of at once, by everybody but the one that did it', async () => {
    const [one, two, three] = [await test.open(), await test.open({ pool: test.otherPool() }), await test.open()];
    const listeners = await Promise.all([one, two, three].map(listenTo));
    await wake(one);
    await listeners[1]?.expectHeard();
    await listeners[2]?.expectHeard();
    expect(listeners[0]?.heard).not.toHaveBeenCalled();
  });

  it('is not heard of when everybody looks in time by themselves, when it was due already, or when it was undone', async () => {
    const [one, two] = [await test.open(), await test.open()];
    const at = soon();
    await wake(one, at);
    const { heard, expectHeard } = await listenTo(two);
    await wake(one, new Date(Date.now() + 3_600_000).toISOString());
    await wake(one, at);
    await one
      .transaction(async ({ lanes }) => {
        await lanes.wake({ ...hall, lane: 'undone' }, soon());
        throw new Error('undone');
      })
      .catch(() => {});
    expect(heard).not.toHaveBeenCalled();
    await wake(one);
    await expectHeard();
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('is heard of in a joined transaction once that is committed, in the own process too', async () => {
    const ledger = await test.open();
    const { heard, expectHeard } = await listenTo(ledger);
    const client = await test.pool.connect();
    await client.query('BEGIN');
    await ledger.join(client).transaction(({ lanes }) => lanes.wake(hall, soon()));
    expect(heard).not.toHaveBeenCalled();
    await client.query('COMMIT');
    client.release();
    await expectHeard();
  });

  it('is heard of again after the connection was lost, and nothing that came meanwhile is missed', async () => {
    const [one, two] = [await test.open(), await test.open({ pool: test.otherPool() })];
    const { expectHeard, heard } = await listenTo(two);
    const ended = await test.pool.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = $1 AND pid <> pg_backend_pid()',
      [`LISTEN "${wakeChannelOf(test.schema)}"`],
    );
    expect(ended.rows).toHaveLength(1);
    await wake(one);
    await expectHeard();
    heard.mockClear();
    await wake(one);
    await expectHeard();
  });

  it('is listened for on one connection, and on none when nobody listens any more', async () => {
    const countListening = async (): Promise<number> =>
      (
        await test.pool.query('SELECT pid FROM pg_stat_activity WHERE query = $1', [
          `LISTEN "${wakeChannelOf(test.schema)}"`,
        ])
      ).rows.length;
    const ledger = await test.open();
    const [first, second] = [await listenTo(ledger), ledger.onWake(() => {})];
    expect(await countListening()).toBe(1);
    first.stop();
    expect(await countListening()).toBe(1);
    second();
    await vi.waitFor(async () => expect(await countListening()).toBe(0), { timeout: PATIENCE_MS, interval: 5 });
    ledger.onWake(() => {});
    await ledger.close();
    expect(await countListening()).toBe(0);
  });
});
