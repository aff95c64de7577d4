import type { HolderRole } from '../model/booking';
import type { PlaceSettings } from '../model/permission';

/**
 * Which holders of a booking get in: everybody with this role, both, or those of either role whose directory entry carries one of the access
 * levels that the resource names. A visit always works with the rights of its organizer, whatever the rule says.
 */
export type AudienceRule = HolderRole | 'both' | 'access_level';

/** A place that a resource needs open: the door itself, or a door on the way to it. */
export interface ResourcePlace {
  readonly providerId: string;
  /** The vendor's identity of the place. */
  readonly place: string;
  readonly settings: PlaceSettings;
  /** Opens this much before the booking, unless a neighbour's booking is in the way. In whole minutes. */
  readonly earlyMinutes: number;
  /** Stays open this much after the booking, unless a neighbour's booking is in the way. In whole minutes. */
  readonly lateMinutes: number;
}

/** What the directory knows of a resource. */
export interface ResourceEntry {
  readonly resourceId: string;
  readonly audience: AudienceRule;
  /** Only with the audience `access_level`: carrying one of these is enough. Absent, or empty, nobody gets in by it. */
  readonly accessLevels?: readonly string[];
  /** `exclusive`: one booking at a time, so buffers give way to neighbours. `shared`: many at once (a car park), buffers stay. */
  readonly use: 'exclusive' | 'shared';
  /** Empty when the resource has no door to open. */
  readonly places: readonly ResourcePlace[];
  /**
   * `access_control`: a booking of it is checked in when one of its holders is let in at one of its places. `none`, or absent: the doors
   * check nobody in.
   */
  readonly checkIn?: 'access_control' | 'none';
  /**
   * False: nobody needs a card here, for example while the barrier stands open. Then bookings of it give no rights, check nobody in, and
   * nobody is told that a card is missing. Absent: true.
   */
  readonly accessControl?: boolean;
}

/** The vendor's identity of a holder at one installation. */
export interface HolderSubject {
  readonly providerId: string;
  readonly subject: string;
}

/** What the directory knows of a holder. */
export interface HolderEntry {
  readonly holderId: string;
  /** Several per installation where the holder has several cards. */
  readonly subjects: readonly HolderSubject[];
  /** The host's own words for what the holder may be let in by, such as `staff`. Absent: none. */
  readonly accessLevels?: readonly string[];
}

/** What a booking needs to know. */
export interface DirectoryQuestion {
  readonly resourceId: string;
  readonly holderIds: readonly string[];
}

/** What the directory answers. Whatever it does not know is simply absent. */
export interface DirectoryAnswer {
  readonly resource?: ResourceEntry;
  readonly holders: readonly HolderEntry[];
}

/**
 * Translates the host's words into the vendors': resource to places, holder to subjects. One question per booking, so a host can answer it
 * with one query on its own tables. Throwing means "not reachable": nothing is stored and the caller may try again.
 */
export interface Directory {
  lookUp(question: DirectoryQuestion): DirectoryAnswer | Promise<DirectoryAnswer>;
}
