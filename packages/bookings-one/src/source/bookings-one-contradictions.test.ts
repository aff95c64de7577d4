import { describe, expect, it } from 'vitest';
import { pretendBooking } from './__fixtures__/pretended-client';
import { createSourceWorld } from './__fixtures__/source-world';

const night = pretendBooking({ startsAt: '2026-11-21T22:00:00.000Z', endsAt: '2026-11-22T02:00:00.000Z' });
const shorter = { ...night, endsAt: '2026-11-22T01:00:00.000Z' };
const noon = pretendBooking({ id: '2', startsAt: '2026-11-21T12:00:00.000Z', endsAt: '2026-11-21T13:00:00.000Z' });
const problem = { path: 'endsAt', message: 'must be a time' };

describe('lists that contradict each other', () => {
  it('are read once more, and believed when they agree then', async () => {
    const { client, list, read } = createSourceWorld();
    list('2026-11-21', [night, noon]);
    list('2026-11-22', [shorter]);
    client.onCall = () => {
      // Shortened between the first call and the second.
      if (client.calls.length === 3) list('2026-11-21', [shorter, noon]);
    };
    const { bookings, unreadable, problems } = await read();
    expect(client.calls.map((call) => call.split(' ')[2])).toEqual([
      '2026-11-21',
      '2026-11-22',
      '2026-11-21',
      '2026-11-22',
    ]);
    expect(bookings).toMatchObject([{ id: 'hq/1', endsAt: shorter.endsAt }, { id: 'hq/2' }]);
    expect([unreadable, problems]).toEqual([[], []]);
  });

  it.each([
    ['time', shorter],
    ['people', { ...night, attendees: [{ email: 'ben@example.com' }] }],
    ['number of people without an address', { ...night, attendees: [{}] }],
    ['status', { ...night, status: 'pending' as const }],
    ['status', { ...night, status: 'released' as const }],
  ])('in the %s of a booking leave it as it was known, and the rest counts', async (_what, other) => {
    const { client, list, read } = createSourceWorld();
    list('2026-11-21', [night, noon]);
    list('2026-11-22', [other]);
    const { bookings, released, unreadable, problems } = await read();
    expect(client.calls).toHaveLength(4);
    expect(bookings).toMatchObject([{ id: 'hq/2' }]);
    expect(released).toEqual([]);
    expect(unreadable).toEqual(['hq/1']);
    expect(problems).toMatchObject([{ problem: 'booking_contradictory', resourceId: 'gym', bookingId: 'hq/1' }]);
  });

  it('may be one list that has a booking twice', async () => {
    const { list, read } = createSourceWorld();
    list('2026-11-21', [noon, { ...noon, endsAt: '2026-11-21T14:00:00.000Z' }, noon]);
    expect(await read()).toMatchObject({ bookings: [], unreadable: ['hq/2'] });
  });

  it('may have a booking that only one of them can read', async () => {
    const { list, read } = createSourceWorld();
    list('2026-11-21', [night]);
    list('2026-11-22', [], [{ id: '1', problems: [problem] }]);
    const { bookings, unreadable, problems } = await read();
    expect([bookings, unreadable]).toEqual([[], ['hq/1']]);
    expect(problems).toMatchObject([{ problem: 'booking_contradictory' }]);
  });

  it('do not when none of them can read a booking, and it is told once', async () => {
    const { client, list, read } = createSourceWorld();
    list('2026-11-21', [], [{ id: '1', problems: [problem] }]);
    list('2026-11-22', [], [{ id: '1', problems: [problem] }]);
    expect(await read()).toMatchObject({ unreadable: ['hq/1'], problems: [{ problem: 'booking_unreadable' }] });
    expect(client.calls).toHaveLength(2);
  });

  it('do not when they differ in the order of people only', async () => {
    const { client, list, read } = createSourceWorld();
    const people = [{ email: 'ben@example.com' }, { email: 'cleo@example.com' }];
    list('2026-11-21', [{ ...night, attendees: people }]);
    list('2026-11-22', [{ ...night, attendees: people.toReversed(), resource: '7' }]);
    expect(await read()).toMatchObject({ bookings: [{ id: 'hq/1' }], problems: [] });
    expect(client.calls).toHaveLength(2);
  });

  it('do when a booking is not on the day that it is listed for, as in a wrong time zone', async () => {
    const { client, list, read } = createSourceWorld({ daysAhead: 0 });
    const late = pretendBooking({ startsAt: '2026-11-22T05:00:00.000Z', endsAt: '2026-11-22T06:00:00.000Z' });
    list('2026-11-21', [late, noon]);
    const { bookings, unreadable, problems } = await read();
    expect(bookings).toMatchObject([{ id: 'hq/2' }]);
    expect(unreadable).toEqual(['hq/1']);
    expect(problems).toMatchObject([{ problem: 'booking_contradictory', bookingId: 'hq/1' }]);
    expect(problems[0]?.message).toContain('time zone');
    expect(client.calls).toHaveLength(1);
  });

  it('do not when a booking is listed for its own day too', async () => {
    const { list, read } = createSourceWorld();
    const next = pretendBooking({ startsAt: '2026-11-22T05:00:00.000Z', endsAt: '2026-11-22T06:00:00.000Z' });
    list('2026-11-21', [next]);
    list('2026-11-22', [next]);
    expect(await read()).toMatchObject({ bookings: [{ id: 'hq/1' }], unreadable: [], problems: [] });
  });
});
