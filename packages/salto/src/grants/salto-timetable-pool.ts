/** Who uses a slot: grant keys and the lanes that they are written in. */
export type SlotUsers = { readonly [grantKey: string]: string };

/** One slot of our range. A type, so that it is plain JSON. */
export type PoolSlot = {
  /** Fingerprint of its lines; absent for a slot that somebody else's timetable is in. */
  readonly content?: string;
  readonly users: SlotUsers;
  /** Space is known to hold this content. */
  readonly isWritten: boolean;
  /** Since when nobody uses it, in milliseconds since the epoch. */
  readonly freeSinceMs?: number;
  /** Found at Space, perhaps still used by rights that we have forgotten: only a complete listing can free it. */
  readonly isInherited?: boolean;
};

/** The slots that were ever used, by number. */
export type TimetablePool = { readonly slots: { readonly [slot: string]: PoolSlot } };

/** Which slots are ours. */
export interface SlotRange {
  readonly from: number;
  readonly to: number;
}

/**
 * A slot that was let go is not given other content before so much time has passed: a write that left earlier may still be on its way, and would
 * change the times of whoever has the slot by then.
 */
export const SLOT_REST_MS = 600_000;

/** One grant that needs a timetable. */
export interface SlotRequest {
  readonly grantKey: string;
  readonly lane: string;
  readonly content: string;
}

/** A pool after a request, and where the request was put; no slot when all are taken. */
export interface SlotAssignment {
  readonly pool: TimetablePool;
  readonly slot?: number;
}

/**
 * Finds a slot: one with the same content, else one that was never used, else the one that has rested longest. A grant may be in two slots for a
 * while: the old one is let go when the new one is in force. Pure.
 */
export function assignSlot(pool: TimetablePool, request: SlotRequest, range: SlotRange, nowMs: number): SlotAssignment {
  const { grantKey, lane, content } = request;
  const slot = slotOf(pool, content, range) ?? unusedSlot(pool, range) ?? restedSlot(pool, range, nowMs);
  if (slot === undefined) return { pool };
  const former = pool.slots[slot];
  const isSame = former?.content === content;
  const users = { ...(isSame ? former.users : {}), [grantKey]: lane };
  const next: PoolSlot = {
    content,
    users,
    isWritten: isSame && former.isWritten,
    ...(isSame && former.isInherited ? { isInherited: true } : {}),
  };
  return { pool: withSlot(pool, slot, next), slot };
}

/** The slot of our range that holds this content. */
export function slotOf(pool: TimetablePool, content: string, { from, to }: SlotRange): number | undefined {
  return usedSlots(pool).find((slot) => from <= slot && slot <= to && pool.slots[slot]?.content === content);
}

function unusedSlot(pool: TimetablePool, { from, to }: SlotRange): number | undefined {
  for (let slot = from; slot <= to; slot += 1) if (pool.slots[slot] === undefined) return slot;
  return undefined;
}

function restedSlot(pool: TimetablePool, { from, to }: SlotRange, nowMs: number): number | undefined {
  const since = (slot: number): number => pool.slots[slot]?.freeSinceMs ?? Number.POSITIVE_INFINITY;
  return usedSlots(pool)
    .filter((slot) => from <= slot && slot <= to && since(slot) <= nowMs - SLOT_REST_MS)
    .sort((a, b) => since(a) - since(b))[0];
}

/** Space holds, or perhaps does not hold, what the slot should say. Another content meanwhile: nothing is noted. */
export function noteWritten(pool: TimetablePool, slot: number, content: string, isWritten: boolean): TimetablePool {
  const former = pool.slots[slot];
  if (former === undefined || former.content !== content || former.isWritten === isWritten) return pool;
  return withSlot(pool, slot, { ...former, isWritten });
}

/** From now on the grants of a lane use exactly these slots; what they no longer use is let go. Pure. */
export function settleLaneSlots(
  pool: TimetablePool,
  lane: string,
  slots: ReadonlyMap<string, number>,
  nowMs: number,
): TimetablePool {
  let next = pool;
  for (const slot of usedSlots(pool)) {
    const former = pool.slots[slot];
    if (former === undefined) continue;
    const others = Object.entries(former.users).filter(([, of]) => of !== lane);
    const ours = [...slots].filter(([, used]) => used === slot).map(([grantKey]) => [grantKey, lane] as const);
    const users: SlotUsers = Object.fromEntries([...others, ...ours]);
    if (sameKeys(users, former.users)) continue;
    next = withSlot(next, slot, released({ ...former, users }, nowMs));
  }
  return next;
}

/** Slots that rights at Space use and that nobody here remembers are never given other content: those rights would get other times. Pure. */
export function inheritSlots(pool: TimetablePool, seen: Iterable<number>, { from, to }: SlotRange): TimetablePool {
  let next = pool;
  for (const slot of seen)
    if (from <= slot && slot <= to && next.slots[slot] === undefined)
      next = withSlot(next, slot, { users: {}, isWritten: false, isInherited: true });
  return next;
}

/** True for a slot whose rights are ours: one of our range, unless somebody else's timetable is in it, or one of an earlier range that is in use. */
export function isOurSlot(pool: TimetablePool, slot: number, { from, to }: SlotRange): boolean {
  const known = pool.slots[slot];
  const isInRange = from <= slot && slot <= to;
  if (known === undefined) return isInRange;
  const isFilledByUs = known.content !== undefined || known.isInherited === true;
  return isFilledByUs && (isInRange || Object.keys(known.users).length > 0);
}

/**
 * An access level is not there any more. It may only have another EXT ID, so its slots keep their content until a complete listing shows that no
 * right uses them. Pure.
 */
export function orphanLaneSlots(pool: TimetablePool, lane: string): TimetablePool {
  let next = pool;
  for (const slot of usedSlots(pool)) {
    const former = pool.slots[slot];
    if (former === undefined || !Object.values(former.users).includes(lane)) continue;
    const users: SlotUsers = Object.fromEntries(Object.entries(former.users).filter(([, of]) => of !== lane));
    next = withSlot(next, slot, { ...former, users, isInherited: true });
  }
  return next;
}

/** Takes a slot out of use for everybody but this grant, if nobody else uses it now; else nothing. Its content can then be emptied. Pure. */
export function seizeSlot(pool: TimetablePool, slot: number, grantKey: string, lane: string): TimetablePool {
  const users = Object.keys(pool.slots[slot]?.users ?? {});
  if (users.some((user) => user !== grantKey)) return pool;
  return withSlot(pool, slot, { users: { [grantKey]: lane }, isWritten: false, isInherited: true });
}

/** A slot that is never used again, because a record that cannot be taken away still points at it. Pure. */
export function retireSlot(pool: TimetablePool, slot: number): TimetablePool {
  return withSlot(pool, slot, { users: {}, isWritten: false });
}

/** A complete listing shows which slots are used at Space: what is used by nobody is let go, whoever left it behind. Pure. */
export function releaseUnseenSlots(pool: TimetablePool, seen: ReadonlySet<number>, nowMs: number): TimetablePool {
  let next = pool;
  for (const slot of usedSlots(pool)) {
    const former = pool.slots[slot];
    if (former?.isInherited !== true || seen.has(slot) || Object.keys(former.users).length > 0) continue;
    const { isInherited: _, ...rest } = former;
    // Where its content is not known either, it is as if it had never been used.
    next = rest.content === undefined ? withoutSlot(next, slot) : withSlot(next, slot, released(rest, nowMs));
  }
  return next;
}

/** How many slots could take new content now, and how many there are. */
export function countFreeSlots(pool: TimetablePool, range: SlotRange, nowMs: number): { free: number; total: number } {
  let free = 0;
  for (let slot = range.from; slot <= range.to; slot += 1) {
    const entry = pool.slots[slot];
    if (entry === undefined || (entry.freeSinceMs ?? Number.POSITIVE_INFINITY) <= nowMs - SLOT_REST_MS) free += 1;
  }
  return { free, total: range.to - range.from + 1 };
}

function released(slot: PoolSlot, nowMs: number): PoolSlot {
  if (slot.isInherited || slot.content === undefined || Object.keys(slot.users).length > 0) {
    const { freeSinceMs: _, ...rest } = slot;
    return rest;
  }
  return { ...slot, freeSinceMs: slot.freeSinceMs ?? nowMs };
}

function usedSlots(pool: TimetablePool): number[] {
  return Object.keys(pool.slots).map(Number);
}

function withSlot(pool: TimetablePool, slot: number, entry: PoolSlot): TimetablePool {
  return { slots: { ...pool.slots, [slot]: entry } };
}

function withoutSlot(pool: TimetablePool, slot: number): TimetablePool {
  return { slots: Object.fromEntries(Object.entries(pool.slots).filter(([key]) => Number(key) !== slot)) };
}

function sameKeys(a: object, b: object): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b);
}
