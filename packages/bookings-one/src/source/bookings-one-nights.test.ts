import { describe, expect, it } from 'vitest';
import { pretendBooking } from './__fixtures__/pretended-client';
import { createSourceWorld } from './__fixtures__/source-world';

const night = pretendBooking({ startsAt: '2026-11-20T22:00:00.000Z', endsAt: '2026-11-21T03:00:00.000Z' });
const after = '2026-11-21T00:30:00.000Z';
const createNight = () => createSourceWorld({ daysBehind: 1 });

describe('a booking over midnight', () => {
  it('is read on its second day where it is listed on the first only', async () => {
    const { client, list, read } = createNight();
    list('2026-11-20', [night]);
    const { bookings, window, problems } = await read(after);
    expect(client.calls.map((call) => call.split(' ')[2])).toEqual(['2026-11-20', '2026-11-21', '2026-11-22']);
    expect(bookings).toMatchObject([{ id: 'hq/1', startsAt: night.startsAt, endsAt: night.endsAt }]);
    expect(window).toEqual({ startsAt: '2026-11-21T00:00:00.000Z', endsAt: '2026-11-23T00:00:00.000Z' });
    expect(problems).toEqual([]);
  });

  it('is one where both of its days list it', async () => {
    const { client, list, read } = createNight();
    for (const date of ['2026-11-20', '2026-11-21']) list(date, [night]);
    expect((await read(after)).bookings).toMatchObject([{ id: 'hq/1' }]);
    expect(client.calls).toHaveLength(3);
  });

  it('is over by a word of the first day', async () => {
    const { list, read } = createNight();
    list('2026-11-20', [{ ...night, status: 'released' }]);
    expect(await read(after)).toMatchObject({ bookings: [], released: ['hq/1'] });
  });

  it('is left as it was when its days show it differently, twice', async () => {
    const { client, list, read } = createNight();
    list('2026-11-20', [night]);
    list('2026-11-21', [{ ...night, endsAt: '2026-11-21T02:00:00.000Z' }]);
    expect(await read(after)).toMatchObject({ bookings: [], unreadable: ['hq/1'] });
    expect(client.calls).toHaveLength(6);
  });

  it('ends the day before where it was shortened so: then nothing is said of it', async () => {
    const { list, read } = createNight();
    list('2026-11-20', [{ ...night, endsAt: '2026-11-20T23:30:00.000Z' }]);
    expect(await read(after)).toMatchObject({ bookings: [], released: [], withheld: [], unreadable: [] });
  });
});

describe('the list of the day before', () => {
  it('tells nothing of what was over at midnight, not even what is wrong with it', async () => {
    const { client, list, read } = createNight();
    const noon = { startsAt: '2026-11-20T12:00:00.000Z', endsAt: '2026-11-20T13:00:00.000Z' };
    const evening = { startsAt: '2026-11-20T23:00:00.000Z', endsAt: '2026-11-21T00:00:00.000Z' };
    list('2026-11-20', [
      pretendBooking({ id: '2', ...noon }),
      pretendBooking({ id: '2', ...evening }),
      pretendBooking({ id: '3', ...noon, status: 'released' }),
      pretendBooking({ id: '4', ...evening, organizer: {} }),
      pretendBooking({ id: '5', ...noon, status: 'unrecognised' }),
    ]);
    const { bookings, released, withheld, unreadable, problems } = await read(after);
    expect([bookings, released, withheld, unreadable, problems]).toEqual([[], [], [], [], []]);
    expect(client.calls).toHaveLength(3);
  });

  it('tells of a booking that is not of that day, as in a wrong time zone', async () => {
    const { list, read } = createNight();
    list('2026-11-20', [pretendBooking({ startsAt: '2026-11-19T12:00:00.000Z', endsAt: '2026-11-19T13:00:00.000Z' })]);
    expect(await read(after)).toMatchObject({ bookings: [], problems: [{ problem: 'booking_contradictory' }] });
  });

  it('is the one of the date before in the zone of the resource, also where a date was left out', async () => {
    const { client, source } = createSourceWorld({
      daysAhead: 0,
      daysBehind: 1,
      resources: [{ resource: '7', timeZone: 'Pacific/Apia' }],
    });
    await source.read({ resourceId: '7', at: '2011-12-30T10:00:00.000Z' }, {});
    expect(client.calls.map((call) => call.split(' ')[2])).toEqual(['2011-12-29', '2011-12-31']);
  });
});
