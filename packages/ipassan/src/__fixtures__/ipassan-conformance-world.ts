import { type ConformanceWorld, createFixedClock } from '@acx/core/testing';
import { createIpassan } from '../ipassan-provider';
import { createIpassanBuilding, createIpassanSimulator, type IpassanSwitches } from '../testing';

const PAGE_SIZE = 10;
const MINUTES_PER_DAY = 1440;

/** A simulated iPassan whose assets take several bookings at once, because the suite gives everybody every right at the same time. */
export async function createIpassanConformanceWorld(switches: Partial<IpassanSwitches>): Promise<ConformanceWorld> {
  const clock = createFixedClock('2026-11-16T08:20:00.000Z');
  const simulator = createIpassanSimulator({ clock, switches });
  const { site, gym, functionRoom, ada, ben, cleo, outsider } = createIpassanBuilding(simulator);
  for (const { uuid } of [gym, functionRoom])
    simulator.alterAsset(uuid, { isOnePerSlot: false, maximumMinutes: MINUTES_PER_DAY });
  const { levers } = simulator;
  const isBookingWrite = (request: Request): boolean => request.method !== 'GET' && !request.url.endsWith('/token');
  const provider = createIpassan({
    id: 'house',
    ...simulator.credentials,
    siteUuid: site.uuid,
    timeZone: site.timeZone,
    pageSize: PAGE_SIZE,
    maximumMinutes: MINUTES_PER_DAY,
    clock,
    fetch: (input, init) =>
      simulator.handler(new Request(input, init)).catch(() => Promise.reject(new TypeError('lost'))),
    ...(switches.keepsReference === false ? { profile: { assetBooking: { reference: null } } } : {}),
  });
  const withoutTokens = (): readonly string[] => levers.requests.filter((line) => !line.endsWith('/token'));
  const unmarked = 'without a reference, a booking by hand of the same person and time cannot be told from ours';
  return {
    provider,
    clock,
    subjects: [ada.uuid, ben.uuid, cleo.uuid],
    places: [gym.uuid, functionRoom.uuid],
    unusable: { subject: outsider.uuid, place: gym.uuid },
    placeSettings: { timeZone: site.timeZone },
    probe: {
      opens: ({ subject, place, at }) => simulator.opens({ person: subject, asset: place, at }),
      callCount: () => withoutTokens().length,
      writeCount: () => withoutTokens().filter((line) => !line.startsWith('GET')).length,
      addForeign({ subject, place, window }) {
        const made = simulator.addAssetBooking({ asset: place, person: subject, ...window });
        const text = JSON.stringify(made);
        return { stillThere: () => JSON.stringify(simulator.state.assetBookings.get(made.uuid)) === text };
      },
      dropNextAnswer: () => levers.dropAnswer({ when: isBookingWrite }),
      failNext(answer) {
        if (answer === 'refused') levers.failNext({ status: 400, body: 'refused' }, { when: isBookingWrite });
        else if (answer === 'unavailable') levers.failNext({ status: 503 });
        else levers.rateLimitNext({ times: 1, retryAfterSeconds: 3 });
      },
      setOutage: levers.setOutage,
    },
    cannot: switches.keepsReference === false ? { foreignOnSamePair: unmarked } : {},
    listingCalls: (records) => Math.max(1, Math.ceil(records / PAGE_SIZE)) + 1,
    close: () => provider.close(),
  };
}

/** The same, for visits: everybody is visited, and a right is a PIN of a visitor that opens the lobby. */
export async function createIpassanVisitWorld(switches: Partial<IpassanSwitches>): Promise<ConformanceWorld> {
  const clock = createFixedClock('2026-11-16T08:20:00.000Z');
  const simulator = createIpassanSimulator({ clock, switches });
  const { site, gym, ada, ben, cleo, lobby } = createIpassanBuilding(simulator);
  simulator.alterAsset(gym.uuid, { maximumMinutes: MINUTES_PER_DAY });
  const { levers, state } = simulator;
  const isVisitWrite = (request: Request): boolean => request.method !== 'GET' && !request.url.endsWith('/token');
  const provider = createIpassan({
    id: 'house',
    ...simulator.credentials,
    siteUuid: site.uuid,
    timeZone: site.timeZone,
    pageSize: PAGE_SIZE,
    maximumMinutes: MINUTES_PER_DAY,
    clock,
    fetch: (input, init) =>
      simulator.handler(new Request(input, init)).catch(() => Promise.reject(new TypeError('lost'))),
    ...(switches.keepsReference === false
      ? { profile: { assetBooking: { reference: null }, visitor: { reference: null } } }
      : {}),
  });
  const withoutTokens = (): readonly string[] => levers.requests.filter((line) => !line.endsWith('/token'));
  return {
    provider,
    clock,
    subjects: [ada.uuid, ben.uuid, cleo.uuid],
    places: ['visits'],
    credential: 'pin',
    unusable: { subject: '00000000-0000-4000-8000-000000000000', place: 'visits' },
    placeSettings: { timeZone: site.timeZone },
    probe: {
      opens: ({ subject, at }) =>
        [...state.visitors.values()].some(
          ({ host, pin }) => host === subject && simulator.pinOpens({ pin, reader: lobby.uuid, at }),
        ),
      callCount: () => withoutTokens().length,
      writeCount: () => withoutTokens().filter((line) => !line.startsWith('GET')).length,
      addForeign({ subject, window }) {
        const made = simulator.addVisitor({ host: subject, name: 'Invited by hand', ...window });
        const text = JSON.stringify(made);
        return { stillThere: () => JSON.stringify(state.visitors.get(made.uuid)) === text };
      },
      dropNextAnswer: () => levers.dropAnswer({ when: isVisitWrite }),
      failNext(answer) {
        if (answer === 'refused') levers.failNext({ status: 400, body: 'refused' }, { when: isVisitWrite });
        else if (answer === 'unavailable') levers.failNext({ status: 503 });
        else levers.rateLimitNext({ times: 1, retryAfterSeconds: 3 });
      },
      setOutage: levers.setOutage,
    },
    cannot: {
      forgetRevoked: 'the entry of a cancelled visit stays, without a PIN',
      ...(switches.keepsReference === false
        ? {
            foreignOnSamePair:
              'without a reference, a visit by hand of the same host and time cannot be told from ours',
          }
        : {}),
    },
    listingCalls: (records) => Math.max(1, Math.ceil(records / PAGE_SIZE)) + 1,
    close: () => provider.close(),
  };
}
