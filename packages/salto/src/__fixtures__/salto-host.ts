import {
  type AccessControl,
  type AccessControlOptions,
  type AccessEvent,
  type BookingInput,
  createAccessControl,
  createInMemoryDirectory,
  createMemoryLedger,
  type InMemoryDirectory,
  type Ledger,
  type Notice,
} from '@acx/core';
import { createFixedClock, DroppedConnection, type FixedClock } from '@acx/core/testing';
import type { SaltoOptions } from '../salto-options';
import { createSalto } from '../salto-provider';
import {
  createSaltoBuilding,
  createSaltoSimulator,
  type SaltoBuilding,
  type SaltoSimulator,
  type SaltoSwitches,
} from '../testing';

/** A host with a gym and a pool on a simulated Space. */
export interface TestHost {
  readonly clock: FixedClock;
  readonly simulator: SaltoSimulator;
  readonly building: SaltoBuilding;
  readonly directory: InMemoryDirectory;
  readonly ledger: Ledger;
  readonly notices: Notice[];
  readonly events: AccessEvent[];
  readonly access: AccessControl;
  /** A new process on the same ledger. The old one is simply gone. */
  restart(): void;
  /** A new process that remembers nothing. */
  loseLedger(): void;
  /** The gym from 18 to 20 on Monday 2026-06-01 in Dublin, booked by apartment 501. */
  booking(more?: Partial<BookingInput>): BookingInput;
  /** Moves on to an instant, and lets the engine work whenever it wants to. */
  playUntil(instant: string): Promise<void>;
  /** Does the door of a zone open for an apartment now? */
  opens(apartment: '501' | '502' | '503', zone?: 'GYM' | 'POOL' | 'LOBBY'): boolean;
  /** Names of the calls since the last look. */
  calls(): string[];
}

/** What may differ between two hosts. */
export interface TestHostOptions {
  readonly startsAt?: string;
  readonly timeZone?: string;
  readonly switches?: Partial<SaltoSwitches>;
  readonly salto?: Partial<SaltoOptions>;
  readonly access?: Partial<AccessControlOptions>;
  readonly wrapLedger?: (ledger: Ledger) => Ledger;
}

/** A fetch that ends in the simulator, and breaks as a socket would. */
export function simulatedFetch(simulator: SaltoSimulator): typeof fetch {
  return async (input, init) => {
    try {
      return await simulator.handler(new Request(input, init));
    } catch (failure) {
      if (failure instanceof DroppedConnection) throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } });
      throw failure;
    }
  };
}

/** The directory of the test hosts, with other ids where they are given. */
export function directoryDocument(timeZone: string, ids: { gym?: string; apartment501?: string } = {}) {
  const { gym = 'GYM', apartment501 = 'APT-501' } = ids;
  const subjects = (subject: string) => [{ provider: 'house', subject }];
  return {
    timeZone,
    resources: [
      { id: 'gym', use: 'shared' as const, places: [{ provider: 'house', place: gym }] },
      { id: 'pool', use: 'shared' as const, places: [{ provider: 'house', place: 'POOL' }] },
    ],
    holders: [
      { id: '501', subjects: subjects(apartment501) },
      { id: '502', subjects: subjects('APT-502') },
      { id: '503', subjects: subjects('APT-503') },
      { id: '999', subjects: subjects('APT-999') },
    ],
  };
}

/** A fresh host; nothing is shared between tests. */
export function createTestHost(options: TestHostOptions = {}): TestHost {
  const { startsAt = '2026-06-01T08:00:00.000Z', timeZone = 'Europe/Dublin', switches } = options;
  const clock = createFixedClock(startsAt);
  const simulator = createSaltoSimulator({ clock, timeZone, switches });
  const building = createSaltoBuilding(simulator);
  const directory = createInMemoryDirectory(directoryDocument(timeZone));
  const ledger = createMemoryLedger();
  const notices: Notice[] = [];
  const events: AccessEvent[] = [];
  const createProcess = (processLedger: Ledger): AccessControl =>
    createAccessControl({
      providers: [
        createSalto({
          id: 'house',
          transport: { kind: 'http', baseUrl: 'http://127.0.0.1:8100', fetch: simulatedFetch(simulator) },
          timeZone,
          clock,
          ...options.salto,
        }),
      ],
      directory,
      ledger: processLedger,
      clock,
      random: () => 0.5,
      onNotice: (notice) => void notices.push(notice),
      onAccessEvent: (event) => void events.push(event),
      ...options.access,
    });
  let access = createProcess(options.wrapLedger?.(ledger) ?? ledger);
  let seen = 0;
  return {
    clock,
    simulator,
    building,
    directory,
    ledger,
    notices,
    events,
    get access() {
      return access;
    },
    restart() {
      access = createProcess(ledger);
    },
    loseLedger() {
      access = createProcess(createMemoryLedger());
    },
    booking: (more = {}) => ({
      id: 'b1',
      resourceId: 'gym',
      startsAt: '2026-06-01T18:00:00+01:00',
      endsAt: '2026-06-01T20:00:00+01:00',
      holders: [{ holderId: '501' }],
      ...more,
    }),
    async playUntil(instant) {
      for (;;) {
        await access.runDue();
        const dueAt = await ledger.transaction(({ lanes }) => lanes.nextDueAt({ except: new Set() }));
        const isLast = dueAt === undefined || dueAt >= instant;
        const now = new Date(clock.nowMs()).toISOString();
        // What is still due is not worked on now, in a pause of the vendor: a minute later, perhaps.
        const later = new Date(clock.nowMs() + 60_000).toISOString();
        await clock.advanceTo(isLast ? instant : dueAt > now ? dueAt : later < instant ? later : instant);
        if (isLast) return access.runDue();
      }
    },
    opens: (apartment, zone = 'GYM') => simulator.levelOpensZone({ accessLevel: `APT-${apartment}`, zone }),
    calls() {
      const fresh = simulator.calls.slice(seen).map(({ request }) => request);
      seen = simulator.calls.length;
      return fresh.filter((request) => request !== 'SaltoDBAuditTrail.Read');
    },
  };
}
