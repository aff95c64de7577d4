import { InvalidInputError, ResponseValidationError } from '@acx/core/provider';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { DAILY, failureOf, json, useTestVendor } from './__fixtures__/bookings-one-test-vendor';
import type { BookingsOneClientOptions } from './bookings-one-client-options';

describe('the bookings of a day', () => {
  const vendor = useTestVendor();
  const request = { resource: '12', date: '2026-07-01', timeZone: 'Europe/Dublin' };
  const item = {
    id: 7,
    resourceId: 12,
    startTime: '2026-07-01T10:00:00+01:00',
    endTime: '2026-07-01T11:00:00+01:00',
    status: 'Approved',
    organizer: { email: ' Ada@Example.com ', name: 'Ada' },
    attendees: [{ email: 'ben@example.com' }, { email: '' }, { name: 'Cleo' }, null],
    unknown: { deep: [1] },
  };
  const booking = {
    id: '7',
    resource: '12',
    startsAt: '2026-07-01T09:00:00.000Z',
    endsAt: '2026-07-01T10:00:00.000Z',
    status: 'granting',
    organizer: { email: 'Ada@Example.com' },
    attendees: [{ email: 'ben@example.com' }, {}, {}, {}],
  };
  const dayOf = (options?: Partial<BookingsOneClientOptions>) => vendor.client(options).dailyBookings(request);

  it('are asked for by resource and date, and read with what is needed', async () => {
    vendor.answer('get', DAILY, json([item]));
    expect(await dayOf()).toEqual({ bookings: [booking], unreadable: [] });
    expect(vendor.seen).toEqual([
      { line: `GET ${DAILY}?date=2026-07-01`, body: '', authorization: 's3cret-T0ken', contentType: null },
    ]);
  });

  it('may be none', async () => {
    vendor.answer('get', DAILY, json([]));
    expect(await dayOf()).toEqual({ bookings: [], unreadable: [] });
  });

  it('are asked for with ids that need encoding', async () => {
    vendor.answer('get', '/API/external/booking/v1/resource/:resource/daily', json([]));
    await vendor.client().dailyBookings({ ...request, resource: 'a/b ?&12' });
    expect(vendor.seen[0]?.line).toBe('GET /API/external/booking/v1/resource/a%2Fb%20%3F%2612/daily?date=2026-07-01');
  });

  it('are spoken of by the names of a corrected profile', async () => {
    const profile = {
      paths: { dailyBookings: '/v2/appointments' },
      dailyQuery: { resource: 'room', date: 'on' },
      dailyItems: 'data.items',
      booking: {
        id: 'ref.id',
        resource: 'room.id',
        startsAt: 'from',
        endsAt: 'to',
        organizer: 'by',
        email: 'user.mail',
      },
      times: 'local',
      statuses: { Bestätigt: 'granting', approved: 'released' },
    } as const;
    const renamed = {
      ref: { id: 'b-7' },
      room: { id: '12' },
      from: '2026-07-01T10:00:00',
      to: '2026-07-01T11:00:00',
      status: 'bestätigt',
      by: { user: { mail: 'ada@example.com' } },
    };
    vendor.answer('get', '/v2/appointments', json({ data: { items: [renamed, { ...renamed, status: 'Approved' }] } }));
    const { bookings } = await dayOf({ profile });
    expect(vendor.seen[0]?.line).toBe('GET /v2/appointments?room=12&on=2026-07-01');
    expect(bookings).toEqual([
      { ...booking, id: 'b-7', organizer: { email: 'ada@example.com' }, attendees: [] },
      { ...booking, id: 'b-7', organizer: { email: 'ada@example.com' }, attendees: [], status: 'released' },
    ]);
  });

  it.each([
    ['resource', { resource: '' }],
    ['resource', { resource: '..' }],
    ['date', { date: '2026-02-29' }],
    ['date', { date: 'today' }],
    ['timeZone', { timeZone: 'Dublin' }],
    ['timeZone', { timeZone: '+01:00' }],
  ])('are never asked for with a wrong %s: %j', async (path, change) => {
    const failure = await failureOf(vendor.client().dailyBookings({ ...request, ...change }));
    expect(failure).toBeInstanceOf(InvalidInputError);
    expect(failure).toMatchObject({ effect: 'none', problems: [{ path }] });
    expect(vendor.seen).toEqual([]);
  });

  it.each([
    ['an object', json({ data: [item] })],
    ['an error in JSON', json({ error: 'no such room' })],
    ['nothing', () => new HttpResponse(null)],
    ['null', json(null)],
    ['a text', json('none')],
    ['a page', () => new HttpResponse('<html></html>')],
    ['words', () => new HttpResponse('none')],
    ['a list that is cut off', () => new HttpResponse(JSON.stringify([item, item]).slice(0, -9))],
  ])('are not believed when the answer is %s', async (_what, answer) => {
    vendor.answer('get', DAILY, answer);
    const failure = await failureOf(dayOf());
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure).toMatchObject({ effect: 'none', operation: 'dailyBookings' });
  });

  it.each([
    ['the answer is a list after all', [item]],
    ['the field is missing', {}],
    ['the field is no list', { items: {} }],
  ])('are not believed when they should be in a field, and %s', async (_what, answer) => {
    vendor.answer('get', DAILY, json(answer));
    const failure = await failureOf(dayOf({ profile: { dailyItems: 'items' } }));
    expect(failure).toMatchObject({ code: 'response_validation', problems: [{ path: 'dailyItems' }] });
  });

  it.each([
    ['a number', { ...item, resourceId: 13 }],
    ['a text', { ...item, resourceId: '13' }],
    ['another spelling', { ...item, resourceId: '012' }],
    ['an item that cannot be read', { resourceId: 13 }],
  ])('are not believed when one of them is of another resource: %s', async (_what, stranger) => {
    vendor.answer('get', DAILY, json([item, stranger]));
    const failure = await failureOf(dayOf());
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure).toMatchObject({ problems: [{ path: '[1].resource' }] });
    expect(String(failure)).not.toContain('13');
  });

  it.each([undefined, null, '', 12, '12'])('need not name their resource again: %j', async (resourceId) => {
    vendor.answer('get', DAILY, json([{ ...item, resourceId }]));
    const { bookings } = await dayOf();
    expect(bookings).toMatchObject([{ id: '7' }]);
  });

  it('are at most 5000', async () => {
    const list = (length: number) => json(Array.from({ length }, (_, id) => ({ ...item, id, attendees: [] })));
    vendor.answer('get', DAILY, list(5001), list(5000));
    expect(await failureOf(dayOf())).toMatchObject({ problems: [{ message: 'holds more than 5000 bookings' }] });
    expect((await dayOf()).bookings).toHaveLength(5000);
  });
});
