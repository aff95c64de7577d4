import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lawManifests } from './law-manifests';
import { createLawWorld } from './law-world';
import { createPlay, holdersLockedOut, playStep, strangersLetIn } from './play-history';
import { seeded } from './seeded';

/** Bookings of one person for one car park that all overlap somewhere. */
const overlapping = fc.array(
  fc.record({ start: fc.integer({ min: 0, max: 5 }), length: fc.integer({ min: 4, max: 12 }) }),
  { minLength: 2, maxLength: 5 },
);

describe.each(lawManifests)('law 9: reasons add up, on a vendor with $title', ({ manifest }) => {
  const runs = seeded(80);
  it(`closes the door only when the last booking that needs it is gone (seed ${runs.seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(overlapping, fc.array(fc.nat()), async (spans, order) => {
        const world = createLawWorld({ manifest });
        const play = createPlay();
        const shared = { resourceId: 'car-park' as const, holderIds: ['ada' as const] };
        const ids: string[] = [];
        for (const [index, { start, length }] of spans.entries()) {
          const [id, startMinute] = [`b${index}`, start * 5];
          ids.push(id);
          const booking = { ...shared, id, startMinute, endMinute: startMinute + length * 5 };
          await playStep(world, play, { type: 'put', booking });
        }
        await playStep(world, play, { type: 'advance', minutes: 20 });
        for (const pick of [...order, ...ids.keys()]) {
          const id = ids.splice(pick % Math.max(1, ids.length), 1)[0];
          if (id !== undefined) await playStep(world, play, { type: 'cancel', id });
          expect(holdersLockedOut(world, play)).toEqual([]);
          expect(strangersLetIn(world, play, manifest.nativeValidity === false ? 5 : 90)).toEqual([]);
        }
        expect(world.vendor.held()).toEqual([]);
      }),
      runs,
    );
  });
});
