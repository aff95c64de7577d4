import { createFixedClock, type SourceWorld } from '@acx/core/testing';
import { type BookingsOneSwitchOptions, createBookingsOneSimulator } from '../../testing';
import { type BookingsOneProfileOverrides, mergeBookingsOneProfile } from '../../wire/bookings-one-profile-overrides';
import { createBookingsOneSource } from '../bookings-one-source';
import { alterListedBookings } from './alter-listed-bookings';
import { secret } from './source-world';

/** A simulated Bookings ONE with a room in Paris, one in Singapore, and one that the source is not asked for. */
export async function createConformanceSourceWorld({
  switches = {},
  overrides = {},
  ...reach
}: {
  switches?: BookingsOneSwitchOptions;
  /** Laid over the profile on both sides. */
  overrides?: BookingsOneProfileOverrides;
  daysAhead?: number;
  daysBehind?: 0 | 1;
}): Promise<SourceWorld> {
  const clock = createFixedClock('2026-11-16T08:20:00.000Z');
  const profile = mergeBookingsOneProfile(overrides);
  const sent: Request[] = [];
  const simulator = createBookingsOneSimulator({
    clock,
    profile,
    switches,
    async deliver(request) {
      sent.push(request);
      return new Response(null, { status: 204 });
    },
  });
  const [paris, singapore, elsewhere] = ['Europe/Paris', 'Asia/Singapore', 'Europe/Paris'].map((timeZone) =>
    simulator.addResource({ name: 'Room', timeZone }),
  );
  if (paris === undefined || singapore === undefined || elsewhere === undefined) throw new Error('There is no room.');
  const vendorResources = new Map([
    ['room-paris', paris.id],
    [singapore.id, singapore.id],
  ]);
  const { levers } = simulator;
  const altered = alterListedBookings(levers, profile);
  const source = createBookingsOneSource({
    id: 'hq',
    baseUrl: 'https://bookings.example',
    token: simulator.token,
    auth: switches.auth,
    profile: overrides,
    ...reach,
    resources: [
      { resource: paris.id, resourceId: 'room-paris', timeZone: paris.timeZone },
      { resource: singapore.id, timeZone: singapore.timeZone },
    ],
    callback: { url: 'https://host.example/hooks/bookings', secret },
    clock,
    fetch: (input, init) =>
      simulator.handler(new Request(input, init)).catch(() => Promise.reject(new TypeError('lost'))),
  });
  const userOf = (email: string | null): string => simulator.addUser({ name: 'Somebody', email }).id;
  const people = ['ada@harbour.example', 'ben@harbour.example', 'cleo@harbour.example', 'dora@harbour.example'];

  return {
    source,
    clock,
    people,
    secrets: [simulator.token, secret],
    vendor: {
      book({ resourceId, organizer, attendees, awaitsApproval, startsAt, endsAt }) {
        const resource = vendorResources.get(resourceId) ?? resourceId;
        simulator.alterResource(resource, { needsApproval: awaitsApproval });
        const people = { organizer: userOf(organizer), attendees: attendees.map(userOf) };
        return simulator.book({ resource, ...people, startsAt, endsAt }).id;
      },
      move: (booking, to) => simulator.move(booking, to),
      cancel: (booking) => simulator.cancel(booking),
      approve: (booking) => simulator.approve(booking),
      release: (booking) => simulator.noShow(booking),
      mask: (booking) => simulator.alterBooking(booking, { isPrivate: true }),
      setStatusWord: altered.setStatusWord,
      garble: altered.garble,
      callsMade: () => levers.requestCount,
      writesMade: () => levers.requests.filter((line) => !line.startsWith('GET')).length,
      setOutage: levers.setOutage,
      breakOffAfter(calls) {
        let answered = 0;
        levers.dropRequest({
          when() {
            answered += 1;
            return answered > calls;
          },
        });
      },
      answerWrongly() {
        const body = JSON.stringify({ errors: people.map((email) => ({ email, id: email })) });
        levers.failNext({ status: 200, headers: { 'content-type': 'application/json' }, body });
      },
      refuseToken: () => simulator.revokeToken(simulator.token),
      bookElsewhere() {
        const [startsAt, endsAt] = ['2026-11-16T10:00:00.000Z', '2026-11-16T11:00:00.000Z'];
        simulator.book({ resource: elsewhere.id, organizer: userOf(people[0] ?? null), startsAt, endsAt });
      },
      async takeHints() {
        await simulator.deliverCallbacks();
        return sent.splice(0);
      },
      dropSubscriptions: () => simulator.dropSubscriptions(),
    },
    async close() {
      await source.close();
      simulator.close();
    },
  };
}
