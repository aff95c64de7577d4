import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quietHistory, roughHistory } from './histories';
import { lawManifests } from './law-manifests';
import { createLawWorld } from './law-world';
import { comeToRest, createPlay, holdersLockedOut, playStep, strangersLetIn } from './play-history';
import { seeded } from './seeded';

describe.each(lawManifests)('law 1: nobody in without a booking, on a vendor with $title', ({ manifest }) => {
  const horizonMinutes = manifest.nativeValidity === false ? 5 : 120;
  const quiet = seeded(100);
  it(`opens exactly the booked and buffered minutes while nothing goes wrong (seed ${quiet.seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(quietHistory, async (history) => {
        const world = createLawWorld({ manifest });
        const play = createPlay();
        for (const step of history)
          await playStep(world, play, step, () => {
            expect(strangersLetIn(world, play, horizonMinutes)).toEqual([]);
            expect(holdersLockedOut(world, play)).toEqual([]);
          });
      }),
      quiet,
    );
  });

  const rough = seeded(100);
  it(`is exact again once the trouble is over (seed ${rough.seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(roughHistory, async (history) => {
        const world = createLawWorld({ manifest });
        const play = createPlay();
        for (const step of history) await playStep(world, play, step);
        await comeToRest(world, play);
        expect(strangersLetIn(world, play, horizonMinutes)).toEqual([]);
        for (let passed = 0; passed < 240; passed += 5) {
          expect(strangersLetIn(world, play, 5)).toEqual([]);
          expect(holdersLockedOut(world, play)).toEqual([]);
          await playStep(world, play, { type: 'advance', minutes: 5 });
        }
      }),
      rough,
    );
  });

  const alone = seeded(40);
  it(`is exact by its own timers too, with a second process after every restart (seed ${alone.seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(roughHistory, async (history) => {
        const world = createLawWorld({ manifest });
        const play = createPlay(true);
        await world.access.start();
        for (const step of history) await playStep(world, play, step);
        await comeToRest(world, play);
        for (let passed = 0; passed < 120; passed += 5) {
          expect(strangersLetIn(world, play, 5)).toEqual([]);
          expect(holdersLockedOut(world, play)).toEqual([]);
          await playStep(world, play, { type: 'advance', minutes: 5 });
        }
      }),
      alone,
    );
  });
});
