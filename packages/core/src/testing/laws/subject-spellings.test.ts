import { describe, expect, it } from 'vitest';
import type { AccessControl } from '../../engine/access-control';
import { createAccessControl } from '../../engine/create-access-control';
import type { AccessProvider } from '../../ports/access-provider';
import { noTelemetry } from '../../ports/telemetry';
import { createFakeProvider } from '../fake/fake-provider';
import { createDoorWorld } from './door-world';
import { gym } from './law-bookings';
import { atMinute, createLawWorld, type LawWorld, lawDirectory } from './law-world';

const manifest = { subjectSpelling: 'any_case' } as const;

/** The law directory with other cards for ada. */
const withCards = (...cards: { provider?: string; subject: string }[]) => ({
  ...lawDirectory,
  holders: [
    { id: 'ada', subjects: cards.map((card) => ({ provider: 'fake', ...card })) },
    ...lawDirectory.holders.slice(1),
  ],
});
const createWorld = (): LawWorld =>
  createLawWorld({ manifest, directory: withCards({ subject: 'Card-A' }, { subject: 'CARD-a' }) });

const heldSubjects = ({ vendor }: LawWorld): string[] => vendor.held().map(({ subject }) => subject);

/** An access control whose installations are not there when they are taken out. */
function withAbsentProviders({ ledger, directory, clock, vendor }: LawWorld): {
  access: AccessControl;
  absent: Set<string>;
} {
  const absent = new Set<string>();
  const make = (id: string): AccessProvider => createFakeProvider({ vendor, id, ...manifest });
  const providers = (id: string): AccessProvider | undefined => (absent.has(id) ? undefined : make(id));
  return { absent, access: createAccessControl({ providers, directory, ledger, clock, telemetry: noTelemetry }) };
}

const permissionsOf = async ({ ledger }: LawWorld, bookingId: string): Promise<string[]> => {
  const records = await ledger.transaction(({ permissions }) => permissions.listOfBooking(bookingId));
  return records.map(({ permission, status }) => `${permission.subject} ${status.state}`).sort();
};

describe('a subject that the directory writes in several ways', () => {
  it('is one right at the vendor, in the one spelling', async () => {
    const world = createWorld();
    expect((await world.access.putBooking(gym('b1', 5, 30))).problems).toEqual([]);
    await world.access.runDue();
    expect(heldSubjects(world)).toEqual(['card-a']);
    expect(await permissionsOf(world, 'b1')).toEqual(['card-a live']);
  });

  it('is found by questions in every spelling', async () => {
    const world = createWorld();
    await world.access.putBooking(gym('b1', 5, 30));
    await world.access.runDue();
    for (const subject of ['card-a', 'CARD-A', 'Card-A'])
      expect(
        await world.access.explain({ providerId: 'fake', subject, place: 'gym-door', at: atMinute(10) }),
      ).toMatchObject({ verdict: 'allow', permissions: [{ bookingId: 'b1' }] });
    const elsewhere = { providerId: 'typo', subject: 'card-a', place: 'gym-door', at: atMinute(10) };
    expect(await world.access.explain(elsewhere)).toMatchObject({ verdict: 'deny' });
  });

  it('keeps its right when only the spelling changes: nothing is written, planned or counted as taken away', async () => {
    const world = createWorld();
    const feed = Array.from({ length: 12 }, (_, index) => ({ ...gym(`b${index}`, 5 + index * 40, 30 + index * 40) }));
    await world.access.syncBookings({ bookings: feed });
    await world.access.runDue();
    const { writes } = world.vendor;
    world.directory.replace(withCards({ subject: 'card-A' }));
    expect((await world.access.plan(gym('b0', 5, 30))).changes).toEqual([]);
    await world.access.syncBookings({ bookings: feed });
    await world.access.remap();
    await world.access.putBooking(gym('b0', 5, 30));
    await world.access.runDue();
    expect(world.vendor.writes).toBe(writes);
    expect(await permissionsOf(world, 'b0')).toEqual(['card-a live']);
  });

  it('has its right until it is taken away when the directory names another', async () => {
    const world = createWorld();
    await world.access.putBooking(gym('b1', 5, 30));
    await world.access.runDue();
    world.directory.replace(withCards({ subject: 'CARD-B' }));
    await world.access.remap();
    await world.access.runDue();
    expect(heldSubjects(world)).toEqual(['card-b']);
  });
});

describe('while an installation is not there, and cannot say how it spells', () => {
  it('a booking that is stored again keeps its rights', async () => {
    const world = createWorld();
    const { access, absent } = withAbsentProviders(world);
    await access.putBooking(gym('b1', 5, 30));
    await access.runDue();
    await access.forgetProvider('fake');
    absent.add('fake');
    expect(await access.putBooking(gym('b1', 5, 30))).toMatchObject({ result: 'unchanged', problems: [] });
    await access.remap();
    await access.syncBookings({ bookings: [gym('b1', 5, 30)] });
    expect(await permissionsOf(world, 'b1')).toEqual(['card-a live']);
    absent.clear();
    await access.runDue();
    expect(heldSubjects(world)).toEqual(['card-a']);
  });

  it('questions are answered and people erased all the same', async () => {
    const world = createWorld();
    await world.access.putBooking(gym('b1', 5, 30));
    await world.access.runDue();
    const access = createAccessControl({
      providers: () => Promise.reject(new TypeError('no such database')),
      directory: world.directory,
      ledger: world.ledger,
      clock: world.clock,
      telemetry: noTelemetry,
    });
    const question = { providerId: 'fake', subject: 'card-a', place: 'gym-door', at: atMinute(10) };
    expect(await access.explain(question)).toMatchObject({ verdict: 'allow' });
    expect(await access.erasePerson({ holderId: 'ada' })).toEqual({ erasedBookings: 1, keptBookings: 0 });
  });

  it('a card that the directory no longer names loses its right all the same', async () => {
    const world = createWorld();
    const { access, absent } = withAbsentProviders(world);
    await access.putBooking(gym('b1', 90, 120));
    await access.runDue();
    await access.forgetProvider('fake');
    absent.add('fake');
    world.directory.replace(withCards({ subject: 'CARD-B' }));
    const { problems } = await access.putBooking(gym('b1', 90, 120));
    expect(problems).toMatchObject([{ problem: 'provider_not_known', providerId: 'fake' }]);
    absent.clear();
    await world.clock.advanceBy(600_000);
    await access.runDue();
    expect(heldSubjects(world)).toEqual([]);
  });
});

describe('door events of a subject', () => {
  it.each(['pull', 'push'] as const)('come in the one spelling (%s)', async (eventsBy) => {
    const world = await createDoorWorld({ manifest: { ...manifest, eventsBy } });
    world.knock('Card-A', 'CARD-A');
    if (eventsBy === 'push') await world.access.webhook('fake')(world.vendor.delivery());
    await world.access.runDue();
    expect(world.toldSubjects()).toEqual(['card-a', 'card-a']);
  });

  it('are dropped with the person, also those of an installation that no booking needs', async () => {
    const world = createLawWorld({
      directory: withCards({ subject: 'Card-A' }, { provider: 'other', subject: 'Card-B' }),
    });
    const { access } = withAbsentProviders(world);
    await access.putBooking(gym('b1', 5, 30));
    for (const subject of ['CARD-A', 'CARD-B', 'somebody']) world.vendor.presentSubject({ subject, place: 'gym-door' });
    const inlets = ['fake', 'other'].map((id) =>
      createFakeProvider({ vendor: world.vendor, id, ...manifest, eventsBy: 'push' }),
    );
    const inlet = createAccessControl({
      providers: inlets,
      directory: world.directory,
      ledger: world.ledger,
      clock: world.clock,
      telemetry: noTelemetry,
    });
    for (const { id } of inlets) await inlet.webhook(id)(world.vendor.delivery());
    await access.erasePerson({ holderId: 'ada' });
    const waiting = await world.ledger.transaction(({ events }) => events.listUndelivered({ limit: 10 }));
    expect(waiting.map(({ event }) => `${event.subject} at ${event.providerId}`)).toEqual([
      'card-b at fake',
      'somebody at fake',
      'card-a at other',
      'somebody at other',
    ]);
  });
});
