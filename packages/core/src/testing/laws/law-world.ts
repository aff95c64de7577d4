import type { AccessControl } from '../../engine/access-control';
import type { AccessControlOptions } from '../../engine/access-control-options';
import { createAccessControl } from '../../engine/create-access-control';
import { createMemoryLedger } from '../../ledger/memory-ledger';
import { createInMemoryDirectory, type InMemoryDirectory } from '../../mapping/in-memory-directory';
import type { Notice } from '../../model/notice';
import type { AccessProvider } from '../../ports/access-provider';
import type { Ledger } from '../../ports/ledger';
import { noTelemetry } from '../../ports/telemetry';
import { createFixedClock, type FixedClock } from '../clock/fixed-clock';
import { createFakeProvider } from '../fake/fake-provider';
import type { FakeProviderOptions } from '../fake/fake-provider-options';
import { createFakeVendor, type FakeVendor } from '../fake/fake-vendor';

/** The morning on which every law is played. */
const LAW_START = '2026-11-21T08:00:00.000Z';

/** Two facilities with buffers, a car park that many share, and three people; the hall also needs the lobby, which the gym does not. */
export const lawDirectory = {
  timeZone: 'Europe/Dublin',
  resources: [
    { id: 'gym', places: [{ provider: 'fake', place: 'gym-door', earlyMinutes: 10, lateMinutes: 5 }] },
    {
      id: 'hall',
      places: [
        { provider: 'fake', place: 'hall-door', earlyMinutes: 15 },
        { provider: 'fake', place: 'lobby-door', earlyMinutes: 15, lateMinutes: 15 },
      ],
    },
    {
      id: 'car-park',
      use: 'shared',
      places: [{ provider: 'fake', place: 'barrier', earlyMinutes: 10, lateMinutes: 10 }],
    },
  ],
  holders: [
    { id: 'ada', subjects: [{ provider: 'fake', subject: 'subject-ada' }] },
    { id: 'ben', subjects: [{ provider: 'fake', subject: 'subject-ben' }] },
    {
      id: 'cleo',
      subjects: [
        { provider: 'fake', subject: 'subject-cleo-1' },
        { provider: 'fake', subject: 'subject-cleo-2' },
      ],
    },
  ],
} as const;

/** Everything a law is played with. */
export interface LawWorld {
  readonly clock: FixedClock;
  readonly vendor: FakeVendor;
  readonly ledger: Ledger;
  readonly directory: InMemoryDirectory;
  readonly notices: Notice[];
  /** The access control that runs now; `restart` replaces it. */
  readonly access: AccessControl;
  /**
   * A new process on the same ledger and the same vendor. The old one is simply gone.
   * @param ledger Another view of the ledger, which it uses from now on.
   */
  restart(ledger?: Ledger): void;
}

/** What one process works with. */
export interface ProcessParts {
  readonly ledger: Ledger;
  readonly provider: AccessProvider;
}

/** A world that starts empty, on a ledger in memory if none is given. `wrap` puts something in front of the parts of each process that is started. */
export function createLawWorld(
  options: {
    startsAt?: string;
    ledger?: Ledger;
    manifest?: Omit<FakeProviderOptions, 'vendor'>;
    directory?: unknown;
    wrap?: (parts: ProcessParts) => ProcessParts;
    access?: Partial<AccessControlOptions>;
  } = {},
): LawWorld {
  const { wrap = (parts) => parts } = options;
  const clock = createFixedClock(options.startsAt ?? LAW_START);
  const vendor = createFakeVendor({ clock });
  const directory = createInMemoryDirectory(options.directory ?? lawDirectory);
  let stored = options.ledger ?? createMemoryLedger();
  const notices: Notice[] = [];
  const createAccess = (): AccessControl => {
    const { ledger, provider } = wrap({
      ledger: stored,
      provider: createFakeProvider({ vendor, ...options.manifest }),
    });
    return createAccessControl({
      providers: [provider],
      directory,
      ledger,
      clock,
      random: () => 0.5,
      telemetry: noTelemetry,
      onNotice: (notice) => void notices.push(notice),
      ...options.access,
    });
  };
  let access = createAccess();
  return {
    clock,
    vendor,
    get ledger() {
      return stored;
    },
    directory,
    notices,
    get access() {
      return access;
    },
    restart(ledger = stored) {
      stored = ledger;
      access = createAccess();
    },
  };
}

/** The instant so many minutes after the start of the play. */
export function atMinute(minutes: number): string {
  return new Date(Date.parse(LAW_START) + minutes * 60_000).toISOString();
}
