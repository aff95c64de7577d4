import { AcxError } from '@acx/core/provider';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBookingsOneClient } from './bookings-one-client';
import { bookingsOneProfile } from './bookings-one-profile';

let answer: unknown;
const client = createBookingsOneClient({
  id: 'house',
  baseUrl: 'https://one.example',
  token: 't',
  fetch: async () => new Response(JSON.stringify(answer)),
});
const outcomeOf = async <Value>(work: Promise<Value>): Promise<Value | undefined> =>
  work.catch((failure: unknown) => {
    if (AcxError.isInstance(failure)) return undefined;
    throw failure;
  });

/** A value that is often near to what is expected. */
const value = fc.oneof(
  fc.constantFrom<unknown>(...Object.keys(bookingsOneProfile.statuses), 'CHECKED-IN', 12, '12', '13', null, '', true),
  fc.constantFrom('2026-07-01T10:00:00Z', '2026-07-01T11:00:00+01:00', '2026-07-01T12:00:00', 'noon'),
  fc.record({ email: fc.oneof(fc.string(), fc.constant('a@b.example')) }),
  fc.jsonValue({ maxDepth: 2 }),
);
const record = (names: object) =>
  fc.dictionary(fc.constantFrom(...Object.values(names).map((name) => String(name).replace(/\..*/, ''))), value);

describe('whatever is answered', () => {
  it('every booking is of the room that was asked for, has a time, and grants by a listed word only', async () => {
    const item = fc.oneof(
      { weight: 5, arbitrary: record(bookingsOneProfile.booking) },
      { weight: 1, arbitrary: value },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof({ weight: 9, arbitrary: fc.array(item, { maxLength: 4 }) }, value), async (body) => {
        answer = body;
        const day = await outcomeOf(
          client.dailyBookings({ resource: '12', date: '2026-07-01', timeZone: 'Europe/Dublin' }),
        );
        if (day === undefined) return;
        const items = Array.isArray(body) ? body : [];
        expect(day.bookings.length + day.unreadable.length).toBe(items.length);
        const granting = items.filter((one) =>
          /^"(approved|confirmed|checked.?in)"$/i.test(JSON.stringify(one?.status) ?? ''),
        );
        expect(day.bookings.filter(({ status }) => status === 'granting').length).toBeLessThanOrEqual(granting.length);
        for (const { id, resource = '12', startsAt, endsAt } of day.bookings) {
          expect([id.trim() !== '', resource, startsAt < endsAt]).toEqual([true, '12', true]);
          expect(startsAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a visitor is checked in by that word only, and not when their times are unclear', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof({ weight: 9, arbitrary: record(bookingsOneProfile.visitor) }, value), async (body) => {
        answer = body;
        const visitor = await outcomeOf(client.visitor({ registrationCode: 'R', direction: 'arrival' }));
        if (visitor?.status !== 'checked_in') return;
        expect(JSON.stringify(body)).toMatch(/"visitingStatus":"checked.?in"/i);
        expect(JSON.stringify(body)).not.toMatch(/"(start|end)Time":("noon"|"2026-07-01T12:00:00"|true|[\d[{])/);
      }),
      { numRuns: 300 },
    );
  });
});
