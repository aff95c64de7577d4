import { type Instant, instantFromMs, instantToMs } from '../model/instant';
import type { Adjustment } from '../model/permission';
import type { Window } from '../model/window';

const MINUTE_MS = 60_000;

/** A window with its buffers, and why it differs from the window itself. */
export interface BufferedWindow {
  readonly window: Window;
  readonly adjustments: readonly Adjustment[];
}

/**
 * Adds the early and late buffer to a booked window. A buffer ends where a neighbour's booking begins; the booked window itself is never cut.
 *
 * ```
 *   neighbour   ██████                    ██████
 *   booking               ████████
 *   buffers            ◄──        ──►                 stop at the neighbours
 * ```
 *
 * @param neighbours The booked windows of the other bookings of the same resource, without their buffers.
 */
export function clipBuffers(options: {
  window: Window;
  earlyMinutes: number;
  lateMinutes: number;
  neighbours: readonly Window[];
}): BufferedWindow {
  const { window, earlyMinutes, lateMinutes, neighbours } = options;
  if (earlyMinutes === 0 && lateMinutes === 0) return { window, adjustments: [] };
  const wantedStart = shift(window.startsAt, -earlyMinutes);
  const wantedEnd = shift(window.endsAt, lateMinutes);
  let startsAt = wantedStart;
  let endsAt = wantedEnd;
  for (const neighbour of neighbours) {
    if (neighbour.startsAt < window.startsAt) startsAt = later(startsAt, sooner(neighbour.endsAt, window.startsAt));
    if (neighbour.endsAt > window.endsAt) endsAt = sooner(endsAt, later(neighbour.startsAt, window.endsAt));
  }
  const adjustments: Adjustment[] = [];
  if (startsAt !== window.startsAt || endsAt !== window.endsAt) adjustments.push('buffered');
  if (startsAt !== wantedStart || endsAt !== wantedEnd) adjustments.push('clipped_by_neighbour');
  return { window: { startsAt, endsAt }, adjustments };
}

function shift(instant: Instant, minutes: number): Instant {
  return minutes === 0 ? instant : instantFromMs(instantToMs(instant) + minutes * MINUTE_MS);
}

function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

function sooner(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}
