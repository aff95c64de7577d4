import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
