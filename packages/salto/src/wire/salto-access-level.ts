import type { XmlElement } from './salto-xml-element';

/** A user access level of Space: whoever belongs to it may pass its zones and doors. */
export interface SaltoAccessLevel {
  /** EXT ID. */
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** Only where they were asked for, then all of them. */
  readonly zonePermissions?: readonly SaltoZonePermission[];
}

/** That an access level may pass a zone. Space holds one per pair. */
export interface SaltoZonePermission {
  /** EXT ID of the zone. */
  readonly zone: string;
  /** Number of the timetable that says when; 0 = at any time. */
  readonly timetable: number;
  /**
   * Absent: for ever. Local times of the site, `YYYY-MM-DDTHH:mm:ss`, where `T24:00:00` is kept. Whether the time of day in them counts is not
   * known, nor whether the last date is included. Dates that mean "no date" are kept as they are.
   */
  readonly period?: { readonly startsAt: string; readonly endsAt: string };
  /**
   * As Space sent it. When present, exactly this is written, unknown elements included, so a right of somebody else stays as it is. To write
   * something else, leave it out.
   */
  readonly source?: XmlElement;
}

/** An access level to be made. */
export interface SaltoAccessLevelInput {
  /** EXT ID, 1 to 32 characters. */
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly zonePermissions?: readonly SaltoZonePermission[];
}

/** What is to be changed of an access level: absent fields are not sent and stay as they are. */
export interface SaltoAccessLevelUpdate {
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  /** Replaces the whole list (inferred), so those of others must be in it too. */
  readonly zonePermissions?: readonly SaltoZonePermission[];
  /**
   * Writes the dates of every `source` in full, and the end of a day as `T23:59:59`: for a Space that does not read dates as it writes them itself.
   * Default false.
   */
  readonly hasPlainDates?: boolean;
}
