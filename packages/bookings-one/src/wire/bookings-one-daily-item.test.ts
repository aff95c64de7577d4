import { describe, expect, it } from 'vitest';
import { createDailyItemReader } from './bookings-one-daily-item';
import { bookingsOneProfile } from './bookings-one-profile';

describe('an item of a daily list', () => {
  const read = createDailyItemReader(bookingsOneProfile, 'Europe/Dublin');
  const readLocal = createDailyItemReader({ ...bookingsOneProfile, times: 'local' }, 'Europe/Dublin');
  const item = { id: 7, startTime: '2026-07-01T10:00:00Z', endTime: '2026-07-01T11:00:00Z', status: 'confirmed' };
  const booking = {
    id: '7',
    startsAt: '2026-07-01T10:00:00.000Z',
    endsAt: '2026-07-01T11:00:00.000Z',
    status: 'granting',
    attendees: [],
  };

  it('needs an id, a start and an end only', () => {
    expect(read(item)).toEqual({ booking });
    expect(read({ ...item, status: undefined })).toEqual({ booking: { ...booking, status: 'unrecognised' } });
  });

  it.each([undefined, null, '', 1, true, 'ada@example.com', 'x'.repeat(41), ['confirmed'], { name: 'confirmed' }])(
    'with the status %j grants nothing',
    (status) => {
      expect(read({ ...item, status })).toEqual({ booking: { ...booking, status: 'unrecognised' } });
    },
  );

  it('with a status that is a word nobody knows grants nothing, and tells the word', () => {
    const told = { status: 'unrecognised', statusWord: 'Tentatively held' };
    expect(read({ ...item, status: 'Tentatively held' })).toEqual({ booking: { ...booking, ...told } });
  });

  it.each<[string, unknown, object]>([
    ['none', null, {}],
    ['an empty text', '', {}],
    ['one without an e-mail', { name: 'Ada' }, { organizer: {} }],
    ['one with an empty e-mail', { email: ' ' }, { organizer: {} }],
    ['one whose e-mail is no text', { email: { address: 'ada@example.com' } }, { organizer: {} }],
    ['one who is a text', 'ada@example.com', { organizer: {} }],
    ['one with an e-mail', { email: 'Ada@Example.COM\t' }, { organizer: { email: 'Ada@Example.COM' } }],
  ])('may have this organizer: %s', (_what, organizer, told) => {
    expect(read({ ...item, organizer })).toEqual({ booking: { ...booking, ...told } });
  });

  it.each<[string, unknown, object[]]>([
    ['none', null, []],
    ['no list, so somebody is not known', { email: 'ada@example.com' }, [{}]],
    ['a text, so somebody is not known', 'ada@example.com', [{}]],
    ['some of which nothing is known', ['ada@example.com', null, { email: 'b' }], [{}, {}, { email: 'b' }]],
  ])('may have these attendees: %s', (_what, attendees, told) => {
    expect(read({ ...item, attendees })).toEqual({ booking: { ...booking, attendees: told } });
  });

  it.each<[string, object, string]>([
    ['a start without an offset', { startTime: '2026-07-01T10:00:00' }, 'startsAt'],
    ['a start that is a number', { startTime: 1_782_900_000 }, 'startsAt'],
    ['no start', { startTime: undefined }, 'startsAt'],
    ['no end', { endTime: null }, 'endsAt'],
    ['an end on no calendar', { endTime: '2026-02-30T11:00:00Z' }, 'endsAt'],
    ['an end at its start', { endTime: item.startTime }, 'endsAt'],
    ['an end before its start', { endTime: '2026-07-01T10:59:59+01:00' }, 'endsAt'],
    ['a resource that is no id', { resourceId: { id: 12 } }, 'resource'],
  ])('with %s cannot be read, and says which it is', (_what, change, path) => {
    expect(read({ ...item, ...change })).toEqual({
      unreadable: { id: '7', problems: [{ path, message: expect.any(String) }] },
    });
  });

  it.each([undefined, null, '', ' ', 1.5, 2 ** 53, {}])('cannot be read with the id %j', (id) => {
    expect(read({ ...item, id })).toEqual({ unreadable: { problems: [{ path: 'id', message: expect.any(String) }] } });
  });

  it.each([null, 7, 'text', [item]])('cannot be read when it is %j', (value) => {
    expect(read(value)).toEqual({ unreadable: { problems: [{ path: '', message: 'must be an object' }] } });
  });

  it('tells every problem, and no value', () => {
    const { unreadable } = { unreadable: undefined, ...read({ startTime: 'Canaria', endTime: 'Birdsong' }) };
    expect(unreadable?.problems.map(({ path }) => path).sort()).toEqual(['endsAt', 'id', 'startsAt']);
    expect(JSON.stringify(unreadable)).not.toMatch(/Canaria|Birdsong/);
  });

  it('of the night with two hours of one name is as long as it can be', () => {
    const night = { ...item, startTime: '2026-10-25T01:15:00', endTime: '2026-10-25T01:45:00' };
    expect(readLocal(night)).toMatchObject({
      booking: { startsAt: '2026-10-25T00:15:00.000Z', endsAt: '2026-10-25T01:45:00.000Z' },
    });
    expect(readLocal(item)).toMatchObject({ unreadable: { id: '7' } });
  });

  it('of the night without an hour begins and ends an hour later', () => {
    const night = { ...item, startTime: '2026-03-29T01:15:00', endTime: '2026-03-29T01:45:00' };
    expect(readLocal(night)).toMatchObject({
      booking: { startsAt: '2026-03-29T01:15:00.000Z', endsAt: '2026-03-29T01:45:00.000Z' },
    });
  });
});
