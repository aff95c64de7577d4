import { createBookingsOneSource, createBookingsOneVisitors } from '@acx/bookings-one';
import {
  type BookingsOneSwitchOptions,
  createBookingsOneOffice,
  createBookingsOneSimulator,
} from '@acx/bookings-one/testing';
import {
  type Clock,
  createAccessControl,
  createDoorList,
  createInMemoryDirectory,
  createMemoryLedger,
  followBookings,
} from '@acx/core';
import { serveOnLoopback } from '@acx/core/testing';

/** Who may announce changes knows this; it is the last segment of the address. */
const SECRET = 'only-Bookings-ONE-knows-this-0001';
const TIME_ZONE = 'Europe/Paris';

/** Who has which card. Cleo works there too and is never invited. */
export const cards: Readonly<Record<string, string>> = {
  'ada@harbour.example': '0100 2001',
  'ben@harbour.example': '0100 2002',
  'cleo@harbour.example': '0100 2003',
};

/**
 * A small office in Paris: a simulated Bookings ONE says who has booked which room, over real HTTP in both directions; the readers at the doors
 * ask a list that lives in this process; at the lobby visitors show a QR code.
 */
export async function openOffice(clock: Clock, switches: BookingsOneSwitchOptions = {}) {
  const simulator = createBookingsOneSimulator({ clock, timeZone: TIME_ZONE, switches });
  const office = createBookingsOneOffice(simulator);
  const server = await simulator.listen();
  const inlet = await serveOnLoopback((request) => rooms.receive(request));

  const bookable = [office.boardroom, office.studio, office.huddle];
  const placeOf = (name: string): string => name.toLowerCase();
  const doors = createDoorList({
    id: 'doors',
    doors: bookable.map(({ name }) => ({ place: placeOf(name), name })),
    freshness: { limitMinutes: 240, afterwards: 'keep' },
    clock,
  });
  const bookingsOne = { baseUrl: server.url, token: simulator.token, clock };
  const visitors = createBookingsOneVisitors({
    ...bookingsOne,
    id: 'visitors',
    doors: [{ place: 'lobby', direction: 'arrival' }],
    denialCacheMs: 0,
  });
  const ledger = createMemoryLedger();
  const access = createAccessControl({
    providers: [doors, visitors],
    directory: createInMemoryDirectory({
      timeZone: TIME_ZONE,
      resources: bookable.map(({ name }) => ({
        id: placeOf(name),
        places: [{ provider: 'doors', place: placeOf(name), earlyMinutes: 5 }],
      })),
      holders: Object.entries(cards).map(([id, subject]) => ({ id, subjects: [{ provider: 'doors', subject }] })),
    }),
    ledger,
    clock,
  });
  const rooms = followBookings({
    source: createBookingsOneSource({
      ...bookingsOne,
      id: 'bookings-one',
      resources: bookable.map(({ id, name, timeZone }) => ({ resource: id, resourceId: placeOf(name), timeZone })),
      callback: { url: `${inlet.url}/hints`, secret: SECRET },
    }),
    access,
    ledger,
    clock,
    onRead: ({ resourceId, at }) => void doors.markFresh({ at, places: [resourceId] }),
  });

  return {
    ...{ simulator, office, access, rooms, url: server.url },
    /** Somebody holds a card to the reader of a room. */
    presentCard: async (place: string, value: string): Promise<boolean> => {
      const question = { providerId: 'doors', credential: { kind: 'card', value }, place } as const;
      return (await access.decide(question)).verdict === 'allow';
    },
    /** Somebody shows a QR code at the lobby. */
    showCode: (value: string) =>
      access.decide({ providerId: 'visitors', credential: { kind: 'qr', value }, place: 'lobby' }),
    async close() {
      await rooms.stop();
      await access.stop();
      simulator.close();
      await inlet.close();
      await server.close();
    },
  };
}
