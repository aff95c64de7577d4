import { createMemoryLedger } from '../../ledger/memory-ledger';
import { createInMemoryDirectory } from '../../mapping/in-memory-directory';
import type { CallLimit } from '../../model/call-limit';
import type { AccessProvider } from '../../ports/access-provider';
import type { Ledger } from '../../ports/ledger';
import { noTelemetry, type Telemetry } from '../../ports/telemetry';
import { createFixedClock } from '../../testing/clock/fixed-clock';
import { createFakeProvider } from '../../testing/fake/fake-provider';
import { createFakeVendor } from '../../testing/fake/fake-vendor';
import type { AccessControl } from '../access-control';
import { createAccessControl } from '../create-access-control';

const START = '2026-11-21T08:00:00.000Z';

/** A vendor that takes five calls in any second, doors that are lanes, and processes of a host on one ledger that know it. */
export function createPacedWorld(
  options: {
    callLimit?: CallLimit;
    leaseSeconds?: number;
    wrap?: (ledger: Ledger) => Ledger;
    telemetry?: Telemetry;
    /** A repeated create makes a second right. */
    isDoubling?: boolean;
  } = {},
) {
  const { callLimit = { perSecond: 5 }, leaseSeconds, wrap = (ledger) => ledger, telemetry = noTelemetry } = options;
  const clock = createFixedClock(START);
  const vendor = createFakeVendor({ clock, callsPerSecond: 5 });
  const ledger = wrap(createMemoryLedger());
  const doors = ['hall', 'gym', 'pool', 'roof', 'yard', 'lift'];
  const people = Array.from({ length: 60 }, (_, index) => `person-${index}`);
  const directory = createInMemoryDirectory({
    timeZone: 'Europe/Dublin',
    resources: doors.map((id) => ({ id, use: 'shared', places: [{ provider: 'fake', place: id }] })),
    holders: people.map((id) => ({ id, subjects: [{ provider: 'fake', subject: `badge-${id}` }] })),
  });
  const make = (): AccessProvider => {
    const provider = createFakeProvider({ vendor, callLimit });
    const repeatableCreate = { supported: false, reason: 'each create makes a record' } as const;
    return options.isDoubling
      ? { ...provider, capabilities: { ...provider.capabilities, repeatableCreate } }
      : provider;
  };
  const start = (): AccessControl =>
    createAccessControl({
      ...{ directory, ledger, clock, random: () => 0.5, telemetry, onNotice: () => {} },
      providers: [make()],
      ...(leaseSeconds !== undefined && { leaseSeconds }),
    });
  /** One right for each of so many people. */
  const book = (access: AccessControl, resourceId: string, count: number) =>
    access.putBooking({
      ...{ id: `booking-${resourceId}`, resourceId },
      startsAt: '2026-11-22T10:00:00.000Z',
      endsAt: '2026-11-22T11:00:00.000Z',
      holders: people.slice(0, count).map((holderId) => ({ holderId })),
    });
  /** Time passes, after everything that needs none. */
  const pass = async (ms: number): Promise<void> => {
    await new Promise((resolve) => void setImmediate(resolve));
    await clock.advanceBy(ms);
  };
  return { clock, vendor, doors, start, book, pass };
}
