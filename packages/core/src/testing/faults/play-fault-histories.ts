import type { FaultReport } from './fault-report';
import { type FaultHistoryOptions, playFaultHistory } from './play-fault-history';

/** What became of many histories. */
export interface FaultHistoriesReport {
  readonly played: number;
  /** The first in which a law was broken; absent when every law held in all. */
  readonly broken?: FaultReport;
}

/** Plays `count` histories from `seed` on, each with the next seed, until a law is broken. */
export async function playFaultHistories(
  options: FaultHistoryOptions & { count: number },
): Promise<FaultHistoriesReport> {
  const { seed, count, ...others } = options;
  for (let played = 0; played < count; played += 1) {
    const report = await playFaultHistory({ ...others, seed: seed + played });
    if (report.violation !== undefined) return { played: played + 1, broken: report };
  }
  return { played: count };
}
