import { type Adjustment, type EffectiveWindow, instantFromMs, instantToMs, type Permission } from '@acx/core/provider';
import { type SlotGrid, slotAtOrAfter, slotAtOrBefore } from './ipassan-slots';

/** What decides the window that opens. */
export interface EffectiveWindowRules {
  readonly slotMinutes: number;
  readonly slotAlignment: 'outward' | 'reject';
  /** Longest booking; absent when there is no limit. */
  readonly maximumMinutes?: number;
}

/** A window that cannot be held, in words that end a sentence. */
export interface UnfitWindow {
  readonly unfit: string;
}

interface Edge {
  readonly ms: number;
  readonly adjustment?: Adjustment;
}

const MINUTE_MS = 60_000;

/**
 * The window on the slots of the place that opens for a permission: all of the booked window, and of its buffers as much as fits.
 *
 * ```
 *   slots            |         |         |         |
 *   buffered            [····booked····]              start: no edge in the buffer, so the booked edge is rounded outward (or refused)
 *   opens            [···················]            end: the buffer shrinks to the edge in it
 * ```
 */
export function permissionToEffectiveWindow(
  permission: Permission,
  rules: EffectiveWindowRules,
): EffectiveWindow | UnfitWindow {
  const { window, bufferedWindow, placeSettings } = permission;
  const grid: SlotGrid = { slotMinutes: rules.slotMinutes, timeZone: placeSettings.timeZone };
  const booked = { startMs: instantToMs(window.startsAt), endMs: instantToMs(window.endsAt) };
  const buffered = { startMs: instantToMs(bufferedWindow.startsAt), endMs: instantToMs(bufferedWindow.endsAt) };

  let start = startEdge(grid, buffered.startMs, booked.startMs);
  let end = endEdge(grid, booked.endMs, buffered.endMs);
  const isRounded = start.adjustment === 'rounded_to_slot' || end.adjustment === 'rounded_to_slot';
  if (isRounded && rules.slotAlignment === 'reject')
    return { unfit: `its times are not on the ${rules.slotMinutes}-minute slots of the place` };

  const longestMs = (rules.maximumMinutes ?? Number.POSITIVE_INFINITY) * MINUTE_MS;
  if (end.ms - start.ms > longestMs) {
    start = tighter(start, slotAtOrBefore(grid, booked.startMs));
    end = tighter(end, slotAtOrAfter(grid, booked.endMs));
  }
  if (end.ms - start.ms > longestMs)
    return { unfit: `it is longer than the ${rules.maximumMinutes} minutes that the place allows` };

  const own = [start.adjustment, end.adjustment].filter((adjustment) => adjustment !== undefined);
  return {
    startsAt: instantFromMs(start.ms),
    endsAt: instantFromMs(end.ms),
    adjustments: [...new Set([...permission.adjustments, ...own])],
  };
}

function startEdge(grid: SlotGrid, bufferedMs: number, bookedMs: number): Edge {
  const inBufferMs = slotAtOrAfter(grid, bufferedMs);
  if (inBufferMs > bookedMs) return { ms: slotAtOrBefore(grid, bookedMs), adjustment: 'rounded_to_slot' };
  return { ms: inBufferMs, adjustment: inBufferMs === bufferedMs ? undefined : 'shrunk_to_slot' };
}

function endEdge(grid: SlotGrid, bookedMs: number, bufferedMs: number): Edge {
  const inBufferMs = slotAtOrBefore(grid, bufferedMs);
  if (inBufferMs < bookedMs) return { ms: slotAtOrAfter(grid, bookedMs), adjustment: 'rounded_to_slot' };
  return { ms: inBufferMs, adjustment: inBufferMs === bufferedMs ? undefined : 'shrunk_to_slot' };
}

/** The slot edge next to the booked window, when the buffer has to go. */
function tighter(edge: Edge, tightMs: number): Edge {
  return edge.ms === tightMs ? edge : { ms: tightMs, adjustment: 'shrunk_to_slot' };
}
