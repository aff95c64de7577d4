import type { TimelineBar } from '../../../contract/timeline';

/** A bar with everything that is drawn of it, and the line within its row. */
export interface LaidOutBar {
  readonly bar: TimelineBar;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly lane: number;
  /** Until when an earlier bar takes this line. */
  readonly after?: string;
}

/** Puts bars that would cover each other on lines below each other; one that waits goes below what it waits for. */
export function layOut(bars: readonly TimelineBar[]): readonly LaidOutBar[] {
  const ends: string[] = [];
  const extent = (bar: TimelineBar) => {
    const windows = [bar.requested, ...bar.effective];
    return {
      bar,
      startsAt: windows.map(({ startsAt }) => startsAt).reduce((one, other) => (one < other ? one : other)),
      endsAt: windows.map(({ endsAt }) => endsAt).reduce((one, other) => (one > other ? one : other)),
    };
  };
  const sorted = bars.map(extent).sort((one, other) => one.startsAt.localeCompare(other.startsAt));
  return sorted.map((each) => {
    const isBelow = each.bar.state === 'waiting' && each.bar.expectedAt !== undefined && ends.length > 0;
    let lane = isBelow ? 1 : 0;
    while ((ends[lane] ?? '') > each.startsAt) lane += 1;
    const after = ends[lane];
    ends[lane] = each.endsAt;
    return { ...each, lane, ...(after === undefined ? {} : { after }) };
  });
}
