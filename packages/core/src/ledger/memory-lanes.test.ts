import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { ConflictError } from '../errors/conflict-error';
import type { LaneStore, Ledger } from '../ports/ledger';
import type { LaneClaim } from '../ports/ledger-records';
import { seeded } from '../testing/laws/seeded';
import { minute } from './__fixtures__/ledger-rows';
import { createMemoryLedger } from './memory-ledger';

const hall = { providerId: 'site-1', lane: 'hall' };
const pool = { providerId: 'site-1', lane: 'pool' };
const gate = { providerId: 'site-2', lane: 'gate' };

let ledger: Ledger;
beforeEach(() => {
  ledger = createMemoryLedger();
});
const run = <T>(work: (lanes: LaneStore) => Promise<T>): Promise<T> => ledger.transaction(({ lanes }) => work(lanes));
const wake = (lane: typeof hall, at: number) => run((lanes) => lanes.wake(lane, minute(at)));
const claim = (
  at: number,
  more: { until?: number; limit?: number; room?: [string, number][]; defaultRoom?: number } = {},
) =>
  run((lanes) =>
    lanes.claimDue({
      now: minute(at),
      expiresAt: minute(more.until ?? at + 10),
      limit: more.limit ?? 100,
      room: new Map(more.room),
      defaultRoomOf: () => more.defaultRoom ?? 100,
    }),
  );
const namesOf = (claims: readonly LaneClaim[]): string[] => claims.map(({ lane }) => lane);
const nextDueAt = (...except: string[]) => run((lanes) => lanes.nextDueAt({ except: new Set(except) }));
const first = (claims: readonly LaneClaim[]): LaneClaim => {
  const [only] = claims;
  if (only === undefined) throw new Error('No lane was handed out.');
  return only;
};
const release = (held: LaneClaim, next: { dueAt?: string; version?: number; failures?: number } = {}) =>
  run((lanes) => lanes.release(held, { version: held.version, failures: 0, ...next }));

describe('handing out lanes', () => {
  it('gives a lane to one worker, from the instant on at which it is due', async () => {
    await wake(hall, 10);
    expect(await claim(9)).toEqual([]);
    expect(await claim(10)).toEqual([{ ...hall, token: 1, expiresAt: minute(20), version: 0, failures: 0 }]);
    expect(await claim(10)).toEqual([]);
  });

  it('gives the earliest first, over all installations', async () => {
    await wake(pool, 3);
    await wake(gate, 2);
    await wake(hall, 1);
    expect(namesOf(await claim(5, { limit: 2 }))).toEqual(['hall', 'gate']);
    expect(namesOf(await claim(5))).toEqual(['pool']);
  });

  it('keeps to the room of each installation', async () => {
    for (const lane of ['a', 'b', 'c'])
      for (const providerId of ['site-1', 'site-2']) await wake({ providerId, lane }, 1);
    const claims = await claim(5, { room: [['site-1', 2]], defaultRoom: 1 });
    expect(claims.map(({ providerId }) => providerId).sort()).toEqual(['site-1', 'site-1', 'site-2']);
    expect(
      await claim(5, {
        room: [
          ['site-1', 0],
          ['site-2', -1],
        ],
      }),
    ).toEqual([]);
    expect(await claim(5)).toHaveLength(3);
  });

  it('gives a lane whose worker let its claim expire to another one, and refuses the first from then on', async () => {
    await wake(hall, 1);
    const slow = first(await claim(1, { until: 5 }));
    expect(await claim(4)).toEqual([]);
    const next = first(await claim(5));
    expect(next.token).toBeGreaterThan(slow.token);
    await expect(run((lanes) => lanes.fence(slow))).rejects.toBeInstanceOf(ConflictError);
    await expect(release(slow)).rejects.toMatchObject({ what: 'lane', isRetryable: true });
    await run((lanes) => lanes.fence(next));
    await release(next);
    await expect(run((lanes) => lanes.fence(next))).rejects.toBeInstanceOf(ConflictError);
  });

  it('accepts a worker that is late while nobody else has come', async () => {
    await wake(hall, 1);
    const late = first(await claim(1, { until: 5 }));
    await release(late, { version: 4, failures: 2, dueAt: minute(9) });
    expect(await claim(9)).toMatchObject([{ version: 4, failures: 2 }]);
  });

  it('refuses a claim of a lane that nobody knows', async () => {
    const unknown = { ...hall, token: 1, expiresAt: minute(5), version: 0, failures: 0 };
    await expect(run((lanes) => lanes.fence(unknown))).rejects.toBeInstanceOf(ConflictError);
  });
});

describe('when a lane is due', () => {
  it('stays as early as it was first asked for', async () => {
    await wake(hall, 10);
    await wake(hall, 20);
    expect(await nextDueAt()).toBe(minute(10));
    await wake(hall, 5);
    expect(await nextDueAt()).toBe(minute(5));
  });

  it('is not lost when it was woken during the work', async () => {
    await wake(hall, 1);
    const held = first(await claim(1));
    await wake(hall, 2);
    expect(await claim(3)).toEqual([]);
    await release(held, { dueAt: minute(50) });
    expect(await nextDueAt()).toBe(minute(2));
    expect(namesOf(await claim(3))).toEqual(['hall']);
  });

  it('is not lost when it was woken for later and the worker was gone', async () => {
    await wake(hall, 1);
    await claim(1, { until: 5 });
    await wake(hall, 60);
    const next = first(await claim(5));
    await release(next);
    expect(await nextDueAt()).toBe(minute(60));
  });

  it('is nothing once its work is done', async () => {
    await wake(hall, 1);
    await release(first(await claim(1)));
    expect([await nextDueAt(), await claim(1_000)]).toEqual([undefined, []]);
    expect(await run((lanes) => lanes.listOfProvider('site-1'))).toEqual([hall]);
  });

  it('is asked for without some installations, and counts claims that run out', async () => {
    await wake(hall, 1);
    await wake(pool, 30);
    await wake(gate, 20);
    expect([await nextDueAt(), await nextDueAt('site-1'), await nextDueAt('site-1', 'site-2')]).toEqual([
      minute(1),
      minute(20),
      undefined,
    ]);
    await claim(1, { until: 8 });
    expect(await nextDueAt()).toBe(minute(8));
  });

  it('is as before after a transaction that failed', async () => {
    await wake(hall, 1);
    await expect(
      ledger.transaction(async ({ lanes }) => {
        await lanes.claimDue({
          now: minute(2),
          expiresAt: minute(9),
          limit: 9,
          room: new Map(),
          defaultRoomOf: () => 9,
        });
        await lanes.wake(gate, minute(1));
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await claim(2)).toMatchObject([{ lane: 'hall', token: 1 }]);
    expect(await run((lanes) => lanes.listOfProvider('site-2'))).toEqual([]);
  });
});

describe('many workers at many lanes', () => {
  const lanes = [hall, pool, gate];
  const step = fc.record({
    what: fc.constantFrom('wake', 'claim', 'release'),
    lane: fc.constantFrom(...lanes),
    minutes: fc.nat(5),
    later: fc.nat(30),
  });

  it('never hold a lane at once, and no work that was asked for is forgotten', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        ledger = createMemoryLedger();
        let now = 0;
        const holders = new Map<string, LaneClaim>();
        /** What is still to be done: the earliest instant that was asked for and has not been handed out since. */
        const asked = new Map<string, number>();
        const take = async (): Promise<void> => {
          for (const taken of await claim(now, { until: now + 8 })) {
            const former = holders.get(taken.lane);
            if (former !== undefined) expect(former.expiresAt <= minute(now)).toBe(true);
            expect(taken.token).toBe((former?.token ?? taken.token - 1) + 1);
            holders.set(taken.lane, taken);
            if ((asked.get(taken.lane) ?? Number.POSITIVE_INFINITY) <= now) asked.delete(taken.lane);
          }
        };
        for (const { what, lane, minutes, later } of steps) {
          now += minutes;
          if (what === 'claim') await take();
          else if (what === 'wake') {
            await wake(lane, now + later);
            asked.set(lane.lane, Math.min(asked.get(lane.lane) ?? Number.POSITIVE_INFINITY, now + later));
          } else {
            const held = holders.get(lane.lane);
            if (held === undefined) continue;
            await release(held);
            holders.delete(lane.lane);
          }
        }
        // Everybody goes home: whatever was asked for is handed out in the end.
        for (const held of holders.values()) await release(held);
        holders.clear();
        const left = [...asked.keys()].sort();
        now += 1_000;
        expect(namesOf(await claim(now)).sort()).toEqual(left);
      }),
      seeded(200),
    );
  });
});
