import type { SimulatedResource, SimulatedUser } from './bookings-one-records';
import type { BookingsOneSimulator } from './bookings-one-simulator';

/** A small office to test with: "Harbour House", two floors. */
export interface BookingsOneOffice {
  /** A room in Europe/Paris that wants nothing. */
  readonly boardroom: SimulatedResource;
  /** A room in Europe/Paris that needs an approval. */
  readonly studio: SimulatedResource;
  /** A room in Europe/Paris with a check-in within 15 minutes. */
  readonly huddle: SimulatedResource;
  /** A hot desk in Asia/Singapore. */
  readonly desk: SimulatedResource;
  readonly ada: SimulatedUser;
  readonly ben: SimulatedUser;
  readonly cleo: SimulatedUser;
  /** Has no e-mail. */
  readonly otto: SimulatedUser;
}

export function createBookingsOneOffice(simulator: BookingsOneSimulator): BookingsOneOffice {
  const building = simulator.addBuilding({ name: 'Harbour House' }).id;
  const first = simulator.addFloor({ building, name: 'First floor' }).id;
  const second = simulator.addFloor({ building, name: 'Second floor' }).id;
  const timeZone = 'Europe/Paris';
  const addUser = (name: string): SimulatedUser =>
    simulator.addUser({ name, email: `${name.split(' ')[0]?.toLowerCase()}@harbour.example` });
  return {
    boardroom: simulator.addResource({ floor: first, name: 'Boardroom', timeZone }),
    studio: simulator.addResource({ floor: first, name: 'Studio', timeZone, needsApproval: true }),
    huddle: simulator.addResource({ floor: second, name: 'Huddle', timeZone, checkInWithinMinutes: 15 }),
    desk: simulator.addResource({ floor: second, name: 'Desk 7', timeZone: 'Asia/Singapore', kind: 'desk' }),
    ada: addUser('Ada Archer'),
    ben: addUser('Ben Brook'),
    cleo: addUser('Cleo Castle'),
    otto: simulator.addUser({ name: 'Otto Outside' }),
  };
}
