import type { Draws } from '@acx/core/testing';

/** From its start to before its end, in epoch milliseconds. */
export interface TimeSpan {
  readonly startMs: number;
  readonly endMs: number;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** The hours of the function room that may be booked. */
const ROOM_HOURS = 24;

/**
 * A time for a booking, around now: running, seconds ahead, later today or tomorrow. Where iPassan is asked, on its quarters of an hour.
 * @param options.isCalm Nothing that begins or ends within minutes.
 */
export function windowFor(
  draws: Draws,
  { resourceId, nowMs, isCalm }: { resourceId: string; nowMs: number; isCalm: boolean },
): TimeSpan {
  if (resourceId === 'studio' || resourceId === 'training-day') {
    const startMs = floorTo(nowMs, QUARTER_MS) + draws.between(0, 8) * QUARTER_MS;
    return { startMs, endMs: startMs + draws.between(1, 3) * QUARTER_MS };
  }
  if (resourceId === 'visits') {
    const startMs = floorTo(nowMs, MINUTE_MS) + draws.between(-5, 200) * MINUTE_MS;
    return { startMs, endMs: startMs + draws.between(30, 120) * MINUTE_MS };
  }
  const minuteMs = floorTo(nowMs, MINUTE_MS);
  const when = isCalm ? draws.between(4, 9) : draws.between(0, 9);
  if (when < 3) {
    const startMs = floorTo(nowMs, SECOND_MS) + draws.between(1, 6) * SECOND_MS;
    return { startMs, endMs: startMs + draws.between(2, 5) * SECOND_MS };
  }
  if (when === 3)
    return { startMs: minuteMs - HOUR_MS, endMs: floorTo(nowMs, SECOND_MS) + draws.between(2, 9) * SECOND_MS };
  if (when === 4) return { startMs: minuteMs - HOUR_MS, endMs: minuteMs + draws.between(30, 90) * MINUTE_MS };
  if (when < 7) {
    const startMs = minuteMs + draws.between(10, 150) * MINUTE_MS;
    return { startMs, endMs: startMs + draws.between(10, 40) * MINUTE_MS };
  }
  const startMs = minuteMs + DAY_MS + draws.between(-90, 90) * MINUTE_MS;
  return { startMs, endMs: startMs + draws.between(10, 60) * MINUTE_MS };
}

/** An hour of the function room that nobody has; nothing when all are taken. */
export function roomWindow(draws: Draws, nowMs: number, taken: readonly TimeSpan[]): TimeSpan | undefined {
  const firstMs = floorTo(nowMs, HOUR_MS) + HOUR_MS;
  const free = Array.from({ length: ROOM_HOURS }, (_, hour) => firstMs + hour * HOUR_MS)
    .map((startMs) => ({ startMs, endMs: startMs + HOUR_MS }))
    .filter((span) => taken.every(({ startMs, endMs }) => endMs <= span.startMs || span.endMs <= startMs));
  return free.length === 0 ? undefined : draws.pick(free);
}

function floorTo(ms: number, stepMs: number): number {
  return Math.floor(ms / stepMs) * stepMs;
}
