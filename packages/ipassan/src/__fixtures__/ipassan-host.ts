import {
  type AccessControl,
  type AccessControlOptions,
  type BookingInput,
  createAccessControl,
  createInMemoryDirectory,
  createMemoryLedger,
  type Ledger,
  type Notice,
} from '@acx/core';
import { createFixedClock, DroppedConnection, type FixedClock } from '@acx/core/testing';
import type { IpassanOptions } from '../ipassan-options';
import { createIpassan } from '../ipassan-provider';
import { createIpassanBuilding, createIpassanSimulator, type IpassanBuilding, type IpassanSimulator } from '../testing';

/** A host with a gym on a simulated iPassan. */
export interface TestHost {
  readonly clock: FixedClock;
  readonly simulator: IpassanSimulator;
  readonly building: IpassanBuilding;
  readonly ledger: Ledger;
  readonly notices: Notice[];
  readonly access: AccessControl;
  /** A new process on the same ledger. The old one is simply gone. */
  restart(ledger?: Ledger): void;
  /** A new process that remembers nothing. */
  loseLedger(): void;
  /** The gym from 10 to 11 in the morning of 2026-11-23, booked by Ada. */
  booking(more?: Partial<BookingInput>): BookingInput;
  /** Vera visits Ada on 2026-11-23 from 14:00 to 16:00. */
  visit(more?: Partial<BookingInput>): BookingInput;
  /** Ada is another person of iPassan from now on. */
  relinkAda(person: { readonly uuid: string }): void;
  /** What iPassan really holds for the gym, made by the Web API: `10:00-11:00`, site-local. */
  gymBookings(): string[];
}

/** @param wrapLedger Put in front of the ledger of the first process. */
export function createTestHost(
  options: {
    wrapLedger?: (ledger: Ledger) => Ledger;
    access?: Partial<AccessControlOptions>;
    ipassan?: Partial<IpassanOptions>;
  } = {},
): TestHost {
  const clock = createFixedClock('2026-11-23T08:00:00.000Z');
  const simulator = createIpassanSimulator({ clock });
  const building = createIpassanBuilding(simulator);
  const { gym, functionRoom, ada, ben, outsider } = building;
  const ledger = createMemoryLedger();
  const notices: Notice[] = [];
  const directoryDocument = (links: Readonly<Record<string, { readonly uuid: string }>>) => ({
    timeZone: building.site.timeZone,
    resources: [
      { id: 'gym', places: [{ provider: 'house', place: gym.uuid }] },
      { id: 'function-room', places: [{ provider: 'house', place: functionRoom.uuid, earlyMinutes: 15 }] },
      { id: 'visits', use: 'shared', places: [{ provider: 'house', place: 'visits' }] },
    ],
    holders: [
      ...Object.entries(links).map(([id, { uuid }]) => {
        return { id, subjects: [{ provider: 'house', subject: uuid }] };
      }),
      { id: 'unlinked', subjects: [] },
    ],
  });
  const directory = createInMemoryDirectory(directoryDocument({ ada, ben, outsider }));
  const createProcess = (processLedger: Ledger): AccessControl =>
    createAccessControl({
      providers: [
        createIpassan({
          id: 'house',
          ...simulator.credentials,
          siteUuid: building.site.uuid,
          timeZone: building.site.timeZone,
          clock,
          fetch: async (input, init) => {
            try {
              return await simulator.handler(new Request(input, init));
            } catch (failure) {
              if (failure instanceof DroppedConnection)
                throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } });
              throw failure;
            }
          },
          ...options.ipassan,
        }),
      ],
      directory,
      ledger: processLedger,
      clock,
      random: () => 0.5,
      onNotice: (notice) => void notices.push(notice),
      ...options.access,
    });
  let access = createProcess(options.wrapLedger?.(ledger) ?? ledger);
  return {
    clock,
    simulator,
    building,
    ledger,
    notices,
    get access() {
      return access;
    },
    restart(other = ledger) {
      access = createProcess(other);
    },
    loseLedger() {
      access = createProcess(createMemoryLedger());
    },
    booking: (more = {}) => ({
      id: 'b1',
      resourceId: 'gym',
      startsAt: '2026-11-23T10:00:00Z',
      endsAt: '2026-11-23T11:00:00Z',
      holders: [{ holderId: 'ada' }],
      ...more,
    }),
    visit: (more = {}) => ({
      id: 'v1',
      kind: 'visit',
      resourceId: 'visits',
      startsAt: '2026-11-23T14:00:00Z',
      endsAt: '2026-11-23T16:00:00Z',
      holders: [{ holderId: 'ada' }],
      visitor: { name: 'Vera Visitor' },
      ...more,
    }),
    relinkAda: (person) => directory.replace(directoryDocument({ ada: person, ben, outsider })),
    gymBookings: () =>
      simulator
        .monitoring()
        .filter(({ asset }) => asset === gym.name)
        .map(({ from, to }) => `${from.slice(-5)}-${to.slice(-5)}`),
  };
}
