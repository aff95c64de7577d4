import { describe, expect, it } from 'vitest';
import { createAccessControl } from '../../engine/create-access-control';
import { UnsafePlanError } from '../../errors/unsafe-plan-error';
import { noTelemetry } from '../../ports/telemetry';
import { createFakeProvider } from '../fake/fake-provider';
import { gym, hall } from './law-bookings';
import { atMinute, createLawWorld, type LawWorld, lawDirectory } from './law-world';

/** The law directory after ada has got another card and the gym another door. */
const moved = {
  ...lawDirectory,
  resources: lawDirectory.resources.map((resource) =>
    resource.id === 'gym' ? { ...resource, places: [{ provider: 'fake', place: 'new-gym-door' }] } : resource,
  ),
  holders: lawDirectory.holders.map((holder) =>
    holder.id === 'ada' ? { ...holder, subjects: [{ provider: 'fake', subject: 'new-ada' }] } : holder,
  ),
};
const heldPairs = ({ vendor }: LawWorld): string[] =>
  vendor
    .held()
    .map(({ place, subject }) => `${subject} at ${place}`)
    .sort();
const explain = ({ access }: LawWorld, subject: string, place: string) =>
  access.explain({ providerId: 'fake', subject, place, at: atMinute(70) });

describe('mapping again', () => {
  it('moves rights to the new ids of people and doors, and says why', async () => {
    const world = createLawWorld();
    await world.access.putBooking({ ...gym('b1', 60, 90), revision: 7 });
    await world.access.putBooking(gym('b2', 100, 120, 'ben'));
    await world.access.putBooking(hall('b3', 60, 90));
    await world.access.runDue();
    world.directory.replace(moved);
    expect(await world.access.remap()).toEqual({ bookings: 3, changed: 3, problems: 0 });
    await world.access.runDue();
    expect(heldPairs(world)).toEqual([
      'new-ada at hall-door',
      'new-ada at lobby-door',
      'new-ada at new-gym-door',
      'subject-ben at new-gym-door',
    ]);
    expect(await explain(world, 'subject-ada', 'gym-door')).toMatchObject({
      verdict: 'deny',
      reasons: [expect.stringContaining('was moved away')],
    });
    expect((await explain(world, 'new-ada', 'new-gym-door')).verdict).toBe('allow');
    expect(await world.access.putBooking({ ...gym('b1', 60, 90), revision: 7 })).toMatchObject({ result: 'unchanged' });
  });

  it('writes nothing when nothing has changed, and can be called again', async () => {
    const world = createLawWorld();
    await world.access.putBooking(gym('b1', 60, 90));
    await world.access.runDue();
    const { writes } = world.vendor;
    expect(await world.access.remap()).toEqual({ bookings: 1, changed: 0, problems: 0 });
    await world.access.runDue();
    expect(world.vendor.writes).toBe(writes);
    world.directory.replace(moved);
    await world.access.remap();
    expect(await world.access.remap()).toEqual({ bookings: 1, changed: 0, problems: 0 });
    await world.access.runDue();
    expect(heldPairs(world)).toEqual(['new-ada at new-gym-door']);
  });

  it('gives what could not be mapped, or was refused, another try', async () => {
    const world = createLawWorld();
    world.vendor.failNext({ kind: 'refused' });
    await world.access.putBooking(gym('b1', 60, 90));
    await world.access.runDue();
    await world.access.putBooking({ ...gym('b2', 200, 230), holders: [{ holderId: 'dora' }] });
    expect(await world.access.remap()).toMatchObject({ bookings: 2, changed: 0, problems: 1 });
    const dora = { id: 'dora', subjects: [{ provider: 'fake', subject: 'subject-dora' }] };
    world.directory.replace({ ...lawDirectory, holders: [...lawDirectory.holders, dora] });
    expect(await world.access.remap()).toMatchObject({ bookings: 2, changed: 1, problems: 0 });
    await world.access.runDue();
    expect(heldPairs(world)).toEqual(['subject-ada at gym-door', 'subject-dora at gym-door']);
  });

  it('leaves alone what is over, cancelled or pending', async () => {
    const world = createLawWorld();
    await world.access.putBooking(gym('over', 0, 30));
    await world.access.putBooking(gym('cancelled', 60, 90));
    await world.access.cancelBooking('cancelled');
    await world.access.putBooking({ ...gym('pending', 60, 90), status: 'pending' });
    await world.clock.advanceBy(40 * 60_000);
    world.directory.replace(moved);
    expect(await world.access.remap()).toEqual({ bookings: 0, changed: 0, problems: 0 });
    await world.access.runDue();
    expect(heldPairs(world)).toEqual([]);
  });

  it('changes nothing when the directory cannot be asked', async () => {
    const world = createLawWorld();
    let isDown = false;
    const access = createAccessControl({
      providers: [createFakeProvider({ vendor: world.vendor })],
      directory: {
        lookUp(question) {
          if (isDown && question.resourceId === 'hall') throw new Error('down');
          return world.directory.lookUp(question);
        },
      },
      ledger: world.ledger,
      clock: world.clock,
      telemetry: noTelemetry,
    });
    await access.putBooking(gym('b1', 60, 90));
    await access.putBooking(hall('b2', 60, 90));
    await access.runDue();
    const before = heldPairs(world);
    world.directory.replace(moved);
    isDown = true;
    await expect(access.remap()).rejects.toThrow('down');
    await access.runDue();
    expect(heldPairs(world)).toEqual(before);
  });

  it.each<[string, (world: LawWorld) => Promise<unknown>]>([
    ['cancels', ({ access }) => access.cancelBooking('b1')],
    ['leaves out of a feed', ({ access }) => access.syncBookings({ bookings: [], allowMassRevocation: true })],
    ['erases the person of', ({ access }) => access.erasePerson({ holderId: 'ada' })],
    ['gives to somebody else', ({ access }) => access.putBooking(gym('b1', 60, 90, 'ben'))],
  ])('does not undo what somebody %s a booking meanwhile', async (_what, meanwhile) => {
    const world = createLawWorld();
    const host = createAccessControl({
      providers: [createFakeProvider({ vendor: world.vendor })],
      directory: {
        async lookUp(question) {
          const answer = await world.directory.lookUp(question);
          await meanwhile(world);
          return answer;
        },
      },
      ledger: world.ledger,
      clock: world.clock,
      telemetry: noTelemetry,
    });
    await world.access.putBooking(gym('b1', 60, 90));
    await world.access.runDue();
    world.directory.replace(moved);
    expect(await host.remap()).toEqual({ bookings: 0, changed: 0, problems: 0 });
    await host.runDue();
    for (const subject of ['subject-ada', 'new-ada'])
      for (const place of ['gym-door', 'new-gym-door'])
        expect(world.vendor.opens({ subject, place, at: atMinute(70) })).toBe(false);
  });
});

describe('the brake of mapping again', () => {
  const nothing = { timeZone: 'UTC', resources: [], holders: [] };
  const people = Array.from({ length: 12 }, (_, index) => `person-${index}`);
  const cards = (count: number, prefix: string) =>
    people.slice(0, count).map((id) => ({ id, subjects: [{ provider: 'fake', subject: `${prefix}-${id}` }] }));
  const resources = [{ id: 'gym', use: 'shared', places: [{ provider: 'fake', place: 'gym-door' }] }];
  const full = { timeZone: 'UTC', resources, holders: cards(12, 'card') };
  const createFullWorld = async () => {
    const world = createLawWorld({ directory: full });
    for (const id of people) await world.access.putBooking(gym(id, 60, 90, id));
    await world.access.runDue();
    expect(world.vendor.held()).toHaveLength(12);
    return world;
  };

  it('stops a directory that suddenly answers nothing, however few rights there are', async () => {
    const world = createLawWorld();
    await world.access.putBooking(gym('b1', 60, 90));
    await world.access.runDue();
    world.directory.replace(nothing);
    await expect(world.access.remap()).rejects.toThrow(UnsafePlanError);
    await world.access.runDue();
    expect(heldPairs(world)).toEqual(['subject-ada at gym-door']);
    expect(world.notices).toMatchObject([{ type: 'mass_revocation_guarded', scope: 'new mapping of fake' }]);
    await world.access.remap({ allowMassRevocation: true });
    await world.access.runDue();
    expect(heldPairs(world)).toEqual([]);
  });

  it('stops a directory that has lost, or changed, more than 30 percent, and lets less through', async () => {
    const world = await createFullWorld();
    world.directory.replace({ ...full, holders: cards(8, 'card') });
    await expect(world.access.remap()).rejects.toMatchObject({ code: 'unsafe_plan', held: 12, revoked: 4 });
    world.directory.replace({ ...full, holders: cards(12, 'new') });
    await expect(world.access.remap()).rejects.toMatchObject({ held: 12, revoked: 12 });
    await world.access.runDue();
    expect(heldPairs(world).every((pair) => pair.startsWith('card'))).toBe(true);
    world.directory.replace({ ...full, holders: cards(9, 'card') });
    expect(await world.access.remap()).toEqual({ bookings: 12, changed: 3, problems: 3 });
    await world.access.runDue();
    expect(world.vendor.held()).toHaveLength(9);
  });

  it('looks at each installation by itself, and maps only the one that is named', async () => {
    const world = createLawWorld({ directory: full });
    const two = {
      ...full,
      resources: [...resources, { id: 'pool', use: 'shared', places: [{ provider: 'small', place: 'pool-door' }] }],
      holders: [...full.holders, { id: 'zoe', subjects: [{ provider: 'small', subject: 'card-zoe' }] }],
    };
    world.directory.replace(two);
    const access = createAccessControl({
      providers: ['fake', 'small'].map((id) => createFakeProvider({ vendor: world.vendor, id })),
      directory: world.directory,
      ledger: world.ledger,
      clock: world.clock,
      telemetry: noTelemetry,
    });
    for (const id of people) await access.putBooking(gym(id, 60, 90, id));
    await access.putBooking({ ...gym('zoe', 60, 90, 'zoe'), resourceId: 'pool' });
    await access.runDue();
    world.directory.replace({ ...two, holders: full.holders });
    await expect(access.remap()).rejects.toMatchObject({ scope: 'new mapping of small', held: 1 });
    expect(await access.remap({ providerId: 'fake' })).toMatchObject({ bookings: 12, changed: 0 });
    expect(await access.remap({ providerId: 'small', allowMassRevocation: true })).toEqual({
      bookings: 1,
      changed: 1,
      problems: 1,
    });
    await access.runDue();
    expect(world.vendor.held()).toHaveLength(12);
  });
});
