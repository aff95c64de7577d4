import type { Instant } from '@acx/core/provider';
import type { SaltoProfile } from '../wire/salto-profile';

/** The ten day types (known). */
export type SimulatedDayType = keyof SaltoProfile['days'];

/** What a date of the site's calendar may be besides a weekday (known). */
export type SimulatedSpecialDay = 'special1' | 'special2' | 'holiday';

/** Site-local, `yyyy-MM-ddTHH:mm:ss`; `T24:00:00` is the end of that day. */
export interface SimulatedPeriod {
  readonly startDate: string;
  readonly endDate: string;
}

/** An access level may pass a zone. One per pair (known). */
export interface SimulatedZonePermission {
  /** EXT ID. */
  readonly zone: string;
  /** Slot; 0 is no restriction (known). */
  readonly timetable: number;
  readonly usePeriod: boolean;
  /** Counts only while `usePeriod` is true. */
  readonly period: SimulatedPeriod | null;
  /** Something of the vendor's own that nobody else understands; shown in awkward answers only, and kept when it is sent back. */
  readonly extra: string;
}

/** A user access level. */
export interface SimulatedAccessLevel {
  /** EXT ID. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly zonePermissions: readonly SimulatedZonePermission[];
}

export interface SimulatedZone {
  /** EXT ID. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly isLow: boolean;
}

export interface SimulatedDoor {
  /** EXT ID. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** EXT IDs of the zones that it belongs to. */
  readonly zones: readonly string[];
  /** Whether it can be opened over SHIP. */
  readonly isOnline: boolean;
}

export interface SimulatedUser {
  /** EXT ID. */
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Numbers of the cards; every card belongs to one user. */
  readonly cards: readonly string[];
  /** EXT IDs. */
  readonly accessLevels: readonly string[];
}

/** Opens from its start to before its end on days of these types. */
export interface SimulatedInterval {
  /** Site-local, `HH:mm:ss`. */
  readonly startTime: string;
  /** `HH:mm:ss`, exclusive; `24:00:00` is the end of the day. */
  readonly endTime: string;
  readonly days: readonly SimulatedDayType[];
}

/** A numbered slot (known). Without intervals it opens never. */
export interface SimulatedTimetable {
  /** 1 to 1024 (inferred). */
  readonly slot: number;
  readonly name: string;
  readonly description: string;
  readonly intervals: readonly SimulatedInterval[];
}

export interface SimulatedAuditEvent {
  readonly id: number;
  readonly at: Instant;
  readonly operation: number;
  readonly isExit: boolean;
  /** EXT ID. */
  readonly door: string | null;
  /** 0 cardholder, 1 door, 2 software operator (known). */
  readonly subjectType: 0 | 1 | 2;
  /** EXT ID of the user. */
  readonly subject: string | null;
}

/** A door that was opened over SHIP. */
export interface SimulatedRemoteOpening {
  readonly door: string;
  readonly at: Instant;
}
