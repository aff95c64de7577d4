import type { Composition, CoveredPermission, WaitingPermission } from '../../model/composition';
import { earliest, type Instant } from '../../model/instant';
import { isInWindow } from '../../model/window';
import type { FakeServable } from './fake-servable';
import { contentToState } from './fake-state';

/** For a vendor whose records hold no dates: the record is there while a window contains now. No window may have ended yet. */
export function composeUntilTold(servable: readonly FakeServable[], now: Instant): Composition {
  const covered: CoveredPermission[] = [];
  const waiting: WaitingPermission[] = [];
  let current: FakeServable | undefined;
  let nextAt: Instant | undefined;

  for (const item of servable) {
    const { permission, window, adjustments } = item;
    if (isInWindow(now, window)) {
      current = item;
      covered.push({ permissionKey: permission.key, windows: [{ ...window, adjustments }] });
      nextAt = earliest(nextAt, window.endsAt);
    } else {
      waiting.push({ permissionKey: permission.key, reason: 'before_window', expectedAt: window.startsAt });
      nextAt = earliest(nextAt, window.startsAt);
    }
  }

  const base = { covered, waiting, rejected: [], ...(nextAt === undefined ? {} : { nextAt }) };
  if (current === undefined) return base;
  const { place, subject } = current.permission;
  return { ...base, state: contentToState({ place, subject, windows: 'always' }) };
}
