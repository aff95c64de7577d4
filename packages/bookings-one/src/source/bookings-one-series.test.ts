import { createFixedClock } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { createBookingsOneOffice, createBookingsOneSimulator } from '../testing';
import { pretendBooking } from './__fixtures__/pretended-client';
import { createSourceWorld } from './__fixtures__/source-world';
import { createBookingsOneSource } from './bookings-one-source';

const saturday = pretendBooking();
const sunday = { ...saturday, startsAt: '2026-11-22T09:00:00.000Z', endsAt: '2026-11-22T10:00:00.000Z' };
const [saturdayId, sundayId] = ['hq/1@20261121T090000Z', 'hq/1@20261122T090000Z'];
const idsOf = (bookings: readonly { id: string }[]): string[] => bookings.map(({ id }) => id).sort();

describe('a series whose bookings share an id', () => {
  it('opens nothing unless the options say so, and the report says what to do', async () => {
    const { list, read } = createSourceWorld();
    list('2026-11-21', [saturday]);
    list('2026-11-22', [sunday]);
    const { bookings, unreadable, problems } = await read();
    expect([bookings, unreadable]).toEqual([[], ['hq/1']]);
    expect(problems).toMatchObject([
      { problem: 'booking_contradictory', message: expect.stringContaining('seriesShareId') },
    ]);
  });

  it('is no advice where two contents are of one time', async () => {
    const { list, read } = createSourceWorld();
    list('2026-11-21', [saturday, { ...saturday, endsAt: '2026-11-21T11:00:00.000Z' }]);
    const { problems } = await read();
    expect(problems).toMatchObject([{ problem: 'booking_contradictory' }]);
    expect(problems[0]?.message).not.toContain('seriesShareId');
  });

  it('is as many bookings as there are, in one look', async () => {
    const { client, list, read } = createSourceWorld({ seriesShareId: true });
    list('2026-11-21', [saturday]);
    list('2026-11-22', [{ ...sunday, status: 'released' }]);
    const { bookings, released, problems } = await read();
    expect(bookings).toMatchObject([{ id: saturdayId, startsAt: saturday.startsAt, endsAt: saturday.endsAt }]);
    expect([released, problems]).toEqual([[sundayId], []]);
    expect(client.calls).toHaveLength(2);
  });

  it('leaves each of them its id, whatever else of the series is in sight', async () => {
    const { list, read } = createSourceWorld({ seriesShareId: true });
    list('2026-11-21', [saturday]);
    const alone = idsOf((await read()).bookings);
    list('2026-11-22', [sunday]);
    expect([alone, idsOf((await read()).bookings)]).toEqual([[saturdayId], [saturdayId, sundayId]]);
    expect(idsOf((await read('2026-11-22T08:00:00.000Z')).bookings)).toEqual([sundayId]);
  });

  it('keeps an id when its end is moved or its people change, and takes another one for another start', async () => {
    const { list, read } = createSourceWorld({ seriesShareId: true });
    list('2026-11-21', [{ ...saturday, endsAt: '2026-11-21T12:00:00.000Z', organizer: { email: 'ben@example.com' } }]);
    expect(idsOf((await read()).bookings)).toEqual([saturdayId]);
    list('2026-11-21', [{ ...saturday, startsAt: '2026-11-21T08:30:00.000Z' }]);
    expect(idsOf((await read()).bookings)).toEqual(['hq/1@20261121T083000Z']);
  });

  it('has a night in two lists as one, and still leaves as it was what the two show differently', async () => {
    const { client, list, read } = createSourceWorld({ seriesShareId: true });
    const night = { ...saturday, startsAt: '2026-11-21T22:00:00.000Z', endsAt: '2026-11-22T02:00:00.000Z' };
    for (const date of ['2026-11-21', '2026-11-22']) list(date, [night]);
    expect(idsOf((await read()).bookings)).toEqual(['hq/1@20261121T220000Z']);
    list('2026-11-22', [{ ...night, endsAt: '2026-11-22T01:00:00.000Z' }]);
    expect(await read()).toMatchObject({ bookings: [], unreadable: ['hq/1@20261121T220000Z'] });
    expect(client.calls).toHaveLength(6);
  });

  it('is nothing at all with an item that cannot be read: nobody could say which booking is missing', async () => {
    const { list, read } = createSourceWorld({ seriesShareId: true });
    const problems = [{ path: 'startsAt', message: 'must be a time' }];
    list('2026-11-21', [saturday], [{ id: '1', problems }]);
    await expect(read()).rejects.toMatchObject({
      code: 'response_validation',
      effect: 'none',
      message: expect.stringContaining('startsAt: must be a time'),
    });
  });

  it('has no id that is longer than one can be', async () => {
    const { list, read } = createSourceWorld({ seriesShareId: true });
    list('2026-11-21', [pretendBooking({ id: 'x'.repeat(83) }), pretendBooking({ id: 'y'.repeat(84) })]);
    const { bookings, problems } = await read();
    expect(idsOf(bookings)).toEqual([`hq/${'x'.repeat(83)}@20261121T090000Z`]);
    expect(problems).toMatchObject([{ problem: 'booking_unreadable' }]);
  });

  it('is read as the simulator writes it', async () => {
    const clock = createFixedClock('2026-11-21T08:00:00Z');
    const simulator = createBookingsOneSimulator({ clock, switches: { seriesShareId: true } });
    const { boardroom, ada } = createBookingsOneOffice(simulator);
    const book = (day: number, series?: string) =>
      simulator.book({
        resource: boardroom.id,
        organizer: ada.id,
        startsAt: `2026-11-${day}T09:00:00Z`,
        endsAt: `2026-11-${day}T10:00:00Z`,
        ...(series !== undefined && { series }),
      });
    const { id } = book(21);
    simulator.cancel(book(22, id).id);
    const source = createBookingsOneSource({
      id: 'hq',
      baseUrl: 'https://bookings.example',
      token: simulator.token,
      resources: [{ resource: boardroom.id, timeZone: boardroom.timeZone }],
      seriesShareId: true,
      fetch: (input, init) => simulator.handler(new Request(input, init)),
    });
    const reading = await source.read({ resourceId: boardroom.id, at: '2026-11-21T08:00:00.000Z' }, {});
    expect(idsOf(reading.bookings)).toEqual([`hq/${id}@20261121T090000Z`]);
    expect(reading.released).toEqual([`hq/${id}@20261122T090000Z`]);
    await source.close();
  });
});
