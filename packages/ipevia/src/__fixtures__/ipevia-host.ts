import {
  type AccessControl,
  type AccessControlOptions,
  type BookingInput,
  type CheckIn,
  createAccessControl,
  createInMemoryDirectory,
  createMemoryLedger,
  type DeliveredAccessEvent,
  type InMemoryDirectory,
  type Ledger,
  type Notice,
} from '@acx/core';
import { createFixedClock, DroppedConnection, type FixedClock } from '@acx/core/testing';
import type { IpeviaOptions } from '../ipevia-options';
import { createIpevia } from '../ipevia-provider';
import { createIpeviaSimulator, type IpeviaSimulator, type IpeviaSwitches } from '../testing';

/** A host with a car park on a simulated iPevia. */
export interface TestHost {
  readonly clock: FixedClock;
  readonly simulator: IpeviaSimulator;
  readonly directory: InMemoryDirectory;
  readonly ledger: Ledger;
  readonly notices: Notice[];
  readonly events: DeliveredAccessEvent[];
  readonly checkIns: CheckIn[];
  readonly access: AccessControl;
  /** A new process on the same ledger. The old one is simply gone. */
  restart(): void;
  /** A new process that remembers nothing. */
  loseLedger(): void;
  /** A place in the car park from 8 to 12 on Monday 2026-11-23 in Dublin, booked by Ada. */
  booking(more?: Partial<BookingInput>): BookingInput;
  /** Moves on to an instant, and lets the engine work whenever it wants to. */
  playUntil(instant: string): Promise<void>;
  /** Does the barrier open for this person's card now? */
  opens(holder: keyof typeof cards): boolean;
  /** Names of the calls since the last look. */
  calls(): string[];
}

/** Cards as people typed them into the directory. */
export const cards = { ada: '0000987654', ben: '1000001', cleo: '0x00000F1207' } as const;

/** The same cards as iPevia holds them: ten hexadecimal digits. */
export const hexOf = { ada: '00000F1206', ben: '00000F4241', cleo: '00000F1207' } as const;

/** What may differ between two hosts. */
export interface TestHostOptions {
  readonly startsAt?: string;
  readonly switches?: Partial<IpeviaSwitches>;
  readonly ipevia?: Partial<IpeviaOptions>;
  readonly access?: Partial<AccessControlOptions>;
  readonly wrapLedger?: (ledger: Ledger) => Ledger;
}

/** Longest time in which the engine is not woken. */
const STEP_MS = 600_000;

/** Address of the simulated server in tests. */
export const BASE_URL = 'http://127.0.0.1:8200';

/** A fetch that ends in the simulator, and breaks as a socket would. */
export function simulatedFetch(simulator: IpeviaSimulator): typeof fetch {
  return async (input, init) => {
    try {
      return await simulator.handler(new Request(input, init));
    } catch (failure) {
      if (failure instanceof DroppedConnection) throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } });
      throw failure;
    }
  };
}

/** The directory of the test hosts: two zones on one site, one of them with buffers and check-in, and a zone that needs no card. */
function directoryDocument(more: { ada?: string } = {}) {
  const place = { provider: 'car-park', place: 'docklands' };
  const subjects = (subject: string) => [{ provider: 'car-park', subject }];
  return {
    timeZone: 'Europe/Dublin',
    resources: [
      {
        id: 'zone-a',
        use: 'shared' as const,
        checkIn: 'access_control' as const,
        places: [{ ...place, earlyMinutes: 15, lateMinutes: 15 }],
      },
      { id: 'zone-b', use: 'shared' as const, places: [place] },
      { id: 'street', use: 'shared' as const, accessControl: false, places: [place] },
    ],
    holders: [
      { id: 'ada', subjects: subjects(more.ada ?? cards.ada) },
      { id: 'ben', subjects: subjects(cards.ben) },
      { id: 'cleo', subjects: subjects(cards.cleo) },
      { id: 'without-card', subjects: [] },
      { id: 'wrong-card', subjects: subjects('12 34 x') },
    ],
  };
}

/** A fresh host; nothing is shared between tests. */
export function createTestHost(options: TestHostOptions = {}): TestHost {
  const { startsAt = '2026-11-23T06:00:00.000Z', switches } = options;
  const clock = createFixedClock(startsAt);
  // What the vendor sends arrives at whichever process is there.
  const deliver = (request: Request): Promise<Response> => access.webhook('car-park')(request);
  const simulator = createIpeviaSimulator({ clock, switches, deliver });
  const directory = createInMemoryDirectory(directoryDocument());
  const ledger = createMemoryLedger();
  const notices: Notice[] = [];
  const events: DeliveredAccessEvent[] = [];
  const checkIns: CheckIn[] = [];
  const createProcess = (processLedger: Ledger): AccessControl =>
    createAccessControl({
      providers: [
        createIpevia({
          id: 'car-park',
          baseUrl: BASE_URL,
          authentication: {
            kind: simulator.switches.auth === 'none' ? 'basic' : simulator.switches.auth,
            ...simulator.credentials,
          },
          site: 'docklands',
          accessProfile: 'site',
          fetch: simulatedFetch(simulator),
          clock,
          ...options.ipevia,
        }),
      ],
      directory,
      ledger: processLedger,
      clock,
      random: () => 0.5,
      onNotice: (notice) => void notices.push(notice),
      onAccessEvent: (event) => void events.push(event),
      onCheckIn: (checkIn) => void checkIns.push(checkIn),
      ...options.access,
    });
  let access = createProcess(options.wrapLedger?.(ledger) ?? ledger);
  let seen = 0;
  return {
    clock,
    simulator,
    directory,
    ledger,
    notices,
    events,
    checkIns,
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
      resourceId: 'zone-b',
      startsAt: '2026-11-23T08:00:00Z',
      endsAt: '2026-11-23T12:00:00Z',
      holders: [{ holderId: 'ada' }],
      ...more,
    }),
    async playUntil(instant) {
      for (;;) {
        await access.runDue();
        const nowMs = clock.nowMs();
        const endMs = Date.parse(instant);
        if (nowMs >= endMs) return;
        const dueAt = await ledger.transaction(({ lanes }) => lanes.nextDueAt({ except: new Set() }));
        // What is still due is not worked on now, in a pause of the vendor: a minute later, perhaps. Subscriptions are kept alive in between.
        const dueMs = dueAt === undefined ? endMs : Date.parse(dueAt);
        const nextMs = Math.min(endMs, dueMs > nowMs ? dueMs : nowMs + 60_000, nowMs + STEP_MS);
        await clock.advanceTo(new Date(nextMs));
      }
    },
    opens: (holder) => simulator.opens({ card: hexOf[holder] }),
    calls() {
      const fresh = simulator.calls.slice(seen).map(({ operation }) => operation);
      seen = simulator.calls.length;
      return fresh;
    },
  };
}
