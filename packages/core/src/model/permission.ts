import { fingerprint } from './fingerprint';
import type { Window } from './window';

/**
 * How the subject proves who it is at the door.
 * `linked`: with what the subject already carries at the vendor (its own card, phone or code).
 * `pin`, `card`, `qr`: a credential of this one permission.
 */
export type CredentialKind = 'linked' | 'pin' | 'card' | 'qr';

/**
 * Why the window that opens differs from the window that was booked.
 * `buffered`, `clipped_by_neighbour`: by the settings of the place. `rounded_to_slot`, `shrunk_to_slot`: up, or down, to what the vendor can hold.
 * `repeated_hour`: a vendor that goes by local time may open in both of the equal hours of an autumn night. `special_day`: the vendor may open at
 * the times of another day of the same booking, if its calendar calls the day special. `extended_later`: only the beginning is written so far,
 * the rest is added well before it is needed.
 */
export type Adjustment =
  | 'buffered'
  | 'clipped_by_neighbour'
  | 'rounded_to_slot'
  | 'shrunk_to_slot'
  | 'repeated_hour'
  | 'special_day'
  | 'extended_later';

/** What has to be known of a place to give rights on it. */
export interface PlaceSettings {
  /** IANA time zone of the place, for example `Europe/Dublin`. */
  readonly timeZone: string;
  /** Length of the vendor's bookable slots in minutes, where it differs from the provider's default. */
  readonly slotMinutes?: number;
}

/** What must be true: this subject may pass this place in this window, because of this booking. Plain JSON, vendor-neutral. */
export interface Permission {
  /** Stable and unique: see {@link permissionKey}. Holds no personal data. */
  readonly key: string;
  readonly bookingId: string;
  /** Id of the configured installation. */
  readonly providerId: string;
  /** The vendor's identity of what opens: an asset, a zone, a site, a door. */
  readonly place: string;
  readonly placeSettings: PlaceSettings;
  /** The vendor's identity of who passes. May be a card number: never log it. */
  readonly subject: string;
  readonly credential: CredentialKind;
  /** What the vendor's own screens may call it. May name a person: never log it. */
  readonly label?: string;
  /** The booked window. It must open in full. */
  readonly window: Window;
  /** The booked window with its buffers, already clipped by the neighbours: the most that may open. */
  readonly bufferedWindow: Window;
  /** Why `bufferedWindow` differs from `window`. */
  readonly adjustments: readonly Adjustment[];
}

/** The parts of a permission that make its key. */
export type PermissionIdentity = Pick<Permission, 'bookingId' | 'providerId' | 'place' | 'subject' | 'credential'>;

/**
 * The key of a permission: equal parts give an equal key in every version and after every restart.
 * Subject and place go in as a fingerprint only, because a subject may be a card number.
 */
export function permissionKey(identity: PermissionIdentity): string {
  const { bookingId, providerId, place, subject, credential } = identity;
  const parts = fingerprint(JSON.stringify([place, subject, credential]));
  return `${encodeURIComponent(providerId)}/${encodeURIComponent(bookingId)}/${parts}`;
}
