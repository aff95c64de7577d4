import type { SimulatedAccessLevel, SimulatedDoor, SimulatedUser, SimulatedZone } from './salto-records';
import type { SaltoSimulator } from './salto-simulator';

/** A small house to test with. Names hold accents, `&`, `<` and an emoji; ids do not. */
export interface SaltoBuilding {
  /** `APT-501`, where Ada lives. */
  readonly apartment501: SimulatedAccessLevel;
  /** `APT-502`, where Ben lives. */
  readonly apartment502: SimulatedAccessLevel;
  /** `APT-503`, where Cleo lives. */
  readonly apartment503: SimulatedAccessLevel;
  /** `GYM`, behind one door. Nobody has a right. */
  readonly gym: SimulatedZone;
  /** `POOL`, behind two doors. Nobody has a right. */
  readonly pool: SimulatedZone;
  /** `LOBBY`: every apartment may always pass, by hand of the building manager. A foreign right. */
  readonly lobby: SimulatedZone;
  readonly gymDoor: SimulatedDoor;
  readonly poolNorthDoor: SimulatedDoor;
  readonly poolSouthDoor: SimulatedDoor;
  readonly lobbyDoor: SimulatedDoor;
  /** Has two cards. */
  readonly ada: SimulatedUser;
  readonly ben: SimulatedUser;
  readonly cleo: SimulatedUser;
  /** Has a card but no access level. */
  readonly outsider: SimulatedUser;
}

export function createSaltoBuilding(simulator: SaltoSimulator): SaltoBuilding {
  const gym = simulator.addZone({ id: 'GYM', name: 'Salle de fitness & sauna' });
  const pool = simulator.addZone({ id: 'POOL', name: 'Schwimmbad <Süd>' });
  const lobby = simulator.addZone({ id: 'LOBBY', name: 'Hall d’entrée' });
  const addApartment = (id: string, name: string): SimulatedAccessLevel =>
    simulator.addAccessLevel({ id, name, zonePermissions: [{ zone: lobby.id }] });
  const apartment501 = addApartment('APT-501', 'Wohnung 501 Müller & Söhne');
  const apartment502 = addApartment('APT-502', 'Appartement 502, 5ᵉ étage <côté cour>');
  const apartment503 = addApartment('APT-503', 'Apartment 503 🏠');
  const addDoor = (id: string, zone: SimulatedZone): SimulatedDoor =>
    simulator.addDoor({ id, name: `Door ${id}`, zones: [zone.id] });
  return {
    apartment501,
    apartment502,
    apartment503,
    gym,
    pool,
    lobby,
    gymDoor: addDoor('GYM-DOOR', gym),
    poolNorthDoor: addDoor('POOL-NORTH-DOOR', pool),
    poolSouthDoor: addDoor('POOL-SOUTH-DOOR', pool),
    lobbyDoor: addDoor('LOBBY-DOOR', lobby),
    ada: simulator.addUser({
      id: 'USER-ADA',
      firstName: 'Ada',
      lastName: 'Archer-Ångström',
      cards: ['04A1B2C3', '04A1B2C4'],
      accessLevels: [apartment501.id],
    }),
    ben: simulator.addUser({
      id: 'USER-BEN',
      firstName: 'Ben',
      lastName: 'Brook & Co',
      cards: ['04B5C6D7'],
      accessLevels: [apartment502.id],
    }),
    cleo: simulator.addUser({
      id: 'USER-CLEO',
      firstName: 'Cleo',
      lastName: 'Castle',
      cards: ['04C8D9E0'],
      accessLevels: [apartment503.id],
    }),
    outsider: simulator.addUser({ id: 'USER-OTTO', firstName: 'Otto', lastName: 'Outside', cards: ['04FFFFFF'] }),
  };
}
