import type { Instant } from './instant';

/** A half-open stretch of time `[startsAt, endsAt)`: the start belongs to it, the end does not. */
export interface Window {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** True when the instant lies in the window. */
export function isInWindow(at: Instant, window: Window): boolean {
  return window.startsAt <= at && at < window.endsAt;
}

/** True when the two share at least one instant; windows that only touch do not overlap. */
export function isOverlapping(a: Window, b: Window): boolean {
  const startsAt = a.startsAt > b.startsAt ? a.startsAt : b.startsAt;
  return startsAt < a.endsAt && startsAt < b.endsAt;
}

/** The union as the fewest windows, in order of time; overlapping and touching windows become one, empty ones are left out. */
export function mergeWindows(windows: readonly Window[]): Window[] {
  const sorted = [...windows].sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0));
  const merged: Window[] = [];
  for (const window of sorted) {
    if (window.endsAt <= window.startsAt) continue;
    const last = merged.at(-1);
    if (last !== undefined && window.startsAt <= last.endsAt) {
      if (window.endsAt > last.endsAt) merged[merged.length - 1] = { startsAt: last.startsAt, endsAt: window.endsAt };
    } else merged.push({ startsAt: window.startsAt, endsAt: window.endsAt });
  }
  return merged;
}
