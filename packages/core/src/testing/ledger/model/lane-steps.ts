import { AcxError } from '../../../errors/acx-error';
import type { Instant } from '../../../model/instant';
import type { LaneClaim } from '../../../ports/ledger-records';
import { minute } from '../ledger-rows';
import { universe } from './ledger-universe';
import type { Random } from './random';
import { type Step, step } from './step';

/** Wakes a lane. */
export function wakeStep(random: Random): Step {
  const lane = { providerId: random.pick(universe.providers), lane: random.pick(universe.lanes) };
  const dueAt = ownInstant(random, random.below(200));
  const urgentAt = random.chance(60) ? ownInstant(random, random.below(200)) : undefined;
  return step('wake', [lane, dueAt, urgentAt], ({ lanes }) => lanes.wake(lane, dueAt, urgentAt));
}

/** Claims the one lane that is due first, perhaps without one of the installations. */
export function claimStep(random: Random): Step {
  const now = random.below(200);
  const expiresAt = ownInstant(random, now + 10 + random.below(60));
  const room = new Map(universe.providers.filter(() => random.chance(20)).map((providerId) => [providerId, 0]));
  const asked = { now: minute(now), expiresAt, limit: 1, room, defaultRoomOf: () => 100 };
  return step('claim', { ...asked, room: [...room.keys()] }, async ({ lanes }, { claims }) => {
    const taken = await lanes.claimDue(asked);
    return taken.map((claim) => {
      const former = claims.get(keyOf(claim))?.token ?? 0;
      claims.set(keyOf(claim), claim);
      const { token, ...rest } = claim;
      return { ...rest, isTokenGrown: token > former };
    });
  });
}

/** Releases the last claim of a lane, which may be over. */
export function releaseStep(random: Random): Step {
  const lane = { providerId: random.pick(universe.providers), lane: random.pick(universe.lanes) };
  const due = random.chance(60) ? { dueAt: ownInstant(random, random.below(200)) } : {};
  const urgent = random.chance(40) ? { urgentAt: ownInstant(random, random.below(200)) } : {};
  const next = { version: random.below(100), failures: random.below(5), ...due, ...urgent };
  return step('release', [lane, next], async ({ lanes }, { claims }) => {
    const claim = claims.get(keyOf(lane));
    return claim === undefined ? 'never claimed' : answerOf(lanes.release(claim, next));
  });
}

/** Fences the last claim of a lane, which may be over. */
export function fenceStep(random: Random): Step {
  const lane = { providerId: random.pick(universe.providers), lane: random.pick(universe.lanes) };
  return step('fence', lane, async ({ lanes }, { claims }) => {
    const claim = claims.get(keyOf(lane));
    return claim === undefined ? 'never claimed' : answerOf(lanes.fence(claim));
  });
}

/** No two lanes fall due at one instant: which of them is handed out first then is nobody's promise. */
function ownInstant(random: Random, atMinute: number): Instant {
  return minute(atMinute + random.count() / 60_000);
}

function keyOf({ providerId, lane }: Pick<LaneClaim, 'providerId' | 'lane'>): string {
  return JSON.stringify([providerId, lane]);
}

/** Whether the call was refused, and as what. */
async function answerOf(call: Promise<void>): Promise<string> {
  try {
    await call;
    return 'accepted';
  } catch (failure) {
    if (AcxError.isInstance(failure)) return failure.code;
    throw failure;
  }
}
