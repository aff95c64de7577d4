import { describe, expect, it } from 'vitest';
import type { Notice, VisitNotice } from '../../model/notice';
import type { AccessProvider } from '../../ports/access-provider';
import type { FakeVendor } from '../fake/fake-vendor';
import { Crash, createCrashPoints } from './crash-points';
import { atMinute, createLawWorld, type LawWorld } from './law-world';
import { pinOf, withPins } from './pin-provider';

const visit = (startMinute: number, endMinute: number, name = 'Grace') => ({
  id: 'v1',
  kind: 'visit' as const,
  resourceId: 'gym',
  startsAt: atMinute(startMinute),
  endsAt: atMinute(endMinute),
  holders: [{ holderId: 'ada' }],
  visitor: { name },
});

/** Invited, at another time, called off, invited again, and lengthened while it goes on. */
const life: readonly ((world: LawWorld) => Promise<unknown>)[] = [
  ({ access }) => access.putBooking(visit(60, 90)),
  ({ clock }) => clock.advanceBy(5 * 60_000),
  ({ access }) => access.putBooking(visit(70, 100)),
  ({ access }) => access.cancelBooking('v1'),
  ({ access }) => access.putBooking({ ...visit(80, 110), revision: 5 }),
  ({ clock }) => clock.advanceBy(80 * 60_000),
  ({ access }) => access.putBooking({ ...visit(80, 130), revision: 6 }),
];

const isOfVisit = (notice: Notice): notice is VisitNotice => notice.type.startsWith('visitor_');
/** What people know at last: the same notice twice is one. */
const toldOf = (notices: readonly Notice[]): VisitNotice[] => [
  ...new Map(notices.filter(isOfVisit).map((notice) => [notice.id, notice])).values(),
];
const knownPin = (notice: VisitNotice | undefined): string | undefined =>
  notice !== undefined && 'credential' in notice ? notice.credential.value : undefined;
const heldPins = (vendor: FakeVendor): string[] =>
  vendor.held().map(({ vendorReference }) => pinOf(vendorReference).value);

async function play(crashAt: number, endOfLife = life.length) {
  const points = createCrashPoints(crashAt);
  const world = createLawWorld({ wrap: (parts) => points.wrap(withPins(parts)) });
  for (const step of life.slice(0, endOfLife)) {
    const wasCrashed = points.isCrashed;
    const act = async (): Promise<void> => {
      await step(world);
      await world.access.runDue();
    };
    await act().catch((failure: unknown) => {
      if (!(failure instanceof Crash)) throw failure;
    });
    if (!points.isCrashed || wasCrashed) continue;
    // The host repeats what was not answered; the clock is not the host's.
    world.restart();
    if (step !== life[1] && step !== life[5]) await step(world);
    await world.access.runDue();
  }
  const { isCrashed } = points;
  world.restart();
  for (let minutes = 0; minutes < 5; minutes += 1) {
    await world.clock.advanceBy(60_000);
    await world.access.runDue();
  }
  return { world, isCrashed };
}

describe('visits: whatever moment the process dies at', () => {
  it('people know the credential that opens, and no other one opens', async () => {
    let crashAt = 1;
    for (; ; crashAt += 1) {
      const { world, isCrashed } = await play(crashAt);
      const told = toldOf(world.notices);
      expect(heldPins(world.vendor), `crash at moment ${crashAt}`).toEqual([knownPin(told.at(-1))]);
      expect((await world.access.settled('v1')).permissions, `crash at moment ${crashAt}`).toMatchObject([
        { credential: { value: knownPin(told.at(-1)) } },
      ]);
      if (!isCrashed) break;
    }
    expect(crashAt).toBeGreaterThan(150);
  });

  it('people hear that a visit is off, and nothing opens', async () => {
    for (let crashAt = 1; ; crashAt += 1) {
      const { world, isCrashed } = await play(crashAt, 4);
      expect([heldPins(world.vendor), toldOf(world.notices).at(-1)?.type], `crash at moment ${crashAt}`).toEqual([
        [],
        'visitor_cancelled',
      ]);
      if (!isCrashed) break;
    }
  });
});

describe('a notice that carries a credential', () => {
  it.each([
    ['is offered again until the visit is over, and then to nobody', 95, 1],
    ['is offered as long as the visit goes on', 85, 2],
  ])('%s', async (_title, untilMinute, offers) => {
    const offered: Notice[] = [];
    const logged: unknown[] = [];
    const log = (...line: unknown[]): void => void logged.push(line);
    const world = createLawWorld({
      wrap: withPins,
      access: {
        logger: { debug: log, info: log, warn: log, error: log },
        onNotice(notice) {
          offered.push(notice);
          throw new Error('no post today');
        },
      },
    });
    await world.access.putBooking(visit(60, 90));
    await world.access.runDue();
    await world.clock.advanceBy(untilMinute * 60_000);
    await world.access.runDue();
    expect(offered.filter(isOfVisit)).toHaveLength(offers);
    const waiting = await world.ledger.transaction(({ notices }) => notices.listUndelivered(9));
    expect(JSON.stringify([waiting.filter(isOfVisit), logged]).includes('PIN-')).toBe(untilMinute < 90);
    expect(JSON.stringify(logged)).not.toContain('PIN-');
  });

  it('goes when its person is erased before anybody has taken it, whoever else takes part', async () => {
    const world = createLawWorld({
      wrap: withPins,
      access: { onNotice: () => Promise.reject(new Error('no post today')) },
    });
    await world.access.putBooking({ ...visit(60, 90), holders: [{ holderId: 'ada' }, attendee] });
    await world.access.runDue();
    expect(await world.access.erasePerson({ holderId: 'ada' })).toEqual({ erasedBookings: 1, keptBookings: 0 });
    await world.access.runDue();
    const left = await world.ledger.transaction(async ({ notices, bookings }) => [
      await notices.listUndelivered(9),
      await bookings.find('v1'),
    ]);
    expect(JSON.stringify(left)).not.toMatch(/PIN-|Grace|ben/);
    expect(world.vendor.held()).toEqual([]);
  });

  it('is not told of a visit whose person is erased while the vendor is being asked', async () => {
    let erase = async (): Promise<unknown> => undefined;
    const world = createLawWorld({
      wrap(parts) {
        const { provider, ledger } = withPins(parts);
        const applyChanges: AccessProvider['applyChanges'] = async (...request) => {
          const outcomes = await provider.applyChanges(...request);
          await erase();
          return outcomes;
        };
        return { ledger, provider: { ...provider, applyChanges } };
      },
    });
    erase = async () => {
      erase = async () => undefined;
      await world.access.erasePerson({ holderId: 'ada' });
    };
    await world.access.putBooking(visit(60, 90));
    await world.access.runDue();
    expect([world.notices.filter(isOfVisit), world.vendor.held()]).toEqual([[], []]);
  });

  it('is not told when it was dropped while others were being told', async () => {
    const told: string[] = [];
    const world = createLawWorld({
      wrap: withPins,
      access: {
        async onNotice(notice) {
          if (isOfVisit(notice)) told.push(notice.bookingId);
          await world.access.erasePerson({ holderId: 'ben' });
        },
      },
    });
    await world.access.putBooking(visit(60, 90));
    await world.access.putBooking({ ...visit(100, 120), id: 'v2', holders: [{ holderId: 'ben' }] });
    await world.access.runDue();
    expect(told).toEqual(['v1']);
  });
});

const attendee = { holderId: 'ben', role: 'attendee' as const };
