import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnsafePlanError } from '../../errors/unsafe-plan-error';
import { roughHistory } from './histories';
import { lawManifests } from './law-manifests';
import { atMinute, createLawWorld } from './law-world';
import { comeToRest, createPlay, playStep } from './play-history';
import { seeded } from './seeded';
import { everyPair } from './wanted-minutes';

describe.each(lawManifests)('law 7: foreign rights stay, on a vendor with $title', ({ manifest }) => {
  const runs = seeded(60);
  it(`never changes or removes what somebody else made (seed ${runs.seed})`, async () => {
    const foreign = fc.array(fc.constantFrom(...everyPair), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(foreign, roughHistory, async (pairs, history) => {
        const world = createLawWorld({ manifest });
        const windows = [{ startsAt: atMinute(30), endsAt: atMinute(90) }];
        const made = pairs.map((pair) => world.vendor.addForeign({ ...pair, windows }));
        const play = createPlay();
        for (const step of history) await playStep(world, play, step);
        await comeToRest(world, play);
        if (manifest.listing !== false) await world.access.check({ providerId: 'fake', mode: 'heal' });
        await world.access.runDue();
        const held = new Map(world.vendor.held().map((record) => [record.vendorReference, record]));
        for (const record of made) expect(held.get(record.vendorReference)).toEqual(record);
      }),
      runs,
    );
  });
});

describe('law 7: the brake', () => {
  const holders = Array.from({ length: 12 }, (_, index) => ({
    id: `holder-${index}`,
    subjects: [{ provider: 'fake', subject: `subject-${index}` }],
  }));
  const directory = {
    timeZone: 'UTC',
    resources: [{ id: 'hall', use: 'shared', places: [{ provider: 'fake', place: 'hall-door' }] }],
    holders,
  };
  const bookings = holders.map(({ id }, index) => ({
    id: `booking-${index}`,
    resourceId: 'hall',
    startsAt: atMinute(60),
    endsAt: atMinute(120),
    holders: [{ holderId: id }],
  }));
  const createFullWorld = async () => {
    const world = createLawWorld({ directory });
    await world.access.syncBookings({ bookings });
    await world.access.runDue();
    expect(world.vendor.held()).toHaveLength(12);
    return world;
  };

  it('takes an empty booking feed for broken: nothing is revoked and somebody is told', async () => {
    const world = await createFullWorld();
    await expect(world.access.syncBookings({ bookings: [] })).rejects.toThrow(
      /taken for broken and nothing was changed/,
    );
    await world.access.runDue();
    expect(world.vendor.held()).toHaveLength(12);
    expect(world.notices.map(({ type }) => type)).toEqual(['mass_revocation_guarded']);
  });

  it('stops a feed that lacks more than 30 percent, and lets one through that lacks less', async () => {
    const world = await createFullWorld();
    const failure = await world.access.syncBookings({ bookings: bookings.slice(4) }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnsafePlanError);
    expect(failure).toMatchObject({ held: 12, revoked: 4, effect: 'none' });
    await world.access.syncBookings({ bookings: bookings.slice(3) });
    await world.access.runDue();
    expect(world.vendor.held()).toHaveLength(9);
  });

  it('lets a person take the brake off', async () => {
    const world = await createFullWorld();
    await world.access.syncBookings({ bookings: [], allowMassRevocation: true });
    await world.access.runDue();
    expect(world.vendor.held()).toEqual([]);
  });

  it('stops a healing check that would remove most of what carries our mark, as after a lost ledger', async () => {
    const world = await createFullWorld();
    const empty = createLawWorld({ directory });
    for (const { place, subject, windows, marker } of world.vendor.held())
      await empty.vendor.wire.write([
        { operation: 'put', locator: { marker: marker ?? '' }, content: { place, subject, windows } },
      ]);
    await expect(empty.access.check({ providerId: 'fake', mode: 'heal' })).rejects.toThrow(UnsafePlanError);
    await empty.access.runDue();
    expect(empty.vendor.held()).toHaveLength(12);
    await empty.access.check({ providerId: 'fake', mode: 'heal', allowMassRevocation: true });
    await empty.access.runDue();
    expect(empty.vendor.held()).toEqual([]);
  });

  it('does not brake what people cancel one by one, nor what ends by itself', async () => {
    const world = await createFullWorld();
    for (const { id } of bookings.slice(0, 11)) await world.access.cancelBooking(id);
    await world.access.runDue();
    expect(world.vendor.held()).toHaveLength(1);
    expect(world.notices).toEqual([]);
  });
});
