import { type Adjustment, instantToMs, type Permission } from '@acx/core/provider';
import type { Span } from './salto-encoding';

/** A permission and the stretch that should open for it. */
export interface SaltoWish extends Span {
  readonly permission: Permission;
  readonly adjustments: readonly Adjustment[];
}

/** The buffered window down to whole steps of the vendor; nothing when no step fits into it. It is never made longer. */
export function permissionToWish(permission: Permission, resolutionSeconds: number): SaltoWish | undefined {
  const { window, bufferedWindow, adjustments } = permission;
  const stepMs = resolutionSeconds * 1000;
  const startMs = Math.ceil(instantToMs(bufferedWindow.startsAt) / stepMs) * stepMs;
  const endMs = Math.floor(instantToMs(bufferedWindow.endsAt) / stepMs) * stepMs;
  if (endMs <= startMs) return undefined;
  const isCut = startMs > instantToMs(window.startsAt) || endMs < instantToMs(window.endsAt);
  return { permission, startMs, endMs, adjustments: isCut ? [...adjustments, 'shrunk_to_slot'] : adjustments };
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
