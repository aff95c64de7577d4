import { describe, expect, it } from 'vitest';
import { pretendBooking } from './__fixtures__/pretended-client';
import { bookingToListing } from './bookings-one-booking-to-listing';

const ids = { bookingId: 'hq/1', resourceId: 'gym' };
const listingOf = (booking: Parameters<typeof pretendBooking>[0]) => bookingToListing(pretendBooking(booking), ids);
const findingsOf = (booking: Parameters<typeof pretendBooking>[0]) =>
  listingOf(booking).findings.map(({ problem }) => problem);
const withoutAddress = { organizer: {}, attendees: [{}] };

describe('a booking of a daily list', () => {
  it('is a reservation of those who are listed', () => {
    expect(listingOf({ attendees: [{ email: 'ben@example.com' }] })).toEqual({
      state: 'listed',
      booking: {
        id: 'hq/1',
        kind: 'reservation',
        status: 'confirmed',
        resourceId: 'gym',
        startsAt: '2026-11-21T09:00:00.000Z',
        endsAt: '2026-11-21T10:00:00.000Z',
        holders: [
          { holderId: 'ada@example.com', role: 'organizer' },
          { holderId: 'ben@example.com', role: 'attendee' },
        ],
      },
      findings: [],
    });
  });

  it.each([
    ['granting', {}, 'listed confirmed', []],
    ['pending', {}, 'listed pending', []],
    ['unrecognised', {}, 'listed pending', ['status_unrecognised']],
    ['released', {}, 'released ', []],
    ['granting', withoutAddress, 'withheld ', ['nobody_listed']],
    ['pending', withoutAddress, 'withheld ', ['nobody_listed']],
    ['unrecognised', withoutAddress, 'withheld ', ['status_unrecognised', 'nobody_listed']],
    ['released', withoutAddress, 'released ', []],
    ['granting', { organizer: undefined }, 'withheld ', ['nobody_listed']],
    ['granting', { attendees: [{}] }, 'listed confirmed', ['person_without_email']],
    ['released', { attendees: [{}] }, 'released ', []],
  ] as const)('whose status is %s, with %j, is %s and told as %j', (status, people, expected, problems) => {
    const listing = listingOf({ status, ...people });
    const found = listing.state === 'listed' ? listing.booking.status : '';
    expect(`${listing.state} ${found}`).toBe(expected);
    expect(listing.findings.map(({ problem }) => problem)).toEqual(problems);
  });

  it('tells the word that nobody knows', () => {
    const [finding] = listingOf({ status: 'unrecognised', statusWord: 'tentative' }).findings;
    expect(finding?.message).toContain('Its status "tentative" is none of the words');
  });

  it('tells people without an address in one sentence, as a number', () => {
    const attendees = [{}, { email: 'ben@example.com' }, { email: ' ' }, { email: 'cleo@example.com' }];
    const [finding, ...others] = listingOf({ attendees }).findings;
    expect(others).toEqual([]);
    expect(finding?.message).toContain('2 of 5 people have no e-mail address');
  });

  it.each([
    [501, 'unreadable', ['booking_unreadable']],
    [500, 'listed', []],
  ])('of %i people is %s', (count, state, problems) => {
    const attendees = Array.from({ length: count - 1 }, (_, index) => ({ email: `p${index}@example.com` }));
    expect(listingOf({ attendees }).state).toBe(state);
    expect(findingsOf({ attendees })).toEqual(problems);
  });

  it.each([
    ['lasts for more than a year', { endsAt: '2028-11-21T10:00:00.000Z' }],
    ['lies before the year 2000', { startsAt: '1999-11-21T09:00:00.000Z', endsAt: '1999-11-21T10:00:00.000Z' }],
  ])('that %s is one that cannot be read, and says which field is wrong', (_what, times) => {
    expect(listingOf(times).state).toBe('unreadable');
    expect(findingsOf(times)).toEqual(['booking_unreadable']);
    expect(listingOf(times).findings[0]?.message).toMatch(/startsAt|endsAt/);
  });

  it('is the same whatever the order of its people', () => {
    const one = { attendees: [{ email: 'ben@example.com' }, { email: 'cleo@example.com' }, {}] };
    expect(listingOf({ attendees: one.attendees.toReversed() })).toEqual(listingOf(one));
  });
});
