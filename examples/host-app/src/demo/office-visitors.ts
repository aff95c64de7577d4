import type { BookingsOneSimulator } from '@acx/bookings-one/testing';
import type { DemoClock, DemoHost } from '../contract/demo-world';
import { button } from './demo-lever';
import type { DemoDoor, DemoVendor } from './demo-vendor';
import { windowWords } from './window-words';

const ID = 'visitors';
const PLACE = 'reception';
const HOUR_MS = 3_600_000;
const names = ['Grace Hall', 'Vic Vale', 'Wanda West', 'Theo Thorn'];

const reasonWords: Readonly<Record<string, string>> = {
  checked_in: 'Bookings ONE says that this visitor is checked in.',
  not_checked_in: 'Bookings ONE expects this visitor, who has to check in at the desk first.',
  checked_out: 'This visitor has checked out.',
  expired: 'The visit is over.',
  too_early: 'The visit has not begun.',
  blacklisted: 'Bookings ONE keeps this visitor out.',
  unknown_credential: 'Bookings ONE does not know this code.',
};

/** The reception: visitors show the QR code of their invitation, and the host asks Bookings ONE about them. */
export function createVisitors(options: {
  clock: DemoClock;
  simulator: BookingsOneSimulator;
  url: string;
  timeZone: string;
}): DemoVendor {
  const { clock, simulator, url, timeZone } = options;
  let host: DemoHost | undefined;
  const visitors = () => [...simulator.state.visitors.values()];
  const statusOf = (code: string): string => (simulator.visitor(code)?.status ?? 'unknown').replace('_', ' ');
  const first = (status: string): string => {
    const found = visitors().find(({ registrationCode: code }) => simulator.visitor(code)?.status === status);
    if (found === undefined) throw new RangeError(`Nobody is ${status.replace('_', ' ')} at the desk.`);
    return found.registrationCode;
  };
  const reception: DemoDoor = {
    describe: () => ({
      id: PLACE,
      name: 'Office reception',
      system: 'Bookings ONE',
      accepts: ['qr'],
      credentials: [
        ...visitors().map(({ registrationCode: code, name }) => ({
          ...{ id: code, kind: 'qr' as const, label: `${name}’s invitation (${statusOf(code)})` },
        })),
        { id: 'made-up', kind: 'qr', label: 'A made-up code' },
      ],
    }),
    async present({ credentialId, text }) {
      const value = text ?? (credentialId === 'made-up' ? 'V0000000' : credentialId) ?? '';
      if (host === undefined) return { opened: false, reason: 'The host does not answer.' };
      const { verdict, reason } = await host.decide({
        providerId: ID,
        credential: { kind: 'qr', value },
        place: PLACE,
      });
      return { opened: verdict === 'allow', reason: reasonWords[reason] ?? `The host says: ${reason}.` };
    },
  };
  return {
    integration: {
      id: ID,
      isActive: true,
      input: {
        kind: 'visitors',
        name: 'Office, visitors',
        settings: { baseUrl: url, timeZone, arrivalPlaces: PLACE, denialCacheMs: 0 },
        secrets: { token: simulator.token },
      },
    },
    doors: [reception],
    levers: [
      button({
        id: 'expect',
        label: 'Invite a visitor',
        hint: 'Somebody is expected from now on, for four hours. Their QR code can be shown at the reception.',
        act() {
          const name = names[visitors().length % names.length] ?? '';
          const [startsAt, endsAt] = [new Date(clock.nowMs()), new Date(clock.nowMs() + 4 * HOUR_MS)];
          simulator.addVisitor({ name, startsAt, endsAt });
        },
      }),
      button({
        id: 'check-in',
        label: 'Check a visitor in',
        hint: 'The first who is expected checks in at the desk.',
        act: () => void simulator.checkVisitorIn(first('expected')),
      }),
      button({
        id: 'check-out',
        label: 'Check a visitor out',
        hint: 'The first who is in checks out at the desk.',
        act: () => void simulator.checkVisitorOut(first('checked_in')),
      }),
    ],
    held: () =>
      visitors().map(({ registrationCode: code, name, startsAt, endsAt }) => ({
        key: `visitor ${code}`,
        place: 'Reception',
        who: name,
        words: `${windowWords({ startsAt, endsAt }, timeZone)}, ${statusOf(code)}`,
        isOurs: false,
      })),
    believed: () => [],
    // It is the server of the rooms, and counted there.
    calls: () => ({ calls: 0, writes: 0 }),
    connect(given) {
      host = given;
    },
    async close() {},
  };
}
