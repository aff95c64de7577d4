import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assignSlot,
  countFreeSlots,
  releaseUnseenSlots,
  SLOT_REST_MS,
  settleLaneSlots,
  type TimetablePool,
} from './salto-timetable-pool';

const range = { from: 900, to: 904 };
const FOREIGN = 902;
const INHERITED = 903;
const LANES = ['l1', 'l2', 'l3'];

/** What a worker of one lane does next. `outcome` is what becomes of its write. */
type Deed =
  | { kind: 'write'; lane: number; grant: number; content: number; outcome: 'applied' | 'refused' | 'unknown' }
  | { kind: 'revoke'; lane: number; grant: number }
  | { kind: 'look'; lane: number }
  | { kind: 'list' }
  | { kind: 'wait'; minutes: number };

const lane = fc.nat({ max: LANES.length - 1 });
const grant = fc.nat({ max: 1 });
const deeds = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('write' as const),
        lane,
        grant,
        content: fc.nat({ max: 6 }),
        outcome: fc.constantFrom('applied' as const, 'applied' as const, 'refused' as const, 'unknown' as const),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('revoke' as const), lane, grant }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('look' as const), lane }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('list' as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 15 }) }),
    },
  ),
  { maxLength: 60 },
);

/** A record at the vendor: its slot, and what the slot must say for it. */
interface Held {
  readonly lane: string;
  readonly slot: number;
  readonly content: string;
}

function play(history: readonly Deed[]): void {
  let nowMs = 1_000_000_000;
  let pool: TimetablePool = {
    slots: {
      [FOREIGN]: { users: {}, isWritten: false },
      [INHERITED]: { content: 'c0', users: {}, isWritten: true, isInherited: true },
    },
  };
  const held = new Map<string, Held>();
  // Written by nobody knows whom, before the ledger was lost.
  const forgotten = { slot: INHERITED, content: 'c0' };
  const change = (next: TimetablePool): void => {
    for (const [slot, entry] of Object.entries(next.slots)) {
      const former = pool.slots[slot];
      if (former?.content === entry.content || former === undefined) continue;
      // Other content only where nobody is, and nobody has been for a while.
      expect(former.users).toEqual({});
      expect(nowMs - (former.freeSinceMs ?? nowMs)).toBeGreaterThanOrEqual(SLOT_REST_MS);
    }
    pool = next;
  };
  const settle = (name: string): void => {
    const used = [...held].filter(([, record]) => record.lane === name);
    change(settleLaneSlots(pool, name, new Map(used.map(([key, { slot }]) => [key, slot])), nowMs));
  };
  for (const deed of history) {
    if (deed.kind === 'wait') nowMs += deed.minutes * 60_000;
    else if (deed.kind === 'list')
      change(releaseUnseenSlots(pool, new Set([forgotten, ...held.values()].map(({ slot }) => slot)), nowMs));
    else {
      const name = LANES[deed.lane] ?? '';
      if (deed.kind === 'revoke') held.delete(`${name}/${deed.grant}`);
      if (deed.kind === 'write') {
        const request = { grantKey: `${name}/${deed.grant}`, lane: name, content: `c${deed.content}` };
        const assigned = assignSlot(pool, request, range, nowMs);
        if (assigned.slot === undefined) {
          const uses = Object.values(pool.slots).some(({ content }) => content === request.content);
          expect([uses, countFreeSlots(pool, range, nowMs).free]).toEqual([false, 0]);
        } else if (deed.outcome !== 'refused')
          held.set(request.grantKey, { lane: name, slot: assigned.slot, content: request.content });
        change(assigned.pool);
        if (deed.outcome === 'unknown') {
          expectSound(pool, held);
          continue;
        }
      }
      settle(name);
    }
    expectSound(pool, held);
    expect(pool.slots[INHERITED]?.content).toBe(forgotten.content);
  }
}

function expectSound(pool: TimetablePool, held: ReadonlyMap<string, Held>): void {
  expect(pool.slots[FOREIGN]).toEqual({ users: {}, isWritten: false });
  const contents = Object.values(pool.slots).flatMap(({ content }) => content ?? []);
  // Each content is in one slot, so whoever needs it shares it.
  expect(new Set(contents).size).toBe(contents.length);
  for (const [key, { slot, content, lane: name }] of held) {
    expect(pool.slots[slot]?.content).toBe(content);
    expect(pool.slots[slot]?.users[key]).toBe(name);
    expect(pool.slots[slot]?.freeSinceMs).toBeUndefined();
  }
  for (const [slot, { users, freeSinceMs, isInherited, content }] of Object.entries(pool.slots)) {
    expect(Number(slot)).toBeGreaterThanOrEqual(range.from);
    expect(Number(slot)).toBeLessThanOrEqual(range.to);
    const isResting = freeSinceMs !== undefined;
    expect(isResting).toBe(Object.keys(users).length === 0 && !isInherited && content !== undefined);
  }
}

describe('the pool of timetables, whatever several lanes do', () => {
  it('gives no slot another content while anybody may use it, and leaves alone what is not ours', () => {
    fc.assert(fc.property(deeds, play), { numRuns: 2000 });
  });

  it('is exhausted only when every slot is used, and has room again when they have rested', () => {
    let pool: TimetablePool = { slots: {} };
    for (let index = 0; index < 5; index += 1)
      pool = assignSlot(pool, { grantKey: `g${index}`, lane: 'l', content: `c${index}` }, range, 0).pool;
    const more = { grantKey: 'more', lane: 'l', content: 'more' };
    expect(assignSlot(pool, more, range, 0).slot).toBeUndefined();
    pool = settleLaneSlots(pool, 'l', new Map(), 0);
    expect(assignSlot(pool, more, range, SLOT_REST_MS - 1).slot).toBeUndefined();
    expect(assignSlot(pool, more, range, SLOT_REST_MS).slot).toBe(900);
  });
});
