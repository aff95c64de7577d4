import { type Adjustment, instantToMs, type Permission } from '@acx/core/provider';
import type { Span } from './salto-encoding';

/** A permission and the stretch that should open for it. */
export interface SaltoWish extends Span {
  readonly permission: Permission;
  readonly adjustments: readonly Adjustment[];
}

/** What a permission asks for, to the millisecond. */
export function permissionToWish(permission: Permission): SaltoWish {
  const { bufferedWindow, adjustments } = permission;
  const startMs = instantToMs(bufferedWindow.startsAt);
  return { permission, startMs, endMs: instantToMs(bufferedWindow.endsAt), adjustments };
}

/** Wishes that overlap or touch, as one stretch. */
export interface JoinedWishes extends Span {
  readonly wishes: readonly SaltoWish[];
}

/** The union of all wishes, in order of time. */
export function joinWishes(wishes: readonly SaltoWish[]): JoinedWishes[] {
  const joined: { startMs: number; endMs: number; wishes: SaltoWish[] }[] = [];
  for (const wish of [...wishes].sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs)) {
    const last = joined.at(-1);
    if (last !== undefined && wish.startMs <= last.endMs) {
      last.endMs = Math.max(last.endMs, wish.endMs);
      last.wishes.push(wish);
    } else joined.push({ startMs: wish.startMs, endMs: wish.endMs, wishes: [wish] });
  }
  return joined;
}

/**
 * The same down to whole steps of the vendor. It is never made longer, so the ends of the union may be cut off; where one wish goes over into
 * another, nothing is, also when the first of them is over by now.
 */
export function shrinkJoined(
  { startMs, endMs, wishes }: JoinedWishes,
  { resolutionSeconds, nowMs }: { readonly resolutionSeconds: number; readonly nowMs: number },
): JoinedWishes {
  const stepMs = resolutionSeconds * 1000;
  // What is past by now opens nothing any more.
  const from = (startMs <= nowMs ? Math.floor(startMs / stepMs) : Math.ceil(startMs / stepMs)) * stepMs;
  const to = Math.max(from, Math.floor(endMs / stepMs) * stepMs);
  return { startMs: from, endMs: to, wishes: wishes.map((wish) => cutWish(wish, from, to)) };
}

function cutWish(wish: SaltoWish, from: number, to: number): SaltoWish {
  const { window } = wish.permission;
  const startMs = Math.max(wish.startMs, from);
  const endMs = Math.max(startMs, Math.min(wish.endMs, to));
  const isCut = startMs > instantToMs(window.startsAt) || endMs < instantToMs(window.endsAt);
  return { ...wish, startMs, endMs, adjustments: isCut ? [...wish.adjustments, 'shrunk_to_slot'] : wish.adjustments };
}
