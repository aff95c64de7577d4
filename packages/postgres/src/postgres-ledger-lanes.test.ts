import type { Ledger } from '@acx/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { minute } from './__fixtures__/ledger-rows';
import { createTestSchema, type TestSchema } from './__fixtures__/test-schema';

let test: TestSchema;
beforeEach(() => {
  test = createTestSchema();
});
afterEach(() => test.drop());

const wake = (ledger: Ledger, lanes: readonly string[], providerId = 'site-1'): Promise<void> =>
  ledger.transaction(async (transaction) => {
    for (const lane of lanes) await transaction.lanes.wake({ providerId, lane }, minute(1));
  });
const claim = (ledger: Ledger, limit = 64, at = 1) =>
  ledger.transaction(({ lanes }) =>
    lanes.claimDue({ now: minute(at), expiresAt: minute(at + 10), limit, room: new Map(), defaultRoomOf: () => limit }),
  );
const nextDueAt = (ledger: Ledger) => ledger.transaction(({ lanes }) => lanes.nextDueAt({ except: new Set() }));

describe('workers that claim lanes at once', () => {
  it('get each lane once, with tokens that nobody else has', async () => {
    const ledgers = [await test.open(), await test.open({ pool: test.otherPool() })] as const;
    const names = Array.from({ length: 60 }, (_, index) => `lane-${index}`);
    await wake(ledgers[0], names);
    const claims = (
      await Promise.all(Array.from({ length: 12 }, (_, index) => claim(ledgers[index % 2] ?? ledgers[0], 7)))
    ).flat();
    const rest = await claim(ledgers[0]);
    const all = [...claims, ...rest];
    expect(all.map(({ lane }) => lane).sort()).toEqual(names.sort());
    expect(new Set(all.map(({ token }) => token)).size).toBe(names.length);
  });

  it('pass over a lane on which a transaction is open, instead of waiting for it', async () => {
    const [ledger, other] = [await test.open(), await test.open({ pool: test.otherPool() })];
    await wake(ledger, ['busy', 'free']);
    await other.transaction(async ({ permissions }) => {
      await permissions.listOfLane({ providerId: 'site-1', lane: 'busy' });
      expect((await claim(ledger)).map(({ lane }) => lane)).toEqual(['free']);
    });
    expect((await claim(ledger)).map(({ lane }) => lane)).toEqual(['busy']);
  });

  it('never take a lane over while the former worker is writing down what it did', async () => {
    const [ledger, other] = [await test.open(), await test.open({ pool: test.otherPool() })];
    await wake(ledger, ['hall']);
    const [slow] = await claim(ledger);
    if (slow === undefined) throw new Error('Nothing was claimed.');
    await ledger.transaction(async ({ lanes }) => {
      await lanes.fence(slow);
      expect(await claim(other, 64, 30)).toEqual([]);
      await lanes.release(slow, { version: 1, failures: 0, dueAt: minute(20) });
    });
    const [next] = await claim(other, 64, 30);
    expect(next).toMatchObject({ lane: 'hall', version: 1 });
    const late = ledger.transaction(({ lanes }) => lanes.release(slow, { version: 9, failures: 0 }));
    await expect(late).rejects.toMatchObject({ code: 'conflict', what: 'lane' });
  });
});

describe('a limit of lanes at once', () => {
  it('holds over all workers, for each installation apart, and ends with the claims', async () => {
    const lanesAtOnce = (providerId: string): number => (providerId === 'site-1' ? 3 : 1);
    const one = await test.open({ lanesAtOnce });
    const two = await test.open({ lanesAtOnce, pool: test.otherPool() });
    await wake(one, ['a', 'b', 'c', 'd', 'e']);
    await wake(one, ['f', 'g'], 'site-2');
    const claims = (await Promise.all([one, two, one, two, one, two].map((ledger) => claim(ledger)))).flat();
    const countOf = (providerId: string): number => claims.filter((each) => each.providerId === providerId).length;
    expect([countOf('site-1'), countOf('site-2')]).toEqual([3, 1]);
    const [first] = claims.filter(({ providerId }) => providerId === 'site-1');
    if (first === undefined) throw new Error('Nothing was claimed.');
    await two.transaction(({ lanes }) => lanes.release(first, { version: 1, failures: 0 }));
    expect(await claim(two)).toHaveLength(1);
    expect(await claim(one)).toEqual([]);
    expect(await claim(one, 64, 12)).toHaveLength(4);
  });

  it('tells when a claim runs out instead of work that nobody has room for', async () => {
    const ledger = await test.open({ lanesAtOnce: 1 });
    await wake(ledger, ['a', 'b']);
    expect(await nextDueAt(ledger)).toBe(minute(1));
    await claim(ledger);
    expect(await nextDueAt(ledger)).toBe(minute(11));
  });
});
