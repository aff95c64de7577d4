import { instantFromMs, instantToMs } from '../model/instant';
import { isInWindow } from '../model/window';
import type { PermissionRecord } from '../ports/ledger-records';
import { type BackgroundLoop, createBackgroundLoop } from './background-loop';
import { deliverNotices, type NoticeHandler } from './deliver-notices';
import type { EngineContext } from './engine-context';
import { lateNotices } from './lane-notices';
import { mattersFrom } from './lane-urgency';
import { reportFailure } from './report-failure';

const EVERY_MS = 60_000;
const NOTICE_RETRY_MS = 30_000;
const PRUNE_EVERY_MS = 3_600_000;
const LATE_LIMIT = 1_000;

/**
 * What has to be done beside the work on lanes, and must not wait for it: warning people, clearing up. Does all of it at least once a
 * minute.
 * @param options.onWoken Called when lanes were woken.
 */
export function createHousekeeping(
  context: EngineContext,
  options: { onNotice: NoticeHandler; retentionMs: number; onWoken: () => void },
): BackgroundLoop {
  const { ledger, clock, pace, registry } = context;
  let prunedAtMs = Number.NEGATIVE_INFINITY;

  /**
   * Finds rights that are late and tells people; wakes lanes that should have written by now, and looks again at a paused vendor for those who
   * stand at a door. Returns when to look next.
   */
  const lookForLate = async (): Promise<number> => {
    const nowMs = clock.nowMs();
    const now = instantFromMs(nowMs);
    const startsBefore = instantFromMs(nowMs + Math.max(context.noticeLeadMs, EVERY_MS));
    const late = await ledger.transaction(async ({ permissions, notices }) => {
      const records = await permissions.listNotInPlace({ now, startsBefore, limit: LATE_LIMIT });
      const warned = records.filter(
        ({ permission }) => instantToMs(permission.window.startsAt) - nowMs <= context.noticeLeadMs,
      );
      for (const notice of lateNotices(warned, now)) await notices.add(notice);
      return records;
    });
    const woken = late.filter(
      (record) => isOverdue(record, now) || (isAtTheDoor(record, now) && pace.probe(record.providerId)),
    );
    if (woken.length > 0) {
      await ledger.transaction(async ({ lanes }) => {
        for (const record of woken) await lanes.wake(record, now, mattersFrom(record, now));
      });
      options.onWoken();
    }
    const starts = late.map(({ permission }) => instantToMs(permission.bufferedWindow.startsAt));
    return Math.min(nowMs + EVERY_MS, ...starts.filter((startMs) => startMs > nowMs));
  };

  const prune = async (): Promise<void> => {
    const nowMs = clock.nowMs();
    if (nowMs - prunedAtMs < PRUNE_EVERY_MS) return;
    prunedAtMs = nowMs;
    await ledger.transaction((transaction) => transaction.prune(instantFromMs(nowMs - options.retentionMs)));
  };

  /** One failing step does not keep the others from being done. */
  const attempt = async <T>(work: string, step: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await step();
    } catch (failure) {
      reportFailure(context, { work }, failure);
      return undefined;
    }
  };

  /** Returns when to look next. */
  const runOnce = async (): Promise<number> => {
    const lateMs = await attempt('late rights', lookForLate);
    const isAllTaken = await attempt('notices', () => deliverNotices(context, options.onNotice));
    await attempt('prune', prune);
    await attempt('idle providers', () => registry.closeIdle());
    const noticesMs = clock.nowMs() + (isAllTaken === true ? EVERY_MS : NOTICE_RETRY_MS);
    return Math.min(lateMs ?? noticesMs, noticesMs);
  };

  return createBackgroundLoop(clock, runOnce);
}

/** It should have been written by now, whatever became of its lane's wake-up. */
function isOverdue({ status }: PermissionRecord, now: string): boolean {
  return status.expectedAt !== undefined && status.expectedAt <= now;
}

/** Somebody may want to pass right now and cannot. */
function isAtTheDoor({ permission, status }: PermissionRecord, now: string): boolean {
  return status.state !== 'withdrawing' && isInWindow(now, permission.bufferedWindow);
}
