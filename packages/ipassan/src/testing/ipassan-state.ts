import type {
  SimulatedAsset,
  SimulatedAssetBooking,
  SimulatedBase,
  SimulatedPerson,
  SimulatedPinReader,
  SimulatedProfile,
  SimulatedSite,
  SimulatedVisitor,
} from './ipassan-records';

/** Everything the simulated vendor holds, by uuid. Oldest first, as its lists are. */
export interface IpassanStore {
  readonly bases: Map<string, SimulatedBase>;
  readonly sites: Map<string, SimulatedSite>;
  readonly profiles: Map<string, SimulatedProfile>;
  readonly persons: Map<string, SimulatedPerson>;
  readonly assets: Map<string, SimulatedAsset>;
  readonly assetBookings: Map<string, SimulatedAssetBooking>;
  readonly visitors: Map<string, SimulatedVisitor>;
  readonly pinReaders: Map<string, SimulatedPinReader>;
}

/** The same for reading: the vendor's own truth, for tests to look at. */
export type IpassanState = {
  readonly [Kind in keyof IpassanStore]: IpassanStore[Kind] extends Map<string, infer Item>
    ? ReadonlyMap<string, Item>
    : never;
};

export function createIpassanStore(): IpassanStore {
  return {
    bases: new Map(),
    sites: new Map(),
    profiles: new Map(),
    persons: new Map(),
    assets: new Map(),
    assetBookings: new Map(),
    visitors: new Map(),
    pinReaders: new Map(),
  };
}
