import type { PoolClient } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookingOf } from '../__fixtures__/ledger-rows';
import { createTestSchema, type TestSchema } from '../__fixtures__/test-schema';
import type { PostgresLedger } from '../postgres-ledger';

let test: TestSchema;
let ledger: PostgresLedger;
let client: PoolClient;
beforeEach(async () => {
  test = createTestSchema();
  ledger = await test.open();
  client = await test.pool.connect();
  await client.query(`CREATE TABLE "${test.schema}".own (id text)`);
});
afterEach(async () => {
  client.release();
  await test.drop();
});

const save = (target: Pick<PostgresLedger, 'transaction'>, id: string): Promise<void> =>
  target.transaction(({ bookings }) => bookings.save(bookingOf(id)));
const storedIds = async (): Promise<string[]> =>
  (await ledger.transaction(({ bookings }) => bookings.listOfHolder('ada'))).map(({ booking }) => booking.id);
const insertOwn = () => client.query(`INSERT INTO "${test.schema}".own VALUES ('row')`);
const countOwn = async () => (await test.pool.query(`SELECT id FROM "${test.schema}".own`)).rows.length;

describe('a booking that is stored in a transaction of the host', () => {
  it('is there with the rows of the host, from the commit on', async () => {
    await client.query('BEGIN');
    await insertOwn();
    await save(ledger.join(client), 'b1');
    expect([await storedIds(), await countOwn()]).toEqual([[], 0]);
    await client.query('COMMIT');
    expect([await storedIds(), await countOwn()]).toEqual([['b1'], 1]);
  });

  it('is gone with the rows of the host when that rolls back', async () => {
    await client.query('BEGIN');
    await insertOwn();
    await save(ledger.join(client), 'b1');
    await client.query('ROLLBACK');
    expect([await storedIds(), await countOwn()]).toEqual([[], 0]);
  });

  it('leaves nothing behind when storing it fails, and the host may go on', async () => {
    await client.query('BEGIN');
    await insertOwn();
    const thrown = new Error('refused');
    const failing = ledger.join(client).transaction(async ({ bookings }) => {
      await bookings.save(bookingOf('b1'));
      throw thrown;
    });
    await expect(failing).rejects.toBe(thrown);
    const tooLong = save(
      ledger.join(client),
      Array.from({ length: 4_000 }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7_919) % 9_000))).join(''),
    );
    await expect(tooLong).rejects.toMatchObject({ reason: 'too_long' });
    await save(ledger.join(client), 'b2');
    await client.query('COMMIT');
    expect([await storedIds(), await countOwn()]).toEqual([['b2'], 1]);
  });

  it('takes its turn with others that are stored in the same transaction at once', async () => {
    await client.query('BEGIN');
    const results = await Promise.allSettled(
      ['b1', 'fails', 'b2'].map((id) =>
        ledger.join(client).transaction(async ({ bookings }) => {
          await bookings.save(bookingOf(id));
          if (id === 'fails') throw new Error('undone');
        }),
      ),
    );
    await client.query('COMMIT');
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await storedIds()).toEqual(['b1', 'b2']);
  });

  it('keeps others from the same booking until the host has committed', async () => {
    await save(ledger, 'b1');
    await client.query('BEGIN');
    await ledger.join(client).transaction(async ({ bookings }) => {
      const revision = ((await bookings.find('b1'))?.booking.revision ?? 0) + 1;
      await bookings.save(bookingOf('b1', { revision }));
    });
    const later = ledger.transaction(async ({ bookings }) => (await bookings.find('b1'))?.booking.revision);
    await ledger.transaction(({ bookings }) => bookings.find('b2'));
    await client.query('COMMIT');
    expect(await later).toBe(1);
  });
});

describe('what is no transaction to store in', () => {
  it.each([['a text'], [undefined], [null], [{}], [{ execute: () => {} }]])('is refused: %s', (transaction) => {
    expect(() => ledger.join(transaction)).toThrow(/must be an open transaction/);
  });

  it('is refused: a pool, whose statements each go to another connection', () => {
    expect(() => ledger.join(test.pool)).toThrow(/must be an open transaction/);
  });

  it('is refused when it has not been begun', async () => {
    await expect(save(ledger.join(client), 'b1')).rejects.toThrow(/has not been begun/);
    expect(await storedIds()).toEqual([]);
  });

  it.each(['REPEATABLE READ', 'SERIALIZABLE'])(
    'is refused at %s, which does not see what others store',
    async (level) => {
      await client.query(`BEGIN ISOLATION LEVEL ${level}`);
      await expect(save(ledger.join(client), 'b1')).rejects.toThrow(/begin it with READ COMMITTED/);
      await client.query('COMMIT');
      expect(await storedIds()).toEqual([]);
    },
  );
});

describe('a transaction of another library', () => {
  /** Each as the library calls it, on the same connection. */
  const shapes = {
    function: () => (text: string, values: unknown[]) => client.query(text, values),
    Prisma: () => ({
      $queryRawUnsafe: async (text: string, ...values: unknown[]) => (await client.query(text, values)).rows,
      $executeRawUnsafe: async (text: string) => (await client.query(text)).rowCount,
    }),
    Kysely: () => ({
      isTransaction: true,
      executeQuery: ({ sql, parameters }: { sql: string; parameters: unknown[] }) => client.query(sql, parameters),
    }),
    Drizzle: () => ({
      rollback: () => {},
      execute: (query: { getSQL(): { toQuery(): { sql: string; params: unknown[] } } }) => {
        const { sql, params } = query.getSQL().toQuery();
        return client.query(sql, params);
      },
    }),
  };

  it.each(Object.entries(shapes))('of the shape of %s is one to store in', async (_name, shape) => {
    await client.query('BEGIN');
    await save(ledger.join(shape()), 'kept');
    await client.query('COMMIT');
    await client.query('BEGIN');
    await save(ledger.join(shape()), 'undone');
    await client.query('ROLLBACK');
    expect(await storedIds()).toEqual(['kept']);
  });
});
