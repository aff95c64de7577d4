import { ConflictError } from '../../../errors/conflict-error';
import { earliest, type Instant } from '../../../model/instant';
import type { LedgerTransaction } from '../../../ports/ledger';
import type { LaneClaim, LaneReference } from '../../../ports/ledger-records';
import type { ModelLane, ModelRows } from './model-rows';

/** Lanes of the model. */
export function modelLanes(rows: ModelRows): Pick<LedgerTransaction, 'lanes'> {
  const find = ({ providerId, lane }: LaneReference) =>
    rows.lanes.find((known) => known.providerId === providerId && known.lane === lane);
  const held = (claim: LaneClaim): ModelLane => {
    const lane = find(claim);
    if (lane?.claimedUntil !== undefined && lane.token === claim.token) return lane;
    throw new ConflictError({ what: 'lane', message: 'Somebody else works on the lane.', isRetryable: true });
  };
  return {
    lanes: {
      async wake({ providerId, lane }, dueAt, urgentAt) {
        const known = find({ providerId, lane });
        if (known === undefined)
          rows.lanes.push({ providerId, lane, dueAt, urgentAt, token: 0, version: 0, failures: 0 });
        else
          Object.assign(known, {
            dueAt: earliest(known.dueAt, dueAt),
            urgentAt: earliest(known.urgentAt, urgentAt),
          });
      },
      async claimDue({ now, expiresAt, limit, room, defaultRoomOf }) {
        const taken: LaneClaim[] = [];
        const due = rows.lanes.filter((lane) => (handedOutAt(lane) ?? '~') <= now);
        for (const lane of due.sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1))) {
          const { providerId, lane: name } = lane;
          const count = taken.filter((claim) => claim.providerId === providerId).length;
          if (taken.length >= limit || count >= (room.get(providerId) ?? defaultRoomOf(providerId))) continue;
          if (lane.dueAt !== undefined && lane.dueAt <= now) lane.dueAt = undefined;
          rows.count += 1;
          lane.token = rows.count;
          lane.claimedUntil = expiresAt;
          const { token, version, failures, urgentAt } = lane;
          const urgent = urgentAt === undefined ? {} : { urgentAt };
          taken.push({ providerId, lane: name, token, expiresAt, ...urgent, version, failures });
        }
        return taken;
      },
      nextDueAt: async ({ except }) =>
        earliest(...rows.lanes.filter(({ providerId }) => !except.has(providerId)).map(handedOutAt)),
      fence: async (claim) => void held(claim),
      async release(claim, { dueAt, urgentAt, version, failures }) {
        const lane = held(claim);
        const urgent = lane.dueAt === undefined ? urgentAt : earliest(lane.urgentAt, urgentAt);
        const due = earliest(lane.dueAt, dueAt);
        Object.assign(lane, { dueAt: due, urgentAt: urgent, claimedUntil: undefined, version, failures });
      },
      listOfProvider: async (id) =>
        rows.lanes.filter(({ providerId }) => providerId === id).map(({ providerId, lane }) => ({ providerId, lane })),
    },
  };
}

/** Texts in the order in which lanes are handed out. */
function rankOf(lane: ModelLane): string {
  return `${lane.urgentAt ?? '~'} ${handedOutAt(lane)}`;
}

function handedOutAt({ claimedUntil, dueAt }: ModelLane): Instant | undefined {
  return claimedUntil ?? dueAt;
}
