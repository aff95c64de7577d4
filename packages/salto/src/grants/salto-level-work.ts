import type { CallOptions, Clock, ProviderWarning } from '@acx/core/provider';
import type { SaltoGrantState } from '../convert/salto-grant-state';
import type { SaltoPeriodRules } from '../convert/salto-record';
import type { SaltoZonePermission } from '../wire/salto-access-level';
import type { LevelZones, LevelZonesOptions } from './salto-level-zones';
import type { OwnSlots } from './salto-own-records';
import type { TimetableBook } from './salto-timetable-book';

/** What changes are written with. */
export interface SaltoWriter extends LevelZonesOptions {
  readonly periodRules: SaltoPeriodRules;
  readonly clock: Clock;
}

/** One change on its way: the record that the zone should have, or none. */
export interface Edit {
  readonly grantKey: string;
  readonly accessLevel: string;
  readonly zone: string;
  readonly state?: SaltoGrantState;
  /** Where its timetable is, once it has one. */
  readonly slot?: number;
  /** Something that a person should hear when it has been carried out. */
  readonly warning?: ProviderWarning;
}

/** The work on one access level. */
export interface LevelWork {
  readonly writer: SaltoWriter;
  readonly lane: string;
  /** EXT ID. */
  readonly accessLevel: string;
  readonly book: TimetableBook;
  readonly own: OwnSlots;
  readonly options: CallOptions;
  /** All zones of the level, as they are after what was written so far. */
  zones: readonly SaltoZonePermission[];
  /** See {@link LevelZones.ownVersion}. */
  ownVersion?: number;
}
