import type {
  SimulatedAsset,
  SimulatedBase,
  SimulatedPerson,
  SimulatedPinReader,
  SimulatedProfile,
  SimulatedSite,
} from './ipassan-records';
import type { IpassanSimulator } from './ipassan-simulator';

/** A small building to test with. */
export interface IpassanBuilding {
  readonly base: SimulatedBase;
  /** "Riverside House" in Europe/London. */
  readonly site: SimulatedSite;
  /** Doors of everyone who lives there. */
  readonly residents: SimulatedProfile;
  /** Floors that the function room is on. */
  readonly upperFloors: SimulatedProfile;
  /** Needs the door profile; two hours at most. */
  readonly gym: SimulatedAsset;
  /** Needs door and floor profile; a day at most. */
  readonly functionRoom: SimulatedAsset;
  /** The PIN reader at the entrance: the residents' doors. */
  readonly lobby: SimulatedPinReader;
  /** Hold both profiles. */
  readonly ada: SimulatedPerson;
  readonly ben: SimulatedPerson;
  readonly cleo: SimulatedPerson;
  /** Known to the vendor, but holds no profile. */
  readonly outsider: SimulatedPerson;
}

export function createIpassanBuilding(simulator: IpassanSimulator): IpassanBuilding {
  const base = simulator.addBase({ name: 'riverside', displayname: 'Riverside Estates' });
  const site = simulator.addSite({ base: base.uuid, name: 'Riverside House', timeZone: 'Europe/London' });
  const residents = simulator.addProfile({ site: site.uuid, name: 'Residents' });
  const upperFloors = simulator.addProfile({ site: site.uuid, name: 'Upper floors' });
  const accessType = { doorPermanent: residents.uuid, floorPermanent: upperFloors.uuid };
  const addResident = (firstname: string, lastname: string): SimulatedPerson =>
    simulator.addPerson({
      site: site.uuid,
      firstname,
      lastname,
      mail: `${firstname.toLowerCase()}@riverside.example`,
      type: 1,
      accessType,
    });
  return {
    base,
    site,
    residents,
    upperFloors,
    gym: simulator.addAsset({
      site: site.uuid,
      name: 'Gym',
      doorProfile: residents.uuid,
      maximumMinutes: 120,
    }),
    functionRoom: simulator.addAsset({
      site: site.uuid,
      name: 'Function room',
      doorProfile: residents.uuid,
      floorProfile: upperFloors.uuid,
    }),
    ada: addResident('Ada', 'Archer'),
    ben: addResident('Ben', 'Brook'),
    cleo: addResident('Cleo', 'Castle'),
    outsider: simulator.addPerson({
      site: site.uuid,
      firstname: 'Otto',
      lastname: 'Outside',
      mail: 'otto@elsewhere.example',
      type: 2,
    }),
    lobby: simulator.addPinReader({ name: 'Lobby', doorProfile: residents.uuid }),
  };
}
