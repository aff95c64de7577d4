import { describe, expect, it } from 'vitest';
import {
  assignSlot,
  countFreeSlots,
  noteWritten,
  type PoolSlot,
  releaseUnseenSlots,
  SLOT_REST_MS,
  settleLaneSlots,
  slotOf,
  type TimetablePool,
} from './salto-timetable-pool';

const range = { from: 900, to: 902 };
const now = 1_000_000_000;
const pool = (slots: Record<number, Partial<PoolSlot>> = {}): TimetablePool => ({
  slots: Object.fromEntries(
    Object.entries(slots).map(([slot, entry]) => [slot, { users: {}, isWritten: true, ...entry }]),
  ),
});
const rested = (content: string, agoMs = SLOT_REST_MS) => ({ content, freeSinceMs: now - agoMs });
const assign = (before: TimetablePool, content: string, grantKey = 'g1', lane = 'l1') =>
  assignSlot(before, { grantKey, lane, content }, range, now);

describe('a timetable that is needed', () => {
  it('gets the first slot of the range when none was ever used, and is not written yet', () => {
    const { slot, pool: after } = assign(pool(), 'A');
    expect(slot).toBe(900);
    expect(after.slots[900]).toEqual({ content: 'A', users: { g1: 'l1' }, isWritten: false });
  });

  it('shares the slot that says the same, without another write', () => {
    const before = pool({ 900: { content: 'A', users: { g0: 'l0' } }, 901: { content: 'B', users: { g9: 'l0' } } });
    const { slot, pool: after } = assign(before, 'B');
    expect(slot).toBe(901);
    expect(after.slots[901]).toEqual({ content: 'B', users: { g9: 'l0', g1: 'l1' }, isWritten: true });
  });

  it('shares a slot that rests, which then rests no longer', () => {
    const { slot, pool: after } = assign(pool({ 901: rested('A', 1) }), 'A');
    expect(slot).toBe(901);
    expect(after.slots[901]?.freeSinceMs).toBeUndefined();
    expect(after.slots[901]?.isWritten).toBe(true);
  });

  it('takes a slot that was never used before one that has rested', () => {
    expect(assign(pool({ 900: rested('A', 10 * SLOT_REST_MS) }), 'B').slot).toBe(901);
  });

  it('takes the one that has rested longest, which then has to be written', () => {
    const before = pool({
      900: rested('A'),
      901: rested('B', 3 * SLOT_REST_MS),
      902: rested('C', 2 * SLOT_REST_MS),
    });
    const { slot, pool: after } = assign(before, 'D');
    expect(slot).toBe(901);
    expect(after.slots[901]).toEqual({ content: 'D', users: { g1: 'l1' }, isWritten: false });
  });

  it('takes none that has rested a millisecond too short: a late write may still be on its way', () => {
    const almost = rested('A', SLOT_REST_MS - 1);
    const before = pool({ 900: almost, 901: almost, 902: almost });
    expect(assign(before, 'D')).toEqual({ pool: before });
    expect(assign(pool({ 900: rested('A'), 901: almost, 902: almost }), 'D').slot).toBe(900);
  });

  it('gets none when all are used, and nothing changes', () => {
    const used = { content: 'A', users: { g0: 'l0' } };
    const before = pool({ 900: used, 901: { ...used, content: 'B' }, 902: { ...used, content: 'C' } });
    expect(assign(before, 'D')).toEqual({ pool: before });
  });

  it('never gets the slot of somebody else, nor one that may still be used from before', () => {
    const before = pool({ 900: {}, 901: { content: 'X', isInherited: true }, 902: {} });
    expect(assign(before, 'D')).toEqual({ pool: before });
    expect(countFreeSlots(before, range, now)).toEqual({ free: 0, total: 3 });
  });

  it('shares an inherited slot, which stays inherited', () => {
    const { slot, pool: after } = assign(pool({ 901: { content: 'X', isInherited: true } }), 'X');
    expect([slot, after.slots[901]?.isInherited]).toEqual([901, true]);
  });

  it('never gets a slot out of the range, also where an older range knew it', () => {
    expect(slotOf(pool({ 800: rested('A') }), 'A', range)).toBeUndefined();
    expect(assign(pool({ 800: rested('A') }), 'A').slot).toBe(900);
  });

  it('may be in a new slot while its grant still uses the old one', () => {
    const { slot, pool: after } = assign(pool({ 900: { content: 'A', users: { g1: 'l1' } } }), 'B');
    expect(slot).toBe(901);
    expect(after.slots[900]?.users).toEqual({ g1: 'l1' });
  });
});

describe('a lane that has settled', () => {
  const before = pool({
    900: { content: 'A', users: { g1: 'l1', g7: 'l7' } },
    901: { content: 'B', users: { g1: 'l1' }, isWritten: true },
    902: { content: 'C', users: { g7: 'l7' } },
  });

  it('uses the slots that it says, lets the others go, and touches no other lane', () => {
    const after = settleLaneSlots(before, 'l1', new Map([['g1', 900]]), now);
    expect(after.slots[900]?.users).toEqual({ g1: 'l1', g7: 'l7' });
    expect(after.slots[901]).toEqual({ content: 'B', users: {}, isWritten: true, freeSinceMs: now });
    expect(after.slots[902]).toEqual(before.slots[902]);
  });

  it('leaves a slot that somebody of another lane still uses', () => {
    const after = settleLaneSlots(before, 'l1', new Map(), now);
    expect(after.slots[900]).toEqual({ content: 'A', users: { g7: 'l7' }, isWritten: true });
  });

  it('changes nothing when it is said twice, and lets a resting slot rest on', () => {
    const once = settleLaneSlots(before, 'l1', new Map(), now);
    expect(settleLaneSlots(once, 'l1', new Map(), now + 5000)).toEqual(once);
  });

  it('takes a slot in use again that was found to be used after all', () => {
    const freed = settleLaneSlots(before, 'l1', new Map(), now);
    const after = settleLaneSlots(freed, 'l1', new Map([['g1', 901]]), now);
    expect(after.slots[901]).toEqual({ content: 'B', users: { g1: 'l1' }, isWritten: true });
  });

  it('never frees a slot that is inherited, nor one of somebody else', () => {
    const odd = pool({ 900: { content: 'A', users: { g1: 'l1' }, isInherited: true }, 901: { users: { g1: 'l1' } } });
    const after = settleLaneSlots(odd, 'l1', new Map(), now);
    expect([after.slots[900]?.freeSinceMs, after.slots[901]?.freeSinceMs]).toEqual([undefined, undefined]);
  });
});

describe('a complete listing', () => {
  const inherited = { content: 'A', isInherited: true };

  it('frees inherited slots that nobody uses, and only those', () => {
    const before = pool({
      900: inherited,
      901: { ...inherited, content: 'B' },
      902: { ...inherited, content: 'C', users: { g1: 'l1' } },
      903: { content: 'D' },
      904: {},
    });
    const after = releaseUnseenSlots(before, new Set([901]), now);
    expect(after.slots[900]).toEqual({ content: 'A', users: {}, isWritten: true, freeSinceMs: now });
    for (const slot of [901, 902, 903, 904]) expect(after.slots[slot]).toEqual(before.slots[slot]);
  });
});

describe('what Space holds', () => {
  const before = pool({ 900: { content: 'A', users: { g1: 'l1' }, isWritten: false } });

  it('is noted for the content that was meant, and for no other', () => {
    expect(noteWritten(before, 900, 'A', true).slots[900]?.isWritten).toBe(true);
    expect(noteWritten(before, 900, 'B', true)).toBe(before);
    expect(noteWritten(before, 901, 'A', true)).toBe(before);
  });

  it('is counted as free when it was never used or has rested', () => {
    const some = pool({ 900: { content: 'A', users: { g: 'l' } }, 901: rested('B'), 902: rested('C', 1) });
    expect(countFreeSlots(some, range, now)).toEqual({ free: 1, total: 3 });
    expect(countFreeSlots(pool(), range, now)).toEqual({ free: 3, total: 3 });
  });
});
