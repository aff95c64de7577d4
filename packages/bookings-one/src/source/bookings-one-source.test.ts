import { AuthenticationError, InvalidInputError, SOURCE_SPECIFICATION_VERSION } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { pretendBooking } from './__fixtures__/pretended-client';
import { createSourceWorld } from './__fixtures__/source-world';

const idsOf = (bookings: readonly { id: string }[]): string[] => bookings.map(({ id }) => id).sort();

describe('a source', () => {
  it('says what it is asked for, in the words of the host', () => {
    const { source } = createSourceWorld({ daysAhead: 3, daysBehind: 1 });
    expect(source).toMatchObject({
      specificationVersion: SOURCE_SPECIFICATION_VERSION,
      id: 'hq',
      resourceIds: ['gym', '8'],
      callsPerRead: 5,
    });
  });

  it('makes no call before it is asked', () => {
    expect(createSourceWorld().client.calls).toEqual([]);
  });

  it('passes the close on, and may be closed twice', async () => {
    const { source, client } = createSourceWorld();
    await source.close();
    await source.close();
    expect(client.calls).toEqual(['close', 'close']);
  });
});

describe('a reading', () => {
  it('asks for each day as the zone of the resource counts it, in order', async () => {
    const { source, client } = createSourceWorld({ daysAhead: 2 });
    // In Hong Kong it is already the 22nd.
    const reading = await source.read({ resourceId: '8', at: '2026-11-21T16:30:00.000Z' }, {});
    expect(client.calls).toEqual([
      'dailyBookings 8 2026-11-22 Asia/Hong_Kong',
      'dailyBookings 8 2026-11-23 Asia/Hong_Kong',
      'dailyBookings 8 2026-11-24 Asia/Hong_Kong',
    ]);
    expect(reading).toEqual({
      resourceId: '8',
      window: { startsAt: '2026-11-21T16:00:00.000Z', endsAt: '2026-11-24T16:00:00.000Z' },
      bookings: [],
      released: [],
      withheld: [],
      unreadable: [],
      problems: [],
    });
  });

  it('makes as many calls as it says', async () => {
    for (const daysAhead of [0, 1, 14])
      for (const daysBehind of [0, 1] as const) {
        const { source, client, read } = createSourceWorld({ daysAhead, daysBehind });
        await read();
        expect(source.callsPerRead).toBe(daysBehind + 1 + daysAhead);
        expect(client.calls).toHaveLength(source.callsPerRead);
      }
  });

  it('tells what grants, what waits, what is over and what cannot be read', async () => {
    const { list, read } = createSourceWorld();
    list(
      '2026-11-21',
      [
        pretendBooking({ id: '1' }),
        pretendBooking({ id: '2', status: 'pending' }),
        pretendBooking({ id: '3', status: 'released' }),
        pretendBooking({ id: '4', status: 'unrecognised' }),
        pretendBooking({ id: '5', organizer: {} }),
      ],
      [{ id: '6', problems: [{ path: 'startsAt', message: 'must be a time' }] }],
    );
    const { bookings, released, withheld, unreadable, problems } = await read();
    expect(bookings.map(({ id, status }) => [id, status])).toEqual([
      ['hq/1', 'confirmed'],
      ['hq/2', 'pending'],
      ['hq/4', 'pending'],
    ]);
    expect([released, withheld]).toEqual([['hq/3'], ['hq/5']]);
    expect(unreadable).toEqual(['hq/6']);
    expect(problems.map(({ problem, resourceId, bookingId }) => [problem, resourceId, bookingId])).toEqual([
      ['status_unrecognised', 'gym', 'hq/4'],
      ['nobody_listed', 'gym', 'hq/5'],
      ['booking_unreadable', 'gym', 'hq/6'],
    ]);
    expect(problems[2]?.message).toContain('startsAt: must be a time');
  });

  it('has a booking across midnight once and whole, and the next day too', async () => {
    const { list, read } = createSourceWorld();
    const night = pretendBooking({ startsAt: '2026-11-21T22:00:00.000Z', endsAt: '2026-11-22T02:00:00.000Z' });
    list('2026-11-21', [night]);
    list('2026-11-22', [{ ...night, attendees: [] }]);
    const [evening, morning] = [await read(), await read('2026-11-22T01:00:00.000Z')];
    for (const { bookings, problems } of [evening, morning]) {
      expect(bookings).toMatchObject([{ id: 'hq/1', startsAt: night.startsAt, endsAt: night.endsAt }]);
      expect(problems).toEqual([]);
    }
    expect(morning.window.startsAt).toBe('2026-11-22T00:00:00.000Z');
  });

  it('leaves out what only touches its days, because of that time it says nothing', async () => {
    const { list, read } = createSourceWorld({ daysAhead: 0 });
    list('2026-11-21', [
      pretendBooking({ id: '1', startsAt: '2026-11-20T23:00:00.000Z', endsAt: '2026-11-21T00:00:00.000Z' }),
      pretendBooking({ id: '2', startsAt: '2026-11-22T00:00:00.000Z', endsAt: '2026-11-22T01:00:00.000Z' }),
      pretendBooking({ id: '3', startsAt: '2026-11-20T23:00:00.000Z', endsAt: '2026-11-21T00:00:00.001Z' }),
    ]);
    expect(await read()).toMatchObject({ bookings: [{ id: 'hq/3' }], unreadable: [], problems: [] });
  });

  it('is nothing at all when one of its days cannot be read', async () => {
    const { client, list, read } = createSourceWorld();
    list('2026-11-21', [pretendBooking()]);
    const failure = new AuthenticationError({ providerId: 'hq', operation: 'dailyBookings' });
    client.onCall = (call) => {
      if (call.includes('2026-11-22')) throw failure;
    };
    await expect(read()).rejects.toBe(failure);
  });

  it('is nothing at all when an item tells no id: nobody could say which booking is missing', async () => {
    const { list, read } = createSourceWorld();
    list('2026-11-21', [pretendBooking()], [{ problems: [{ path: 'id', message: 'must be text' }] }]);
    await expect(read()).rejects.toMatchObject({
      code: 'response_validation',
      effect: 'none',
      message: expect.stringContaining('id: must be text'),
    });
  });

  it.each(['x'.repeat(101), 'a\u0007b', '\ud800'])(
    'tells an item whose id can be none of ours without it (%j)',
    async (id) => {
      const { list, read } = createSourceWorld();
      list('2026-11-21', [pretendBooking({ id }), pretendBooking({ id: 'x'.repeat(100) })]);
      const { bookings, unreadable, problems } = await read();
      expect(idsOf(bookings)).toEqual([`hq/${'x'.repeat(100)}`]);
      expect(unreadable).toEqual([]);
      expect(problems).toMatchObject([{ problem: 'booking_unreadable', resourceId: 'gym' }]);
      expect(problems[0]).not.toHaveProperty('bookingId');
    },
  );

  it.each([
    { resourceId: '7', at: '2026-11-21T08:00:00.000Z' },
    { resourceId: 'gym', at: 'tomorrow' },
  ])('of what is no resource or no time is refused before anything is asked (%o)', async (request) => {
    const { source, client } = createSourceWorld();
    await expect(source.read(request, {})).rejects.toThrow(InvalidInputError);
    expect(client.calls).toEqual([]);
  });

  it('hands its signal to every call', async () => {
    const { source, client } = createSourceWorld();
    const { signal } = new AbortController();
    await source.read({ resourceId: 'gym', at: '2026-11-21T08:00:00.000Z' }, { signal });
    expect(client.signals).toEqual([signal, signal]);
  });
});
