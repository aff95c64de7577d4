import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyBooking } from './histories';
import { toBookingInput } from './history-step';
import { lawManifests } from './law-manifests';
import { createLawWorld } from './law-world';
import { deliver, heldBy, type Message } from './messages';
import { seeded } from './seeded';

const messages: fc.Arbitrary<readonly Message[]> = fc
  .array(fc.record({ booking: anyBooking, isCancelled: fc.boolean() }), { minLength: 1, maxLength: 10 })
  .map((versions) => {
    const revisions = new Map<string, number>();
    return versions.map(({ booking, isCancelled }): Message => {
      const revision = (revisions.get(booking.id) ?? 0) + 1;
      revisions.set(booking.id, revision);
      return { id: booking.id, revision, booking: isCancelled ? null : toBookingInput(booking) };
    });
  });

/** The same messages late, twice, in any order, some of them lost; only the newest of each booking arrives for sure. */
const deliveries = messages.chain((sent) => {
  const newest = sent.filter(({ id, revision }) => !sent.some((other) => other.id === id && other.revision > revision));
  return fc
    .tuple(fc.array(fc.constantFrom(...sent), { maxLength: 12 }), fc.constant(newest))
    .chain(([some, last]) => fc.shuffledSubarray([...some, ...last], { minLength: some.length + last.length }))
    .map((arrived) => ({ newest, arrived }));
});

describe.each(lawManifests)('law 3: the order of inputs does not matter, on a vendor with $title', ({ manifest }) => {
  const runs = seeded(150);
  it(`ends in the same vendor state for duplicated, reordered, delayed and lost inputs (seed ${runs.seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, fc.array(fc.boolean()), async ({ newest, arrived }, worksAfter) => {
        const expected = createLawWorld({ manifest });
        for (const message of newest) await deliver(expected, message);
        await expected.access.runDue();

        const world = createLawWorld({ manifest });
        for (const [index, message] of arrived.entries()) {
          await deliver(world, message);
          if (worksAfter[index]) await world.access.runDue();
        }
        await world.access.runDue();
        expect(heldBy(world)).toEqual(heldBy(expected));
      }),
      runs,
    );
  });
});
