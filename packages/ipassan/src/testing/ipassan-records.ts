import type { Instant, JsonValue } from '@acx/core/provider';

/** The four slots of a person's `accessType` (known). */
export const accessTypeKeys = ['doorPermanent', 'doorTemporary', 'floorPermanent', 'floorTemporary'] as const;

export type AccessTypeKey = (typeof accessTypeKeys)[number];

/** Per slot one access-profile uuid or nothing (known). */
export type AccessType = Readonly<Record<AccessTypeKey, string | null>>;

/** 1 resident, 2 employee, 3 visitor (known). */
export type SimulatedPersonType = 1 | 2 | 3;

export interface SimulatedBase {
  readonly uuid: string;
  readonly name: string;
  readonly displayname: string;
}

export interface SimulatedSite {
  readonly uuid: string;
  /** Uuid of its base. */
  readonly base: string;
  readonly name: string;
  /** IANA time zone: slots and screens follow it. */
  readonly timeZone: string;
}

/** An access profile: doors or floors that may be passed. */
export interface SimulatedProfile {
  readonly uuid: string;
  readonly site: string;
  readonly name: string;
}

export interface SimulatedPerson {
  readonly uuid: string;
  readonly site: string;
  readonly lastname: string;
  readonly firstname: string;
  readonly phone: string | null;
  readonly mail: string | null;
  readonly number: string | null;
  readonly type: SimulatedPersonType;
  readonly other: string | null;
  readonly accessType: AccessType;
  readonly architecture: JsonValue;
}

/** A facility of type "Asset Booking". */
export interface SimulatedAsset {
  readonly uuid: string;
  readonly site: string;
  readonly name: string;
  /** Only persons who hold this profile can book (known). */
  readonly doorProfile: string;
  readonly floorProfile: string | null;
  readonly slotMinutes: number;
  readonly maximumMinutes: number;
  /** "Allow only one booking per time slot" (known, optional). */
  readonly isOnePerSlot: boolean;
  /** Whether the API's operator is a manager of this asset (known that it must be). */
  readonly isManagedByCaller: boolean;
}

export interface SimulatedAssetBooking {
  readonly uuid: string;
  readonly asset: string;
  readonly person: string;
  readonly startsAt: Instant;
  /** Exclusive. */
  readonly endsAt: Instant;
  readonly reference: string | null;
  /** `console`: made by hand in the vendor's own product, so not ours. */
  readonly madeBy: 'api' | 'console';
}

/** A visit to a person of the site. */
export interface SimulatedVisitor {
  readonly uuid: string;
  readonly site: string;
  /** Uuid of the person who is visited. */
  readonly host: string;
  /** Of the visitor. */
  readonly name: string;
  readonly startsAt: Instant;
  /** Exclusive. */
  readonly endsAt: Instant;
  /** Digits. Stays here when the visit is cancelled, though nobody is told it any more and it opens nothing. */
  readonly pin: string;
  readonly isCancelled: boolean;
  readonly reference: string | null;
  /** What the host held when the visit was made. */
  readonly hostAccessType: AccessType;
  /** `console`: made by hand in the vendor's own product, so not ours. */
  readonly madeBy: 'api' | 'console';
}

/** A keypad: opens to the visitors of hosts who hold its one profile (known: PINs work at every PIN reader of the host's profile). */
export type SimulatedPinReader = {
  readonly uuid: string;
  readonly site: string;
  readonly name: string;
} & (
  | { readonly doorProfile: string; readonly floorProfile: null }
  | { readonly doorProfile: null; readonly floorProfile: string }
);
