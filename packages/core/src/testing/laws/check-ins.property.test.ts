import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckIn } from '../../model/check-in';
import { checkInDirectory, createCheckInWorld, parking } from './check-in-world';
import { atMinute } from './law-world';
import { seeded } from './seeded';

const BUFFER_MINUTES = 10;
const holderIds = checkInDirectory.holders.map(({ id }) => id);
const everySubject = checkInDirectory.holders.flatMap(({ subjects }) => subjects.map(({ subject }) => subject));
const subjectsOf = (holderId: string): string[] =>
  checkInDirectory.holders
    .filter(({ id }) => id === holderId)
    .flatMap(({ subjects }) => subjects.map((of) => of.subject));

const bookings = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('b1', 'b2', 'b3', 'b4', 'b5', 'b6'),
    start: fc.integer({ min: 20, max: 200 }),
    minutes: fc.integer({ min: 1, max: 60 }),
    holderId: fc.constantFrom(...holderIds),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 6 },
);
/** Entries in the order in which they arrive; some of them come twice, and some only when everything is over. */
const entries = fc.array(
  fc.record({
    minute: fc.integer({ min: 0, max: 280 }),
    subject: fc.constantFrom(...everySubject, 'stranger'),
    isToldTwice: fc.boolean(),
    isLate: fc.boolean(),
  }),
  { minLength: 1, maxLength: 14 },
);
type Booking = typeof bookings extends fc.Arbitrary<(infer One)[]> ? One : never;

/** The minutes in which this subject may check the booking in, as the law says it. */
const isCovered = (booking: Booking, { minute, subject }: { minute: number; subject: string }): boolean =>
  subjectsOf(booking.holderId).includes(subject) &&
  booking.start - BUFFER_MINUTES <= minute &&
  minute < booking.start + booking.minutes + BUFFER_MINUTES;

describe('check-ins', () => {
  const run = seeded(150);
  it(`are at the earliest entry within the buffered window, whatever the order (seed ${run.seed})`, async () => {
    const property = fc.asyncProperty(
      bookings,
      entries,
      fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
      async (booked, entered, moods) => {
        const checkIns: CheckIn[] = [];
        // The host refuses one of four.
        const refuse = (): void => {
          if (moods.next().value === 0) throw new Error('not now');
        };
        const world = createCheckInWorld({
          access: {
            onAccessEvent: refuse,
            onCheckIn(checkIn) {
              checkIns.push(checkIn);
              refuse();
            },
          },
        });
        for (const { id, start, minutes, holderId } of booked)
          await world.access.putBooking(parking(id, start, start + minutes, holderId));

        const arrive = async (entry: (typeof entered)[number]): Promise<void> => {
          const event = { id: `entry of ${entered.indexOf(entry)}`, subject: entry.subject };
          for (let time = 0; time < (entry.isToldTwice ? 2 : 1); time += 1) await world.enterNow(entry.minute, event);
        };
        for (const entry of entered.filter(({ isLate }) => !isLate)) await arrive(entry);
        await world.clock.advanceBy(24 * 3_600_000);
        for (const entry of entered.filter(({ isLate }) => isLate)) await arrive(entry);
        for (let round = 0; round < 100; round += 1) await world.access.runDue();

        for (const booking of booked) {
          const earliest = Math.min(
            ...entered.filter((entry) => isCovered(booking, entry)).map(({ minute }) => minute),
          );
          const checkIn = await world.checkInOf(booking.id);
          expect(checkIn?.at).toBe(earliest === Number.POSITIVE_INFINITY ? undefined : atMinute(earliest));
          const told = checkIns.filter(({ bookingId }) => bookingId === booking.id);
          // The last one told is the one that counts, and they only ever get earlier.
          expect(told.at(-1)).toEqual(checkIn);
          expect(told.map(({ at }) => at)).toEqual(
            told
              .map(({ at }) => at)
              .sort()
              .reverse(),
          );
          const heard = world.heard.filter(({ bookingId }) => bookingId === booking.id);
          expect(new Set(heard.map(({ id }) => id)).size).toBe(heard.length);
        }
        const strangers = entered.flatMap((entry, index) =>
          booked.some((booking) => isCovered(booking, entry)) ? [] : [`entry of ${index}`],
        );
        expect([...world.unbooked].sort()).toEqual(strangers.sort());
      },
    );
    await fc.assert(property, run);
  });
});
