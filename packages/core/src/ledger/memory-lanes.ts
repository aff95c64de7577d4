import { ConflictError } from '../errors/conflict-error';
import { earliest, type Instant } from '../model/instant';
import type { LaneStore } from '../ports/ledger';
import type { LaneClaim, LaneReference } from '../ports/ledger-records';
import { createLaneQueue, type LaneQueue } from './lane-queue';
import type { UndoLog } from './undo-log';

interface Lane extends LaneReference {
  readonly dueAt?: Instant;
  readonly urgentAt?: Instant;
  readonly token: number;
  /** Set while somebody works on the lane. */
  readonly claimedUntil?: Instant;
  readonly version: number;
  readonly failures: number;
}

/** Lanes in memory: one queue per installation, so that a paused one costs nothing. */
export function createMemoryLanes(undoLog: UndoLog): LaneStore {
  const lanes = new Map<string, Lane>();
  const queues = new Map<string, LaneQueue<Lane>>();

  const put = (key: string, lane: Lane | undefined): void => {
    if (lane === undefined) return void lanes.delete(key);
    lanes.set(key, lane);
    const dueAt = lane.claimedUntil ?? lane.dueAt;
    if (dueAt === undefined) return;
    let queue = queues.get(lane.providerId);
    if (queue === undefined) {
      // A lane that has changed since has another entry.
      queue = createLaneQueue((item) => lanes.get(laneKey(item)) === item);
      queues.set(lane.providerId, queue);
    }
    queue.push({ dueAt, item: lane });
  };
  const save = (lane: Lane): void => {
    const key = laneKey(lane);
    const former = lanes.get(key);
    put(key, lane);
    undoLog.remember(() => put(key, former));
  };
  const held = (claim: LaneClaim): Lane => {
    const lane = lanes.get(laneKey(claim));
    if (lane?.token === claim.token && lane.claimedUntil !== undefined) return lane;
    const message = `Somebody else works on lane ${claim.lane} of ${claim.providerId} now; this result was not recorded and the lane will be looked at again.`;
    throw new ConflictError({ what: 'lane', message, isRetryable: true });
  };

  return {
    async wake(reference, dueAt, urgentAt) {
      const lane = lanes.get(laneKey(reference)) ?? { ...pick(reference), token: 0, version: 0, failures: 0 };
      const next = { ...lane, dueAt: earliest(lane.dueAt, dueAt), urgentAt: earliest(lane.urgentAt, urgentAt) };
      if (next.dueAt !== lane.dueAt || next.urgentAt !== lane.urgentAt) save(next);
    },
    async claimDue({ now, expiresAt, limit, room, defaultRoomOf }) {
      const left = new Map(room);
      const roomOf = (providerId: string): number => left.get(providerId) ?? defaultRoomOf(providerId);
      const claims: LaneClaim[] = [];
      while (claims.length < limit) {
        let first: { rank: string; lane: Lane } | undefined;
        for (const [providerId, queue] of queues) {
          if (roomOf(providerId) <= 0) continue;
          const entry = queue.mostUrgent(now);
          if (entry !== undefined && (first === undefined || entry.rank < first.rank)) first = entry;
        }
        if (first === undefined) break;
        const { lane } = first;
        // Work that was announced for later while a worker that is gone had the lane is still to be done.
        const dueAt = lane.dueAt !== undefined && lane.dueAt > now ? lane.dueAt : undefined;
        const claimed: Lane = { ...lane, dueAt, token: lane.token + 1, claimedUntil: expiresAt };
        save(claimed);
        left.set(lane.providerId, roomOf(lane.providerId) - 1);
        const { token, version, failures, urgentAt } = claimed;
        const urgent = urgentAt === undefined ? {} : { urgentAt };
        claims.push({ ...pick(lane), token, expiresAt, ...urgent, version, failures });
      }
      return claims;
    },
    async nextDueAt({ except }) {
      const entries = [...queues].filter(([providerId]) => !except.has(providerId)).map(([, queue]) => queue.firstAt());
      return earliest(...entries);
    },
    async fence(claim) {
      held(claim);
    },
    async release(claim, { dueAt, urgentAt, version, failures }) {
      const lane = held(claim);
      // Woken meanwhile: what is urgent about that is not done.
      const urgent = lane.dueAt === undefined ? urgentAt : earliest(lane.urgentAt, urgentAt);
      const next = { dueAt: earliest(lane.dueAt, dueAt), urgentAt: urgent, claimedUntil: undefined };
      save({ ...lane, ...next, version, failures });
    },
    async listOfProvider(providerId) {
      return [...lanes.values()].filter((lane) => lane.providerId === providerId).map(pick);
    },
  };
}

function laneKey({ providerId, lane }: LaneReference): string {
  return JSON.stringify([providerId, lane]);
}

function pick({ providerId, lane }: LaneReference): LaneReference {
  return { providerId, lane };
}
