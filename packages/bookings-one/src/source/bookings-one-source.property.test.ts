import { instantFromMs, isOverlapping, parseBooking } from '@acx/core/provider';
import { seeded } from '@acx/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BookingsOneBooking } from '../wire/bookings-one-booking';
import { createSourceWorld } from './__fixtures__/source-world';

const HOUR_MS = 3_600_000;
const firstMs = Date.parse('2026-11-20T12:00:00.000Z');
const days = ['2026-11-21', '2026-11-22'];

const person = fc.record({
  email: fc.constantFrom('ada@example.com', ' ADA@Example.com', 'ben@example.com', undefined),
});

/** A booking as the vendor holds it, at most once per id. */
const booking: fc.Arbitrary<BookingsOneBooking> = fc
  .record({
    id: fc.constantFrom('1', '2', '3', 'a/b', 'x'.repeat(101), 'a\nb'),
    startHour: fc.nat(72),
    hours: fc.integer({ min: 1, max: 30 }),
    status: fc.constantFrom('granting', 'granting', 'pending', 'released', 'unrecognised'),
    organizer: fc.option(person, { nil: undefined }),
    attendees: fc.array(person, { maxLength: 3 }),
  })
  .map(({ startHour, hours, ...rest }) => ({
    ...rest,
    startsAt: instantFromMs(firstMs + startHour * HOUR_MS),
    endsAt: instantFromMs(firstMs + (startHour + hours) * HOUR_MS),
  }));
const bookings = fc.uniqueArray(booking, { selector: ({ id }) => id, maxLength: 5 });

describe('a reading', () => {
  const run = seeded(200);
  it(`grants what the vendor grants to people with an address, and nothing else (seed ${run.seed})`, async () => {
    const law = fc.asyncProperty(bookings, async (held) => {
      const { list, read } = createSourceWorld();
      for (const date of days) {
        // In winter, Dublin has the days of UTC.
        const day = { startsAt: `${date}T00:00:00.000Z`, endsAt: `${date}T23:59:59.999Z` };
        list(
          date,
          held.filter((item) => isOverlapping(item, day)),
        );
      }
      const reading = await read();
      const granted = held.filter(
        (item) =>
          item.status === 'granting' &&
          /^[^\n]{1,100}$/.test(item.id) &&
          isOverlapping(item, reading.window) &&
          [item.organizer, ...item.attendees].some((one) => one?.email !== undefined),
      );
      const confirmed = reading.bookings.filter(({ status }) => status === 'confirmed');
      expect(confirmed.map(({ id }) => id).sort()).toEqual(granted.map(({ id }) => `hq/${id}`).sort());
      for (const item of granted)
        expect(confirmed).toContainEqual(
          expect.objectContaining({ id: `hq/${item.id}`, startsAt: item.startsAt, endsAt: item.endsAt }),
        );
    });
    await fc.assert(law, run);
  });

  const torn = seeded(200);
  it(`of lists that agree in nothing names each id once, and is one that core takes (seed ${torn.seed})`, async () => {
    const law = fc.asyncProperty(fc.array(booking), fc.array(booking), async (one, other) => {
      const { list, read, client } = createSourceWorld();
      list('2026-11-21', one);
      list('2026-11-22', other, [{ id: '3', problems: [] }]);
      const reading = await read();
      const { bookings, released, withheld, unreadable } = reading;
      const ids = [...bookings.map(({ id }) => id), ...released, ...withheld, ...unreadable];
      expect(new Set(ids).size).toBe(ids.length);
      for (const input of reading.bookings) {
        expect(parseBooking(input)).toEqual(input);
        expect(isOverlapping(parseBooking(input), reading.window)).toBe(true);
      }
      for (const { problem, bookingId } of reading.problems)
        if (bookingId === undefined) expect(problem).toBe('booking_unreadable');
        else expect(ids).toContain(bookingId);
      for (const id of reading.unreadable)
        expect(reading.problems.some(({ bookingId }) => bookingId === id)).toBe(true);
      expect([2, 4]).toContain(client.calls.length);
      expect(JSON.stringify(reading.problems)).not.toMatch(/@|example/);
    });
    await fc.assert(law, torn);
  });
});
