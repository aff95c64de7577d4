import { type Instant, instantFromMs, instantToMs } from '../model/instant';
import type { PermissionState } from '../model/permission-status';
import { type EngineContext, nowOf } from './engine-context';

/** How the work itself is going, for dashboards and alerts. Numbers only, no personal data. */
export interface EngineHealth {
  readonly at: Instant;
  /**
   * For how long the oldest lane that has work has been waiting for somebody to take it up, in milliseconds. 0 when none waits. Lanes of
   * `paused` installations do not count.
   */
  readonly lagMs: number;
  /** Rights whose time has come and that are not as they should be, by what they have come to. Counts up to 1 000. */
  readonly late: { readonly total: number; readonly byState: Readonly<Partial<Record<PermissionState, number>>> };
  /** Notices that the host has not taken. Counts up to 500. */
  readonly waitingNotices: number;
  /** Door events that the host has not taken. Counts up to 500. */
  readonly waitingEvents: number;
  /** Installations that this process does not call at present, because they failed, and until when. */
  readonly paused: readonly { readonly providerId: string; readonly until: Instant }[];
}

const LATE_LIMIT = 1_000;
const WAITING_LIMIT = 500;

/** Looks into the ledger, with one transaction and without a vendor call. */
export async function engineHealth(context: EngineContext): Promise<EngineHealth> {
  const { ledger, pace, clock } = context;
  const now = nowOf(context);
  const paused = pace.paused();
  const { dueAt, late, notices, events } = await ledger.transaction(async (transaction) => ({
    dueAt: await transaction.lanes.nextDueAt({ except: new Set(paused.keys()) }),
    late: await transaction.permissions.listNotInPlace({ now, startsBefore: now, limit: LATE_LIMIT }),
    notices: await transaction.notices.listUndelivered(WAITING_LIMIT),
    events: await transaction.events.listUndelivered({ limit: WAITING_LIMIT }),
  }));
  const byState: Partial<Record<PermissionState, number>> = {};
  for (const { status } of late) byState[status.state] = (byState[status.state] ?? 0) + 1;
  return {
    at: now,
    lagMs: dueAt === undefined ? 0 : Math.max(0, clock.nowMs() - instantToMs(dueAt)),
    late: { total: late.length, byState },
    waitingNotices: notices.length,
    waitingEvents: events.length,
    paused: [...paused].map(([providerId, untilMs]) => ({ providerId, until: instantFromMs(untilMs) })),
  };
}
