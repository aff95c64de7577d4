import type { LedgerTransaction } from '../../ports/ledger';
import type { LaneClaim } from '../../ports/ledger-records';
import { SKEW_MS } from './fault-bounds';
import type { FaultJudge } from './fault-judge';

/** What one transaction did to lanes and grants; counts when it is committed. */
export interface WatchedTransaction {
  wrap(transaction: LedgerTransaction): LedgerTransaction;
  commit(): void;
}

/** Sees every claim, every fence and every call of every process, and knows which of them may be. */
export interface LaneWatch {
  transaction(process: string): WatchedTransaction;
  /** The worker with this token has the lane: nobody else has claimed it since, and it has not let it go. */
  isCurrent(lane: string, token: number): boolean;
  /** The token with which a process has a lane; 0 when it has none. */
  tokenOf(process: string, lane: string): number;
  /** A process is about to change grants of a lane at the vendor; the returned function ends it. */
  beginCall(call: { process: string; lane: string; grantKeys: readonly string[] }): () => void;
}

interface WatchedLane {
  token: number;
  process: string;
  expiresMs: number;
  isHeld: boolean;
}

/** A watch over an empty ledger. */
export function createLaneWatch(nowMs: () => number, judge: FaultJudge): LaneWatch {
  const lanes = new Map<string, WatchedLane>();
  const inDoubt = new Set<string>();
  const calls = new Map<string, Set<{ process: string; expiresMs: number }>>();
  // By the clock of whoever has claimed it; whoever claims it next may be ahead.
  const isOver = (expiresMs: number): boolean => nowMs() >= expiresMs - 2 * SKEW_MS;

  const claimed = (process: string, { lane, token, expiresAt }: LaneClaim): void => {
    const former = lanes.get(lane);
    if (former !== undefined && token <= former.token)
      judge.condemn('fencing', `The token of lane ${lane} did not grow: ${former.token}, then ${token}.`);
    if (former?.isHeld === true && !isOver(former.expiresMs))
      judge.condemn('one writer per lane', `${process} was given lane ${lane}, which ${former.process} holds.`);
    lanes.set(lane, { token, process, expiresMs: Date.parse(expiresAt), isHeld: true });
  };
  const fenced = (process: string, { lane, token }: LaneClaim): void => {
    const current = lanes.get(lane);
    if (current?.token !== token || !current.isHeld)
      judge.condemn('fencing', `The ledger took a result of ${process} for lane ${lane} that came too late.`);
  };
  const released = (process: string, claim: LaneClaim): void => {
    fenced(process, claim);
    const lane = lanes.get(claim.lane);
    if (lane?.token === claim.token) lane.isHeld = false;
  };

  return {
    transaction(process) {
      const seen: (() => void)[] = [];
      return {
        wrap(transaction) {
          const { lanes: store, grants } = transaction;
          // Member by member: to spread the rest of an object in every transaction would cost more than all the watching.
          return {
            bookings: transaction.bookings,
            permissions: transaction.permissions,
            journal: transaction.journal,
            notices: transaction.notices,
            events: transaction.events,
            storage: transaction.storage,
            eraseBooking: (bookingId) => transaction.eraseBooking(bookingId),
            prune: (before) => transaction.prune(before),
            lanes: {
              wake: (...wakeUp) => store.wake(...wakeUp),
              async claimDue(options) {
                const claims = await store.claimDue(options);
                for (const claim of claims) seen.push(() => claimed(process, claim));
                return claims;
              },
              nextDueAt: (options) => store.nextDueAt(options),
              async fence(claim) {
                await store.fence(claim);
                seen.push(() => fenced(process, claim));
              },
              async release(claim, next) {
                await store.release(claim, next);
                seen.push(() => released(process, claim));
              },
              listOfProvider: (providerId) => store.listOfProvider(providerId),
            },
            grants: {
              find: (providerId, grantKey) => grants.find(providerId, grantKey),
              listOfLane: (lane) => grants.listOfLane(lane),
              listOfProvider: (providerId) => grants.listOfProvider(providerId),
              async save(record) {
                await grants.save(record);
                const { grantKey, certainty } = record;
                seen.push(() => (certainty === 'unknown' ? inDoubt.add(grantKey) : inDoubt.delete(grantKey)));
              },
              async remove(providerId, grantKey) {
                await grants.remove(providerId, grantKey);
                seen.push(() => inDoubt.delete(grantKey));
              },
            },
          };
        },
        commit() {
          for (const apply of seen) apply();
        },
      };
    },
    isCurrent(lane, token) {
      const current = lanes.get(lane);
      return current?.token === token && current.isHeld;
    },
    tokenOf(process, lane) {
      const current = lanes.get(lane);
      return current?.process === process && current.isHeld ? current.token : 0;
    },
    beginCall({ process, lane, grantKeys }) {
      const undoubted = grantKeys.filter((grantKey) => !inDoubt.has(grantKey));
      if (undoubted.length > 0)
        judge.condemn('intent before write', `${process} changes what no intent in the ledger names: ${undoubted}.`);
      const others = calls.get(lane) ?? new Set();
      for (const other of others)
        if (!isOver(other.expiresMs))
          judge.condemn('one writer per lane', `${process} writes lane ${lane} while ${other.process} does.`);
      const call = { process, expiresMs: lanes.get(lane)?.expiresMs ?? nowMs() };
      calls.set(lane, new Set([...others, call]));
      return () => calls.get(lane)?.delete(call);
    },
  };
}
