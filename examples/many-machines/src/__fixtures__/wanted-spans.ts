import type { TimeSpan } from './random-windows';
import type { Wish } from './random-wishes';

/** When the bookings open this resource, or one of these, to this holder from now on: spans that neither touch nor overlap, in order. */
export function wantedSpans(
  wishes: Iterable<Wish>,
  { resourceIds, holderId, nowMs }: { resourceIds: readonly string[]; holderId: string; nowMs: number },
): TimeSpan[] {
  const spans = [...wishes]
    .filter(({ isConfirmed }) => isConfirmed)
    .filter((wish) => resourceIds.includes(wish.resourceId) && wish.holderIds.includes(holderId))
    .sort((a, b) => a.startMs - b.startMs);
  const merged: { startMs: number; endMs: number }[] = [];
  for (const { startMs, endMs } of spans) {
    const last = merged.at(-1);
    if (last !== undefined && startMs <= last.endMs) last.endMs = Math.max(last.endMs, endMs);
    else merged.push({ startMs, endMs });
  }
  return merged.filter(({ endMs }) => endMs > nowMs);
}

/** True when one of the spans holds the instant. */
export function isIn(spans: readonly TimeSpan[], atMs: number): boolean {
  return spans.some(({ startMs, endMs }) => startMs <= atMs && atMs < endMs);
}
