import type { Instant } from '@acx/core/provider';
import { toSiteWallTime } from './ipassan-site-time';

/** A window as the vendor's screens show it. */
export interface ScreenWindow {
  /** Site-local, for example `2026-07-01 10:15`. */
  readonly from: string;
  /** Site-local, exclusive. */
  readonly to: string;
}

/** The window in site-local time; nothing when a site-local `date` is asked for, such as `2026-07-01`, that the window does not touch. */
export function toScreenWindow(options: {
  window: { readonly startsAt: Instant; readonly endsAt: Instant };
  timeZone: string;
  date: string | undefined;
}): ScreenWindow | undefined {
  const { window, timeZone, date } = options;
  const endsAtMs = Date.parse(window.endsAt);
  const from = toScreen(Date.parse(window.startsAt), timeZone);
  const lastDay = toScreen(endsAtMs - 1, timeZone).slice(0, 10);
  if (date !== undefined && (from.slice(0, 10) > date || lastDay < date)) return undefined;
  return { from, to: toScreen(endsAtMs, timeZone) };
}

/** Sorts records of a screen: earliest first, else as they were made. */
export function byStart(one: { readonly startsAt: Instant }, other: { readonly startsAt: Instant }): number {
  if (one.startsAt === other.startsAt) return 0;
  return one.startsAt < other.startsAt ? -1 : 1;
}

function toScreen(atMs: number, timeZone: string): string {
  return toSiteWallTime(atMs, timeZone).replace('T', ' ').slice(0, 16);
}
