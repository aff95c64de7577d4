import { type Composition, earliest, type Instant, isInWindow } from '@acx/core/provider';
import type { IpeviaForm, IpeviaGrantState } from '../convert/ipevia-grant-state';
import type { IpeviaWish } from './ipevia-wish';

/** Without dates at the vendor: the right is there while a window contains now, and is looked at again whenever one begins or ends. */
export function composeIpeviaUntilTold(wishes: readonly IpeviaWish[], now: Instant, form: IpeviaForm): Composition {
  const live = wishes.filter(({ window }) => isInWindow(now, window));
  const later = wishes.filter(({ window }) => !isInWindow(now, window));
  const nextAt = earliest(...live.map(({ window }) => window.endsAt), ...later.map(({ window }) => window.startsAt));
  const composition: Composition = {
    covered: live.map(({ permissionKey, window, adjustments }) => ({
      permissionKey,
      windows: [{ ...window, adjustments }],
    })),
    waiting: later.map(({ permissionKey, window }) => ({
      permissionKey,
      reason: 'before_window',
      expectedAt: window.startsAt,
    })),
    rejected: [],
    ...(nextAt === undefined ? {} : { nextAt }),
  };
  const [first] = live;
  if (first === undefined) return composition;
  return { ...composition, state: { form, card: first.card } satisfies IpeviaGrantState };
}
