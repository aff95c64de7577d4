import type { AcxError } from '../../errors/acx-error';
import { MappingError } from '../../errors/mapping-error';
import { UnsupportedCapabilityError } from '../../errors/unsupported-capability-error';
import { instantToMs } from '../../model/instant';
import type { Adjustment, Permission } from '../../model/permission';
import type { Window } from '../../model/window';
import type { FakeManifest } from './fake-provider-options';
import { shrinkToGrid } from './fake-window-grid';

/** A permission that the fake vendor can serve, and the window that it would open. */
export interface FakeServable {
  readonly permission: Permission;
  readonly window: Window;
  readonly adjustments: readonly Adjustment[];
}

/** Fits a permission to the vendor: shrinks its buffers to the grid, never its booked window. An error when it can never be served. */
export function toFakeServable(permission: Permission, manifest: FakeManifest): FakeServable | AcxError {
  const { credential, bookingId, place, window: booked, bufferedWindow, placeSettings } = permission;
  const { id: providerId, resolutionSeconds, maximumMinutes } = manifest;
  const notRepresentable = (message: string): MappingError =>
    new MappingError({ problem: 'not_representable', bookingId, providerId, place, message });

  if (credential !== 'linked')
    return new UnsupportedCapabilityError({
      providerId,
      capability: `credential ${credential}`,
      reason: 'The fake vendor opens with what the subject already carries.',
    });
  const window = shrinkToGrid(bufferedWindow, { resolutionSeconds, timeZone: placeSettings.timeZone });
  if (window === undefined || window.startsAt > booked.startsAt || window.endsAt < booked.endsAt)
    return notRepresentable(
      `Windows begin and end on multiples of ${resolutionSeconds} seconds; this booking and its buffers do not allow that.`,
    );
  if (maximumMinutes !== undefined && lengthMs(window) > maximumMinutes * 60_000)
    return notRepresentable(`The window is longer than the ${maximumMinutes} minutes that are allowed.`);
  const isShrunk = window.startsAt !== bufferedWindow.startsAt || window.endsAt !== bufferedWindow.endsAt;
  const adjustments = isShrunk ? [...permission.adjustments, 'shrunk_to_slot' as const] : permission.adjustments;
  return { permission, window, adjustments };
}

function lengthMs(window: Window): number {
  return instantToMs(window.endsAt) - instantToMs(window.startsAt);
}
