import {
  type Adjustment,
  type CredentialKind,
  type Permission,
  type PlaceSettings,
  permissionKey,
} from '../../model/permission';
import type { Window } from '../../model/window';

/** What a permission is made of in tests. */
export interface PermissionInput {
  readonly window: Window;
  readonly subject: string;
  readonly place: string;
  readonly providerId: string;
  /** Default `booking-1`. */
  readonly bookingId?: string;
  /** Default `linked`. */
  readonly credential?: CredentialKind;
  /** Default: the booked window, without buffers. */
  readonly bufferedWindow?: Window;
  /** Default: `buffered` when the buffered window differs from the booked one. */
  readonly adjustments?: readonly Adjustment[];
  /** Default: UTC. */
  readonly placeSettings?: PlaceSettings;
}

/** A permission for tests, with its real key. */
export function createPermission(input: PermissionInput): Permission {
  const { window, subject, place, providerId, bookingId = 'booking-1', credential = 'linked' } = input;
  const { bufferedWindow = window, placeSettings = { timeZone: 'UTC' } } = input;
  const isBuffered = bufferedWindow.startsAt !== window.startsAt || bufferedWindow.endsAt !== window.endsAt;
  return {
    key: permissionKey({ bookingId, providerId, place, subject, credential }),
    bookingId,
    providerId,
    place,
    placeSettings,
    subject,
    credential,
    window,
    bufferedWindow,
    adjustments: input.adjustments ?? (isBuffered ? ['buffered'] : []),
  };
}
