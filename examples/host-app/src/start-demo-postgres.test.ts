import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BookingInput } from '@acx/core';
import { createAccessControl, createInMemoryDirectory } from '@acx/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHostConfig } from './config/host-config';
import { openSealingKey } from './config/sealing-key';
import type { Figures } from './contract/vendors';
import { type EmbeddedDatabase, startEmbeddedPostgres } from './host/store/embedded-postgres';
import { openDatabase } from './host/store/open-database';
import { book, draft, until } from './server/__fixtures__/bookings-of';
import { startRunningDemo } from './server/__fixtures__/running-demo';

let folder = '';
let server: EmbeddedDatabase;
const interrupted = process.listeners('SIGINT');
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acx-host-'));
  server = await startEmbeddedPostgres(folder);
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a database that was brought up leaves it to the host what Ctrl+C does', () => {
  expect(process.listeners('SIGINT')).toEqual(interrupted);
});

test('two workers share the ledger, and a booking opens its door', async () => {
  const demo = await startRunningDemo({ databaseUrl: server.url });
  try {
    const [ada, mia] = [await demo.as('ada'), await demo.as('mia')];
    const { id } = await book(ada, draft('gym', '10:00', '11:00'));
    await until(ada, id, 'ready');
    expect(((await mia.get('/api/figures')).body as Figures).workers).toBe(2);
    expect((await mia.get('/api/vendors')).body).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({
          id: 'house',
          rows: expect.arrayContaining([expect.objectContaining({ difference: 'none' })]),
        }),
      ]),
    );
  } finally {
    await demo.end();
  }
});

test('a row and its booking are stored together, or neither is', async () => {
  const config = readHostConfig({ dataFolder: folder }, { DATABASE_URL: server.url });
  const database = await openDatabase(config, await openSealingKey(folder));
  const [ledger] = database.ledgers;
  if (ledger === undefined) throw new Error('There is no ledger.');
  const directory = createInMemoryDirectory({ timeZone: 'UTC', resources: [{ id: 'hut', places: [] }], holders: [] });
  const access = createAccessControl({ providers: [], directory, ledger });
  const store = (booking: BookingInput, isRefused: boolean): Promise<void> =>
    database.rows.together(async (rows, transaction) => {
      await rows.put('booking', booking.id, booking);
      await access.putBooking(booking, { transaction });
      if (isRefused) throw new Error('Somebody changed their mind.');
    });
  const isKnown = async (id: string): Promise<boolean[]> => {
    const record = await ledger.transaction(({ bookings }) => bookings.find(id));
    return [(await database.rows.find('booking', id)) !== undefined, record !== undefined];
  };
  const booking = (id: string): BookingInput => ({
    ...{ id, resourceId: 'hut', startsAt: '2026-11-23T10:00:00Z', endsAt: '2026-11-23T11:00:00Z' },
    holders: [{ holderId: 'ada' }],
  });
  try {
    await expect(store(booking('taken-back'), true)).rejects.toThrow('changed their mind');
    await store(booking('kept'), false);
    expect(await isKnown('taken-back')).toEqual([false, false]);
    expect(await isKnown('kept')).toEqual([true, true]);
  } finally {
    await access.stop();
    await database.close();
  }
});
