import type { DemoResource, DemoWorld } from '../contract/demo-world';
import type { MappingInput } from '../contract/mapping';
import { createCarPark } from './car-park-ipevia';
import { createDemoClock } from './demo-clock';
import type { DemoVendor } from './demo-vendor';
import { createHouse } from './house-salto';
import { createOffice } from './office-bookings-one';
import { createOfficeDoors } from './office-doors';
import { createVisitors } from './office-visitors';
import { ada, ben, mia } from './people';
import { createRiverside } from './riverside-ipassan';
import { createTraffic } from './traffic';

export interface DemoWorldOptions {
  /** When the clock starts. Default: the real now. */
  readonly startsAt?: string;
  /** Whether the clock runs with real time. Default true. */
  readonly isRunning?: boolean;
  /** IANA time zone of everything. Default `Europe/Dublin`. */
  readonly timeZone?: string;
  /** Real time that a move of the clock waits after every timer, for a ledger in another process. Default 0. */
  readonly graceMs?: number;
}

/** The residence "Riverside": four simulated vendors on loopback ports, their doors, and people with cards. */
export async function createDemoWorld(options: DemoWorldOptions = {}): Promise<DemoWorld> {
  const { timeZone = 'Europe/Dublin', startsAt, isRunning, graceMs } = options;
  const traffic = createTraffic({ graceMs });
  const clock = createDemoClock({ startsAt, isRunning, quiet: traffic.quiet });
  const shared = { clock, traffic, timeZone };
  const riverside = await createRiverside(shared);
  const house = await createHouse(shared);
  const carPark = await createCarPark(shared);
  const office = await createOffice(shared);
  const visitors = createVisitors({ ...office, clock, timeZone });
  const vendors: readonly DemoVendor[] = [riverside, house, carPark, office, createOfficeDoors({ clock }), visitors];
  const doors = vendors.flatMap((vendor) => vendor.doors);
  const vendorOf = (integrationId: string): DemoVendor | undefined =>
    vendors.find(({ integration }) => integration.id === integrationId);

  const resource = (id: string, name: string, more: Omit<DemoResource, 'id' | 'name' | 'timeZone'>): DemoResource => ({
    ...{ id, name, timeZone, ...more },
  });
  const resources = [
    resource('gym', 'Gym', { kind: 'facility', system: 'Salto', use: 'exclusive', ...checksIn }),
    resource('function-room', 'Function room', { kind: 'facility', system: 'iPassan', use: 'exclusive', ...plain }),
    resource('parking', 'Parking space', {
      kind: 'parking',
      system: 'iPevia',
      use: 'shared',
      ...checksIn,
      earlyMinutes: 15,
    }),
    resource('visits', 'Visit', { kind: 'visit', system: 'iPassan', use: 'shared', ...plain }),
    ...['boardroom', 'huddle'].map((id) =>
      resource(id, id === 'huddle' ? 'Huddle' : 'Boardroom', {
        ...{ kind: 'room', system: 'Bookings ONE', use: 'exclusive', ...plain, earlyMinutes: 5 },
      }),
    ),
  ];
  const roomPlaces = (room: string) => [
    { integrationId: 'office', place: office.roomIds.get(room) ?? '' },
    { integrationId: 'office-doors', place: room },
  ];
  const mapping: readonly MappingInput[] = [
    toPlaces('gym', { integrationId: 'house', place: house.places.gym }),
    toPlaces('function-room', { integrationId: 'riverside', place: riverside.places.room }),
    toPlaces('parking', { integrationId: 'car-park', place: carPark.places.site }),
    toPlaces('visits', { integrationId: 'riverside', place: riverside.places.visits }),
    toPlaces('boardroom', ...roomPlaces('boardroom')),
    toPlaces('huddle', ...roomPlaces('huddle')),
    ...[ada, ben, mia].map((person) => ({
      holder: {
        holderId: person.id,
        subjects: [
          { integrationId: 'riverside', subject: riverside.personOf(person.id) ?? '' },
          ...('salto' in person ? [{ integrationId: 'house', subject: person.salto.accessLevel }] : []),
          { integrationId: 'car-park', subject: person.parking.printed },
          { integrationId: 'office-doors', subject: person.office },
        ],
      },
    })),
  ];

  return {
    clock,
    timeZone,
    integrations: vendors.map(({ integration }) => integration),
    mapping,
    resources,
    people: [ada, ben, mia].map(({ id, name, role, email, password }) => ({ id, name, role, email, password })),
    get doors() {
      return doors.map((door) => door.describe());
    },
    connect(host) {
      for (const vendor of vendors) vendor.connect(host);
    },
    async present(doorId, input) {
      const door = doors.find((one) => one.describe().id === doorId);
      if (door === undefined) throw new RangeError(`There is no door ${doorId}.`);
      return door.present(input);
    },
    held: (integrationId) => vendorOf(integrationId)?.held() ?? [],
    believed: (integrationId, grants) => vendorOf(integrationId)?.believed(grants) ?? [],
    levers: (integrationId) =>
      (vendorOf(integrationId)?.levers ?? []).map(({ id, kind, label, hint, isOn }) => ({
        id,
        kind,
        label,
        hint,
        isOn,
      })),
    async pull(integrationId, leverId, input = {}) {
      const lever = vendorOf(integrationId)?.levers.find(({ id }) => id === leverId);
      if (lever === undefined) throw new RangeError(`There is no lever ${leverId} at ${integrationId}.`);
      lever.pull(input);
    },
    calls: (integrationId) => vendorOf(integrationId)?.calls() ?? { calls: 0, writes: 0 },
    bookRoom: (booking) => ({ id: office.bookRoom(booking).id }),
    cancelRoom: (id) => void office.cancelRoom(id),
    async close() {
      for (const vendor of vendors) await vendor.close();
      clock.close();
    },
  };
}

const plain = { checkIn: 'none', earlyMinutes: 0 } as const;
const checksIn = { checkIn: 'access_control', earlyMinutes: 0 } as const;

function toPlaces(resourceId: string, ...places: { integrationId: string; place: string }[]): MappingInput {
  return { resource: { resourceId, places } };
}
