import { describe, expect, it } from 'vitest';
import { bookingsOneProfile } from './bookings-one-profile';
import { mergeBookingsOneProfile } from './bookings-one-profile-overrides';

describe('the profile with overrides', () => {
  it('is the profile when there are none', () => {
    expect(mergeBookingsOneProfile()).toEqual(bookingsOneProfile);
    expect(mergeBookingsOneProfile({ paths: undefined, dailyItems: undefined })).toEqual(bookingsOneProfile);
  });

  it('changes what they name and nothing else', () => {
    const before = structuredClone(bookingsOneProfile);
    expect(
      mergeBookingsOneProfile({
        paths: { visitor: '/v' },
        booking: { id: 'appointment.id', status: undefined },
        dailyItems: 'data',
        times: 'local',
        callbackResource: ['room'],
      }),
    ).toEqual({
      ...bookingsOneProfile,
      paths: { ...bookingsOneProfile.paths, visitor: '/v' },
      booking: { ...bookingsOneProfile.booking, id: 'appointment.id' },
      dailyItems: 'data',
      times: 'local',
      callbackResource: ['room'],
    });
    expect(bookingsOneProfile).toEqual(before);
  });

  it('gains words, and gives a word another meaning in whatever spelling', () => {
    const { checked_in: _, ...others } = bookingsOneProfile.statuses;
    expect(mergeBookingsOneProfile({ statuses: { 'Checked-In': 'released', tentative: 'pending' } }).statuses).toEqual({
      ...others,
      'Checked-In': 'released',
      tentative: 'pending',
    });
    expect(mergeBookingsOneProfile({ visitingStatuses: { Arrived: 'checked_in' } }).visitingStatuses).toEqual({
      ...bookingsOneProfile.visitingStatuses,
      Arrived: 'checked_in',
    });
  });

  it('may put the items back where the answer is the list', () => {
    expect(mergeBookingsOneProfile({ dailyItems: null }).dailyItems).toBeNull();
  });
});
