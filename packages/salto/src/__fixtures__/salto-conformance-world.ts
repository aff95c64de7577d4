import { createMemoryProviderStorage } from '@acx/core/provider';
import { type ConformanceWorld, createFixedClock } from '@acx/core/testing';
import type { SaltoOptions } from '../salto-options';
import { createSalto } from '../salto-provider';
import { createSaltoBuilding, createSaltoSimulator, type SaltoSwitches } from '../testing';

/** What differs between two worlds. */
export interface SaltoWorldVariant {
  readonly transport: 'http' | 'stp';
  readonly switches?: Partial<SaltoSwitches>;
  readonly options?: Partial<SaltoOptions>;
}

const whereNothingIsTold = {
  addForeign: 'only what the options say is known of rights that are not ours',
  unavailable: 'the first call is a write, and of a broken connection nobody knows what it has done',
};

const PAGE_SIZE = 10;
const TIME_ZONE = 'Europe/Dublin';

/** The simulated house on one transport, with our provider on it. */
export async function createSaltoConformanceWorld(variant: SaltoWorldVariant): Promise<ConformanceWorld> {
  const clock = createFixedClock('2026-11-16T08:20:00.000Z');
  const simulator = createSaltoSimulator({ clock, timeZone: TIME_ZONE, switches: variant.switches });
  const { apartment501, apartment502, apartment503, gym, pool, lobby } = createSaltoBuilding(simulator);
  for (const { id } of [apartment501, apartment502, apartment503]) simulator.removeZonePermission(id, lobby.id);
  const { levers } = simulator;
  const stp = variant.transport === 'stp' ? await simulator.listenStp() : undefined;
  const provider = createSalto({
    id: 'house',
    transport:
      stp === undefined
        ? {
            kind: 'http',
            baseUrl: 'http://127.0.0.1:8100',
            fetch: (input, init) =>
              simulator.handler(new Request(input, init)).catch(() => Promise.reject(new TypeError('lost'))),
          }
        : { kind: 'stp', host: stp.host, port: stp.port },
    timeZone: TIME_ZONE,
    pageSize: PAGE_SIZE,
    clock,
    ...variant.options,
  });
  const storage = createMemoryProviderStorage();
  await provider.checkHealth({ storage });
  const before = simulator.calls.length;
  const calls = () => simulator.calls.slice(before);
  let isRefusing = false;
  const isRightWrite = simulator.callOf('SaltoDBGroup.Update');
  return {
    provider: {
      ...provider,
      async applyChanges(request, options) {
        try {
          return await provider.applyChanges(request, options);
        } finally {
          if (isRefusing) levers.reset();
          isRefusing = false;
        }
      },
    },
    clock,
    storage,
    subjects: [apartment501.id, apartment502.id, apartment503.id],
    places: [gym.id, pool.id],
    unusable: { subject: 'APT-999', place: gym.id },
    placeSettings: { timeZone: TIME_ZONE },
    probe: {
      opens: ({ subject, place, at }) => simulator.levelOpensZone({ accessLevel: subject, zone: place, at }),
      callCount: () => calls().length,
      writeCount: () => calls().filter(({ isWrite }) => isWrite).length,
      addForeign({ subject, place }) {
        simulator.setZonePermission(subject, { zone: place, timetable: 7 });
        const find = () => {
          const found = simulator.state.accessLevels.get(subject)?.zonePermissions.find(({ zone }) => zone === place);
          // A period that is not used says nothing, whatever dates it shows.
          return JSON.stringify(found?.usePeriod ? found : { ...found, period: null });
        };
        const made = find();
        return { stillThere: () => find() === made };
      },
      presentSubject({ subject, place }) {
        const user = [...simulator.state.users.values()].find(({ accessLevels }) => accessLevels.includes(subject));
        const door = [...simulator.state.doors.values()].find(({ zones }) => zones.includes(place));
        simulator.presentCard({ card: user?.cards[0] ?? '', door: door?.id ?? '' });
      },
      dropNextAnswer: () => levers.dropAnswer({ when: isRightWrite }),
      failNext(answer) {
        if (answer === 'refused') {
          // The list as a whole, and then the first of its changes when each is tried alone.
          simulator.failNextWithCode(7, { request: 'SaltoDBGroup.Update', times: 2 });
          isRefusing = true;
        } else if (answer === 'unavailable') levers.failNext({ status: 503 });
        else levers.rateLimitNext({ times: 1, retryAfterSeconds: 3 });
      },
      setOutage: levers.setOutage,
    },
    cannot: {
      foreignOnSamePair: 'Space keeps one right for each access level and zone',
      ...(stp === undefined ? {} : { rate_limited: 'STP has no status for it' }),
      ...(variant.options?.readsAccessLevels === false ? whereNothingIsTold : {}),
    },
    listingCalls: (records) => Math.ceil(records / PAGE_SIZE) + 20,
    async close() {
      await provider.close();
      await stp?.close();
    },
  };
}
