import { ConfigurationError, parseOptions } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { bookingsOneProfile } from './bookings-one-profile';
import { bookingsOneProfileOverridesSchema } from './bookings-one-profile-overrides-schema';

function problemsOf(overrides: unknown): string[] {
  try {
    parseOptions('The profile', bookingsOneProfileOverridesSchema, overrides);
  } catch (failure) {
    if (failure instanceof ConfigurationError) return failure.problems.map((problem) => problem.path);
    throw failure;
  }
  return [];
}

describe('a partial wire profile', () => {
  it('may correct every entry of the profile', () => {
    expect(parseOptions('The profile', bookingsOneProfileOverridesSchema, bookingsOneProfile)).toEqual(
      bookingsOneProfile,
    );
  });

  it.each([
    ['nothing', {}],
    ['a section that is undefined', { paths: undefined, statuses: undefined, times: undefined }],
    ['a new word', { statuses: { 'Auto approved': 'granting' } }],
    ['the resource in the query', { paths: { dailyBookings: '/d' }, dailyQuery: { resource: 'resourceId' } }],
    ['the date in the path', { paths: { dailyBookings: '/{resource}/{date}' }, dailyQuery: { date: null } }],
    ['items in a field', { dailyItems: 'data.items' }],
  ])('may hold %s', (_what, overrides) => {
    expect(problemsOf(overrides)).toEqual([]);
  });

  it.each([
    ['a list', [], ''],
    ['a text', 'profile', ''],
    ['nothing but null', null, ''],
    ['an unknown section', { path: {} }, 'path'],
    ['an unknown name', { booking: { begin: 'start' } }, 'booking.begin'],
    ['an unknown plain name', { dailyItem: 'items' }, 'dailyItem'],
    ['an empty field', { booking: { id: '' } }, 'booking.id'],
    ['a field with an empty part', { booking: { id: 'a..b' } }, 'booking.id'],
    ['no field where one is needed', { booking: { status: null } }, 'booking.status'],
    ['a path without a slash', { paths: { information: 'API' } }, 'paths.information'],
    ['a path of another server', { paths: { information: '//other.example' } }, 'paths.information'],
    ['a path with a query', { paths: { visitor: '/v?code=1' } }, 'paths.visitor'],
    ['a path with an unknown part', { paths: { dailyBookings: '/{resource}/{day}' } }, 'paths.dailyBookings'],
    ['a path with a part that is not replaced', { paths: { visitor: '/{resource}' } }, 'paths.visitor'],
    ['no way to name the resource', { paths: { dailyBookings: '/daily' } }, 'dailyQuery.resource'],
    ['no way to name the date', { dailyQuery: { date: null } }, 'dailyQuery.date'],
    ['one name for resource and date', { dailyQuery: { resource: 'date' } }, 'dailyQuery.date'],
    ['one field for code and direction', { visitor: { direction: 'registrationCode' } }, 'visitor.direction'],
    ['a field within another', { visitor: { direction: 'registrationCode.type' } }, 'visitor.direction'],
    ['an unknown meaning', { statuses: { ok: 'granted' } }, 'statuses.ok'],
    ['no meaning', { statuses: { ok: undefined } }, 'statuses.ok'],
    ['a word without letters', { statuses: { ' ': 'granting' } }, 'statuses'],
    ['one word twice', { visitingStatuses: { 'no-show': 'expired', NoShow: 'checked_in' } }, 'visitingStatuses'],
    ['unknown times', { times: 'utc' }, 'times'],
    ['no field for the resource of a callback', { callbackResource: [] }, 'callbackResource'],
  ])('is refused with %s', (_what, overrides, path) => {
    expect(problemsOf(overrides)).toEqual([path]);
  });
});
