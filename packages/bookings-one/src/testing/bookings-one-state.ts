import type {
  SimulatedBooking,
  SimulatedBuilding,
  SimulatedFloor,
  SimulatedResource,
  SimulatedUser,
  SimulatedVisitor,
} from './bookings-one-records';

/** Everything the simulated vendor holds, by id; visitors by registration code. Oldest first. */
export interface BookingsOneStore {
  readonly buildings: Map<string, SimulatedBuilding>;
  readonly floors: Map<string, SimulatedFloor>;
  readonly resources: Map<string, SimulatedResource>;
  readonly users: Map<string, SimulatedUser>;
  readonly bookings: Map<string, SimulatedBooking>;
  readonly visitors: Map<string, SimulatedVisitor>;
}

/** The same for reading: the vendor's own truth, for tests to look at. */
export type BookingsOneState = {
  readonly [Kind in keyof BookingsOneStore]: BookingsOneStore[Kind] extends Map<string, infer Item>
    ? ReadonlyMap<string, Item>
    : never;
};

export function createBookingsOneStore(): BookingsOneStore {
  return {
    buildings: new Map(),
    floors: new Map(),
    resources: new Map(),
    users: new Map(),
    bookings: new Map(),
    visitors: new Map(),
  };
}
