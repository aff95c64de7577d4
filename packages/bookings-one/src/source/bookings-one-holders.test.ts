import { describe, expect, it } from 'vitest';
import { peopleToHolders } from './bookings-one-holders';

describe('the people of a booking', () => {
  it('are known by their addresses without blanks and in lower case, the organizer first', () => {
    const organizer = { email: ' Zoe@Example.com ' };
    const attendees = [{ email: 'BEN@example.com' }, { email: 'ada@example.com' }];
    expect(peopleToHolders({ organizer, attendees })).toEqual({
      holders: [
        { holderId: 'zoe@example.com', role: 'organizer' },
        { holderId: 'ada@example.com', role: 'attendee' },
        { holderId: 'ben@example.com', role: 'attendee' },
      ],
      people: 3,
      withoutAddress: 0,
    });
  });

  it('count once, and as organizer where they are both', () => {
    const organizer = { email: 'ada@example.com' };
    const attendees = [{ email: 'Ada@example.com' }, { email: 'ben@example.com' }, { email: ' ben@example.com' }];
    expect(peopleToHolders({ organizer, attendees }).holders).toEqual([
      { holderId: 'ada@example.com', role: 'organizer' },
      { holderId: 'ben@example.com', role: 'attendee' },
    ]);
  });

  it('attend where nobody organizes', () => {
    expect(peopleToHolders({ attendees: [{ email: 'ada@example.com' }] }).holders).toEqual([
      { holderId: 'ada@example.com', role: 'attendee' },
    ]);
  });

  it.each([undefined, '', '  ', `${'a'.repeat(190)}@example.com`, 'a\u0000@example.com', '\ud800@example.com'])(
    'have no address that can be used with %j',
    (email) => {
      const organizer = { email: 'ada@example.com' };
      const found = peopleToHolders({ organizer, attendees: [{ email }] });
      expect(found).toEqual({
        holders: [{ holderId: 'ada@example.com', role: 'organizer' }],
        people: 2,
        withoutAddress: 1,
      });
    },
  );

  it('may be none', () => {
    expect(peopleToHolders({ attendees: [] })).toEqual({ holders: [], people: 0, withoutAddress: 0 });
  });
});
