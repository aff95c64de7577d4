import {
  type BookingsOneSimulator,
  createBookingsOneSimulator,
  type SimulatedBooking,
} from '@acx/bookings-one/testing';
import type { DemoClock, HeldRecord, RoomBookingInput } from '../contract/demo-world';
import { button, networkLevers, switchLever } from './demo-lever';
import type { DemoVendor } from './demo-vendor';
import { ada, ben, mia } from './people';
import type { Traffic } from './traffic';
import { windowWords } from './window-words';

const MINUTE_MS = 60_000;

/** The rooms, by the resource of the host; whoever books the huddle has to check in within a quarter of an hour. */
const rooms = [
  { resourceId: 'boardroom', name: 'Boardroom', checkInWithinMinutes: null },
  { resourceId: 'huddle', name: 'Huddle', checkInWithinMinutes: 15 },
] as const;

/** The Bookings ONE of the residence's office: rooms are booked there and nowhere else, and the host follows it. */
export async function createOffice(options: { clock: DemoClock; traffic: Traffic; timeZone: string }) {
  const { clock, traffic, timeZone } = options;
  const callbacks = { delivery: 'automatic' as const };
  const simulator = createBookingsOneSimulator({ clock, timeZone, switches: { callbacks, redirectsPlainHttp: false } });
  const roomIds = new Map<string, string>(
    rooms.map(({ resourceId, ...room }) => [resourceId, simulator.addResource({ ...room, timeZone }).id]),
  );
  const userIds = new Map<string, string>([ada, ben, mia].map(({ id, ...user }) => [id, simulator.addUser(user).id]));
  const server = await traffic.serve(simulator.handler);
  const stopTicking = tickEveryMinute(clock, simulator);

  const bookRoom = ({ resourceId, organizerId, attendeeIds = [], startsAt, endsAt }: RoomBookingInput) => {
    const resource = known(roomIds, resourceId);
    const attendees = attendeeIds.map((id) => known(userIds, id));
    return simulator.book({ resource, organizer: known(userIds, organizerId), attendees, startsAt, endsAt });
  };
  const isCurrent = ({ endsAt, status }: SimulatedBooking): boolean =>
    Date.parse(endsAt) > clock.nowMs() && ['pending', 'approved', 'checked_in'].includes(status);
  const nameOf = (user: string): string => simulator.state.users.get(user)?.name ?? 'nobody';
  const recordOf = ({ id, resource, organizer, attendees, status, ...window }: SimulatedBooking): HeldRecord => ({
    key: `booking ${id}`,
    place: simulator.state.resources.get(resource)?.name ?? '',
    who: [organizer, ...attendees].map(nameOf).join(', '),
    words: `${windowWords(window, timeZone)}, ${status.replace('_', ' ')}`,
    isOurs: false,
  });

  const vendor: DemoVendor = {
    integration: {
      id: 'office',
      isActive: true,
      input: {
        kind: 'bookings_one',
        name: 'Office, bookings of rooms',
        settings: { baseUrl: server.url, timeZone },
        secrets: { token: simulator.token, callbackSecret: 'only-Bookings-ONE-knows-this-address-0001' },
      },
    },
    doors: [],
    levers: [
      ...networkLevers('Bookings ONE', simulator.levers, ({ method }) => method !== 'GET').filter(
        ({ id }) => id === 'outage',
      ),
      switchLever({
        id: 'silent',
        label: 'Lose announcements',
        hint: 'Nobody tells us of changes any more. They are found when everything is read again, every five minutes.',
        set(isLost) {
          simulator.switches.callbacks.isLost = () => isLost;
        },
      }),
      button({
        id: 'empty-list',
        label: 'Answer with nothing',
        hint: 'The next list of bookings is empty. Nothing closes for that: it is looked at again first.',
        act: () => simulator.levers.emptyNextList(),
      }),
      button({
        id: 'book-boardroom',
        label: 'Ada books the boardroom',
        hint: 'With Ben, for the next hour.',
        act() {
          const [startsAt, endsAt] = [clock.nowMs(), clock.nowMs() + 60 * MINUTE_MS].map((ms) =>
            new Date(ms).toISOString(),
          );
          if (startsAt === undefined || endsAt === undefined) return;
          bookRoom({ resourceId: 'boardroom', organizerId: ada.id, attendeeIds: [ben.id], startsAt, endsAt });
        },
      }),
      button({
        id: 'end-meeting',
        label: 'Cancel a booking',
        hint: 'In the console of Bookings ONE, which announces no cancellations: it is found when we read again.',
        act() {
          const booking = [...simulator.state.bookings.values()].find(isCurrent);
          if (booking === undefined) throw new RangeError('No room is booked.');
          simulator.cancel(booking.id);
        },
      }),
    ],
    held: () => [...simulator.state.bookings.values()].filter(isCurrent).map(recordOf),
    believed: () => [],
    calls: () => ({
      calls: simulator.levers.requestCount,
      writes: simulator.levers.requests.filter((line) => !line.startsWith('GET ')).length,
    }),
    connect() {},
    async close() {
      stopTicking();
      simulator.close();
      await server.close();
    },
  };
  return { ...vendor, simulator, url: server.url, roomIds, bookRoom, cancelRoom: (id: string) => simulator.cancel(id) };
}

/** What Bookings ONE does by itself: releases rooms to which nobody came. */
function tickEveryMinute(clock: DemoClock, simulator: BookingsOneSimulator): () => void {
  let cancel = (): void => {};
  const next = (): void => {
    // on the full minute, as a booking begins
    cancel = clock.schedule(MINUTE_MS - (clock.nowMs() % MINUTE_MS), () => {
      simulator.tick();
      next();
    });
  };
  next();
  return () => cancel();
}

function known(ids: ReadonlyMap<string, string>, id: string): string {
  const found = ids.get(id);
  if (found === undefined) throw new RangeError(`Bookings ONE does not know ${id}.`);
  return found;
}
