import assert from 'node:assert/strict';
import { AcxError } from '../../errors/acx-error';
import type { Instant } from '../../model/instant';
import type { LaneStore } from '../../ports/ledger';
import type { LaneClaim, LaneReference } from '../../ports/ledger-records';
import { minute } from './ledger-rows';
import type { LedgerStage } from './ledger-stage';

/** Two lanes of one installation and one of another. */
export const hall: LaneReference = { providerId: 'site-1', lane: 'hall' };
export const pool: LaneReference = { providerId: 'site-1', lane: 'pool' };
export const gate: LaneReference = { providerId: 'site-2', lane: 'gate' };

/** What a worker does with lanes, each in a transaction of its own. Instants are minutes of the day. */
export interface LaneMoves {
  wake(lane: LaneReference, at: number, urgentAt?: number): Promise<void>;
  /** Expires ten minutes later, if nothing else is said; room for a hundred. */
  claim(
    at: number,
    more?: { until?: number; limit?: number; room?: readonly (readonly [string, number])[]; defaultRoom?: number },
  ): Promise<LaneClaim[]>;
  /** The one lane that is handed out. */
  claimOne(at: number, until?: number): Promise<LaneClaim>;
  release(claim: LaneClaim, next?: Partial<Parameters<LaneStore['release']>[1]>): Promise<void>;
  nextDueAt(...except: string[]): Promise<Instant | undefined>;
  /** Fails unless the claim is refused as lost, by `fence` and by `release`. */
  assertLost(claim: LaneClaim): Promise<void>;
}

/** The moves at a ledger. */
export function laneMoves({ run }: LedgerStage): LaneMoves {
  const claim: LaneMoves['claim'] = (at, more = {}) =>
    run(({ lanes }) =>
      lanes.claimDue({
        now: minute(at),
        expiresAt: minute(more.until ?? at + 10),
        limit: more.limit ?? 100,
        room: new Map(more.room),
        defaultRoomOf: () => more.defaultRoom ?? 100,
      }),
    );
  const release: LaneMoves['release'] = (held, next = {}) =>
    run(({ lanes }) => lanes.release(held, { version: held.version, failures: 0, ...next }));
  return {
    claim,
    release,
    wake: (lane, at, urgentAt) =>
      run(({ lanes }) => lanes.wake(lane, minute(at), urgentAt === undefined ? undefined : minute(urgentAt))),
    async claimOne(at, until) {
      const [only, ...more] = await claim(at, { until });
      assert.ok(only !== undefined && more.length === 0, 'Not exactly one lane was handed out.');
      return only;
    },
    nextDueAt: (...except) => run(({ lanes }) => lanes.nextDueAt({ except: new Set(except) })),
    async assertLost(held) {
      await assert.rejects(
        run(({ lanes }) => lanes.fence(held)),
        isLost,
      );
      await assert.rejects(release(held), isLost);
    },
  };
}

/** Lanes of claims, in their order. */
export function namesOf(claims: readonly LaneClaim[]): string[] {
  return claims.map(({ lane }) => lane);
}

function isLost(failure: unknown): boolean {
  assert.ok(AcxError.isInstance(failure), 'It is not an error of this SDK.');
  assert.deepEqual([failure.code, failure.isRetryable, failure.effect], ['conflict', true, 'none']);
  return true;
}
