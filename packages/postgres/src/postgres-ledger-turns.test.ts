import { createAccessControl, createInMemoryDirectory, type Ledger, systemClock } from '@acx/core';
import { createFakeProvider, createFakeVendor } from '@acx/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestSchema, type TestSchema } from './__fixtures__/test-schema';
import type { PostgresLedger } from './postgres-ledger';

let test: TestSchema;
beforeEach(() => {
  test = createTestSchema();
});
afterEach(() => test.drop());

const slow = { providerId: 'site-1', limit: { perSecond: 0.1 }, count: 1, nowMs: 0 };
/** The clock of whoever asks is wrong by years, and does not count. */
const take = (ledger: PostgresLedger, request: Partial<typeof slow> = {}) => ledger.takeTurns({ ...slow, ...request });
const openTwo = async () => [await test.open(), await test.open({ pool: test.otherPool() })] as const;
/** About so many turns of ten seconds and what the limit keeps free. */
const inTurns = (waitsMs: readonly number[]): number[] => waitsMs.map((waitMs) => Math.round(waitMs / 10_309));

describe('turns in PostgreSQL', () => {
  it('are given out once, one after the other, whoever asks', async () => {
    const [one, other] = await openTwo();
    const asked = Array.from({ length: 20 }, (_, index) => take(index % 2 === 0 ? one : other));
    const turns = inTurns((await Promise.all(asked)).flat());
    expect(turns.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  it('of one installation are no matter of another, and may be several at once', async () => {
    const [one, other] = await openTwo();
    expect(inTurns(await take(one, { count: 3 }))).toEqual([0, 1, 2]);
    expect(inTurns(await take(other, { count: 2 }))).toEqual([3, 4]);
    expect(inTurns(await take(other, { providerId: 'site-\u0000-2' }))).toEqual([0]);
  });

  it('may be drawn forward after a silence, as many as the burst', async () => {
    const ledger = await test.open();
    const limit = { perSecond: 0.1, burst: 3 };
    expect(inTurns(await take(ledger, { count: 5, limit }))).toEqual([0, 0, 0, 1, 2]);
  });

  it('go on when the clock of the server was set back', async () => {
    const ledger = await test.open();
    await take(ledger);
    await test.pool.query(`UPDATE "${test.schema}".call_turns SET paid_until_ms = paid_until_ms + 1e12`);
    expect(inTurns(await take(ledger))).toEqual([0]);
    expect(inTurns(await take(ledger))).toEqual([1]);
  });

  it('stay given out when the transaction of the host is rolled back, and do not wait for it', async () => {
    const ledger = await test.open();
    const client = await test.otherPool({ max: 1 }).connect();
    await client.query('BEGIN');
    await ledger.join(client).transaction(async ({ lanes }) => {
      await lanes.wake({ providerId: 'site-1', lane: 'hall' }, '2026-11-21T08:00:00.000Z');
      expect(inTurns(await take(ledger))).toEqual([0]);
    });
    await client.query('ROLLBACK');
    client.release();
    expect(inTurns(await take(ledger))).toEqual([1]);
  });

  it('that cannot be had are an error that says why', async () => {
    const ledger = await test.open();
    await test.pool.query(`DROP TABLE "${test.schema}".call_turns`);
    await expect(take(ledger)).rejects.toMatchObject({ name: 'LedgerDatabaseError', reason: 'missing' });
    await ledger.close();
    await expect(take(ledger)).rejects.toMatchObject({ code: 'conflict' });
  });
});

const PER_SECOND = 200;
const DOORS = Array.from({ length: 8 }, (_, index) => `door-${index}`);
const PEOPLE = Array.from({ length: 30 }, (_, index) => `person-${index}`);

/** A process of a host. The vendor goes by the machine's clock. */
function startProcess(ledger: Ledger, vendor: ReturnType<typeof createFakeVendor>) {
  const directory = createInMemoryDirectory({
    timeZone: 'Europe/Dublin',
    resources: DOORS.map((id) => ({ id, use: 'shared', places: [{ provider: 'fake', place: id }] })),
    holders: PEOPLE.map((id) => ({ id, subjects: [{ provider: 'fake', subject: `badge-${id}` }] })),
  });
  const callLimit = { perSecond: PER_SECOND };
  return createAccessControl({
    ...{ ledger, directory, onNotice: () => {} },
    providers: [createFakeProvider({ vendor, callLimit, concurrentLanes: 2 })],
  });
}

describe('two machines and a vendor with a limit', () => {
  it('never make one call too many together, and use what there is', async () => {
    const vendor = createFakeVendor({ clock: systemClock, callsPerSecond: PER_SECOND });
    let given = 0;
    const counting = (ledger: PostgresLedger): Ledger => ({
      ...ledger,
      takeTurns(request) {
        given += request.count;
        return ledger.takeTurns(request);
      },
    });
    const processes = (await openTwo()).map((ledger) => startProcess(counting(ledger), vendor));
    const [first] = processes;
    const hourMs = Math.ceil(Date.now() / 3_600_000) * 3_600_000;
    for (const door of DOORS)
      await first?.putBooking({
        ...{ id: `booking-${door}`, resourceId: door },
        startsAt: new Date(hourMs + 3_600_000).toISOString(),
        endsAt: new Date(hourMs + 7_200_000).toISOString(),
        holders: PEOPLE.map((holderId) => ({ holderId })),
      });
    const beganMs = Date.now();
    for (const access of processes) await access.start();
    for (const door of DOORS) await first?.settled(`booking-${door}`);
    const tookMs = Date.now() - beganMs;
    for (const access of processes) await access.stop();
    const changes = DOORS.length * PEOPLE.length;
    expect([vendor.callsTooMany, vendor.writes, vendor.held().length]).toEqual([0, changes, changes]);
    expect(tookMs).toBeGreaterThanOrEqual((changes - 1) * (1_000 / PER_SECOND));
    // What is given out and not used is lost.
    expect(changes / given).toBeGreaterThanOrEqual(0.95);
  });
});
