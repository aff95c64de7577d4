import { describe, expect, it } from 'vitest';
import { bookingsOneProfile } from './bookings-one-profile';
import { createWordReader } from './bookings-one-word';

describe('a status word', () => {
  const meaningOf = createWordReader(bookingsOneProfile.statuses);

  it.each([
    ['approved', 'granting'],
    [' Approved ', 'granting'],
    ['CHECKED-IN', 'granting'],
    ['checkedIn', 'granting'],
    ['Pending', 'pending'],
    ['No Show', 'released'],
  ])('%j means %s', (word, meaning) => {
    expect(meaningOf(word)).toBe(meaning);
  });

  it.each([
    'not approved',
    'approved!',
    'approve',
    '',
    ' ',
    'constructor',
    '__proto__',
    null,
    undefined,
    true,
    1,
    ['approved'],
    { approved: 'approved' },
  ])('that is not listed grants nothing: %j', (word) => {
    expect(meaningOf(word)).toBe('unrecognised');
  });
});
