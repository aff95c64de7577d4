import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quietHistory } from './histories';
import { toBookingInput } from './history-step';
import { lawManifests } from './law-manifests';
import { atMinute, createLawWorld } from './law-world';
import { createPlay, playStep } from './play-history';
import { seeded } from './seeded';

describe.each(lawManifests)('law 4: an unchanged world costs nothing, on a vendor with $title', ({ manifest }) => {
  const runs = seeded(100);
  it(`writes nothing when every booking comes again, after a restart too (seed ${runs.seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(quietHistory, async (history) => {
        const world = createLawWorld({ manifest });
        const play = createPlay();
        for (const step of history) await playStep(world, play, step);
        const { calls } = world.vendor;
        for (const booking of play.bookings.values()) await world.access.putBooking(toBookingInput(booking));
        await world.access.runDue();
        world.restart();
        await world.access.runDue();
        expect(world.vendor.calls).toBe(calls);
      }),
      runs,
    );
  });
});

describe('law 4: calls are counted', () => {
  it('reads N grants in as many calls as they have pages', async () => {
    const holders = Array.from({ length: 120 }, (_, index) => ({
      id: `holder-${index}`,
      subjects: [{ provider: 'fake', subject: `subject-${index}` }],
    }));
    const places = [{ provider: 'fake', place: 'hall-door' }];
    const directory = { timeZone: 'UTC', resources: [{ id: 'hall', use: 'shared', places }], holders };
    const { access, vendor } = createLawWorld({ directory, manifest: { pageSize: 50, changesPerCall: 30 } });
    await access.putBooking({
      id: 'assembly',
      resourceId: 'hall',
      startsAt: atMinute(60),
      endsAt: atMinute(120),
      holders: holders.map(({ id }) => ({ holderId: id })),
    });
    await access.runDue();
    expect(vendor.writes).toBe(4);
    const { reads } = vendor;
    expect(await access.check({ providerId: 'fake', mode: 'heal' })).toMatchObject({ held: 120, drift: [] });
    await access.runDue();
    expect({ reads: vendor.reads - reads, writes: vendor.writes }).toEqual({ reads: 3, writes: 4 });
  });
});
