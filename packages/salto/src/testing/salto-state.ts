import type {
  SimulatedAccessLevel,
  SimulatedAuditEvent,
  SimulatedDoor,
  SimulatedRemoteOpening,
  SimulatedSpecialDay,
  SimulatedTimetable,
  SimulatedUser,
  SimulatedZone,
} from './salto-records';

/** Everything that the simulated Space holds. Records are replaced, never changed in place. */
export interface SaltoStore {
  readonly accessLevels: Map<string, SimulatedAccessLevel>;
  readonly zones: Map<string, SimulatedZone>;
  readonly doors: Map<string, SimulatedDoor>;
  readonly users: Map<string, SimulatedUser>;
  /** The slots that were ever written. */
  readonly timetables: Map<number, SimulatedTimetable>;
  /** The calendar of the site, by `yyyy-MM-dd`. */
  readonly specialDays: Map<string, SimulatedSpecialDay>;
  /** Oldest first; ids grow. */
  readonly auditTrail: SimulatedAuditEvent[];
  readonly remoteOpenings: SimulatedRemoteOpening[];
  /** EXT ID of the user, by number of the card. */
  readonly cards: Map<string, string>;
  /** Numbers inside of Space, by `door <EXT ID>` or `user <EXT ID>`. */
  readonly internalIds: Map<string, number>;
}

/** The same for reading: the vendor's own truth, for tests to look at. */
export type SaltoState = {
  readonly [Part in Exclude<keyof SaltoStore, 'internalIds'>]: SaltoStore[Part] extends Map<infer Key, infer Item>
    ? ReadonlyMap<Key, Item>
    : SaltoStore[Part] extends (infer Item)[]
      ? readonly Item[]
      : never;
};

export function createSaltoStore(): SaltoStore {
  return {
    accessLevels: new Map(),
    zones: new Map(),
    doors: new Map(),
    users: new Map(),
    timetables: new Map(),
    specialDays: new Map(),
    auditTrail: [],
    remoteOpenings: [],
    cards: new Map(),
    internalIds: new Map(),
  };
}
