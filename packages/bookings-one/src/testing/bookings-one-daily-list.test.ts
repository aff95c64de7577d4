import { createFixedClock } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { type BookingsOneProfile, bookingsOneProfile } from '../wire/bookings-one-profile';
import { createBookingsOneOffice } from './bookings-one-office';
import { createBookingsOneSimulator } from './bookings-one-simulator';
import type { BookingsOneSwitchOptions } from './bookings-one-switches';
import { createBookingsOneTestCaller } from './bookings-one-test-caller';

describe('the daily list of the Bookings ONE simulator', () => {
  const setUp = (switches?: BookingsOneSwitchOptions, profile?: BookingsOneProfile) => {
    const clock = createFixedClock('2026-11-21T08:00:00Z');
    const simulator = createBookingsOneSimulator({ clock, switches, profile });
    const office = createBookingsOneOffice(simulator);
    const bookAda = (
      startsAt: string,
      endsAt: string,
      more?: { attendees?: string[]; isPrivate?: boolean; series?: string },
    ) => simulator.book({ resource: office.boardroom.id, organizer: office.ada.id, startsAt, endsAt, ...more });
    return { simulator, office, bookAda, caller: createBookingsOneTestCaller(simulator) };
  };
  const fieldsOf = (list: unknown, field: string): unknown[] =>
    Array.isArray(list) ? list.map((item) => item[field]) : ['no list'];

  it('writes a booking in the words of the vendor', async () => {
    const { simulator, office, caller } = setUp();
    const booking = simulator.book({
      resource: office.boardroom.id,
      organizer: office.ada.id,
      booker: office.cleo.id,
      attendees: [office.ben.id, office.otto.id],
      startsAt: '2026-11-21T09:00:00Z',
      endsAt: '2026-11-21T10:00:00Z',
      title: 'Budget',
    });
    expect(await caller.list(office.boardroom.id, '2026-11-21')).toEqual([
      {
        id: Number(booking.id),
        resourceId: Number(office.boardroom.id),
        subject: 'Budget',
        isPrivate: false,
        startTime: '2026-11-21T10:00:00+01:00',
        endTime: '2026-11-21T11:00:00+01:00',
        status: 'approved',
        bookedBy: { id: Number(office.cleo.id), name: 'Cleo Castle', email: 'cleo@harbour.example' },
        organizer: { id: Number(office.ada.id), name: 'Ada Archer', email: 'ada@harbour.example' },
        attendees: [
          { id: Number(office.ben.id), name: 'Ben Brook', email: 'ben@harbour.example' },
          { id: Number(office.otto.id), name: 'Otto Outside' },
        ],
      },
    ]);
  });

  it('has a booking across midnight of the resource in both days and no others', async () => {
    const { office, bookAda, caller } = setUp();
    bookAda('2026-11-21T22:30:00Z', '2026-11-21T23:30:00Z');
    const counts = await Promise.all(
      ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map(
        async (date) => fieldsOf(await caller.list(office.boardroom.id, date), 'id').length,
      ),
    );
    expect(counts).toEqual([0, 1, 1, 0]);
  });

  it('has a booking across midnight where it begins only, when switched so', async () => {
    const { simulator, office, bookAda, caller } = setUp({ listsOn: 'first_day' });
    bookAda('2026-11-21T22:30:00Z', '2026-11-21T23:30:00Z');
    const list = async (date: string) => fieldsOf(await caller.list(office.boardroom.id, date), 'id').length;
    expect([await list('2026-11-20'), await list('2026-11-21'), await list('2026-11-22')]).toEqual([0, 1, 0]);
    simulator.switches.listsOn = 'every_day';
    expect(await list('2026-11-22')).toBe(1);
  });

  it('writes the bookings of a series with ids of their own, or with the first one when switched so', async () => {
    const { simulator, office, bookAda, caller } = setUp();
    const window = ['2026-11-21T09:00:00Z', '2026-11-21T10:00:00Z'] as const;
    const first = bookAda(...window);
    const second = bookAda('2026-11-22T09:00:00Z', '2026-11-22T10:00:00Z', { series: first.id });
    const idsOf = async () => [
      ...fieldsOf(await caller.list(office.boardroom.id, '2026-11-21'), 'id'),
      ...fieldsOf(await caller.list(office.boardroom.id, '2026-11-22'), 'id'),
    ];
    expect(await idsOf()).toEqual([Number(first.id), Number(second.id)]);
    simulator.switches.seriesShareId = true;
    expect(await idsOf()).toEqual([Number(first.id), Number(first.id)]);
    expect(() => bookAda(...window, { series: '9999' })).toThrow(RangeError);
  });

  it('has a booking that ends at midnight in one day only', async () => {
    const { office, bookAda, caller } = setUp();
    bookAda('2026-11-21T22:00:00Z', '2026-11-21T23:00:00Z');
    expect(await caller.list(office.boardroom.id, '2026-11-22')).toEqual([]);
    expect(fieldsOf(await caller.list(office.boardroom.id, '2026-11-21'), 'id')).toHaveLength(1);
  });

  it('takes the day of each resource from its own time zone', async () => {
    const { simulator, office, caller } = setUp();
    for (const resource of [office.desk.id, office.boardroom.id])
      simulator.book({
        resource,
        organizer: office.ada.id,
        startsAt: '2026-11-21T17:00:00Z',
        endsAt: '2026-11-21T18:00:00Z',
      });
    expect(fieldsOf(await caller.list(office.desk.id, '2026-11-22'), 'startTime')).toEqual([
      '2026-11-22T01:00:00+08:00',
    ]);
    expect(await caller.list(office.desk.id, '2026-11-21')).toEqual([]);
    expect(fieldsOf(await caller.list(office.boardroom.id, '2026-11-21'), 'id')).toHaveLength(1);
  });

  it('is ordered by start, without bookings of other resources', async () => {
    const { simulator, office, bookAda, caller } = setUp();
    const later = bookAda('2026-11-21T15:00:00Z', '2026-11-21T16:00:00Z');
    const earlier = bookAda('2026-11-21T09:00:00Z', '2026-11-21T10:00:00Z');
    const { startsAt, endsAt } = earlier;
    simulator.book({ resource: office.studio.id, organizer: office.ada.id, startsAt, endsAt });
    const ids = fieldsOf(await caller.list(office.boardroom.id, '2026-11-21'), 'id');
    expect(ids).toEqual([Number(earlier.id), Number(later.id)]);
  });

  it('writes ids as text, times as the wall shows them, and what is missing as null when switched so', async () => {
    const { office, bookAda, caller } = setUp({ ids: 'text', times: 'local', writesMissing: 'null' });
    const booking = bookAda('2026-11-21T09:00:00Z', '2026-11-21T10:00:00Z', { attendees: [office.otto.id] });
    expect(await caller.list(office.boardroom.id, '2026-11-21')).toMatchObject([
      {
        id: booking.id,
        resourceId: office.boardroom.id,
        startTime: '2026-11-21T10:00:00',
        endTime: '2026-11-21T11:00:00',
        attendees: [{ id: office.otto.id, email: null }],
      },
    ]);
  });

  it('writes an id that is no number as text, whatever is switched', async () => {
    const { simulator, office, caller } = setUp();
    const { id } = simulator.addResource({ id: 'Wing B/2', name: 'Attic', timeZone: 'UTC' });
    const window = { startsAt: '2026-11-21T09:00:00Z', endsAt: '2026-11-21T10:00:00Z' };
    simulator.book({ resource: id, organizer: office.ada.id, ...window });
    expect(fieldsOf(await caller.list('Wing%20B%2F2', '2026-11-21'), 'resourceId')).toEqual(['Wing B/2']);
  });

  it('tells nobody of a private booking, unless switched so', async () => {
    const { simulator, office, bookAda, caller } = setUp();
    const window = ['2026-11-21T09:00:00Z', '2026-11-21T10:00:00Z'] as const;
    bookAda(...window, { isPrivate: true, attendees: [office.ben.id] });
    const [masked] = [
      await caller.get(`/API/external/booking/v1/resource/${office.boardroom.id}/daily?date=2026-11-21`),
    ];
    expect(masked.text).not.toMatch(/ada|ben|Meeting|organizer/i);
    expect(fieldsOf(masked.json, 'attendees')).toEqual([[]]);
    simulator.switches.writesMissing = 'null';
    expect(fieldsOf(await caller.list(office.boardroom.id, '2026-11-21'), 'organizer')).toEqual([null]);
    simulator.switches.masksPrivate = false;
    expect(fieldsOf(await caller.list(office.boardroom.id, '2026-11-21'), 'attendees')).toMatchObject([
      [{ email: 'ben@harbour.example' }],
    ]);
  });

  it('keeps a released booking with its word, or lets it vanish', async () => {
    const { simulator, office, bookAda, caller } = setUp();
    simulator.cancel(bookAda('2026-11-21T09:00:00Z', '2026-11-21T10:00:00Z').id);
    bookAda('2026-11-21T09:00:00Z', '2026-11-21T10:00:00Z');
    const words = async () => fieldsOf(await caller.list(office.boardroom.id, '2026-11-21'), 'status');
    expect(await words()).toEqual(['cancelled', 'approved']);
    simulator.switches.keepsReleased = false;
    expect(await words()).toEqual(['approved']);
    simulator.switches.writeWord = (word) => word.toUpperCase();
    expect(await words()).toEqual(['APPROVED']);
  });

  it.each(['', '2026-11-31', '2026-2-1', '21.11.2026', '2026-11-21T00:00:00Z', 'today'])(
    'answers 400 to the date "%s"',
    async (date) => {
      const { office, caller } = setUp();
      const path = `/API/external/booking/v1/resource/${office.boardroom.id}/daily`;
      expect((await caller.get(`${path}?date=${date}`)).status).toBe(400);
      expect((await caller.get(path)).status).toBe(400);
    },
  );

  it.each(['9999', '01003', 'Boardroom', '1003.0'])('answers 404 to the unknown resource %s', async (resource) => {
    const { office, caller } = setUp();
    expect(office.boardroom.id).toBe('1004');
    expect((await caller.get(`/API/external/booking/v1/resource/${resource}/daily?date=2026-11-21`)).status).toBe(404);
  });

  it('follows another profile to the last name', async () => {
    const profile: BookingsOneProfile = {
      ...bookingsOneProfile,
      paths: { ...bookingsOneProfile.paths, dailyBookings: '/v9/day/{date}' },
      dailyQuery: { resource: 'room', date: null },
      dailyItems: 'data.items',
      booking: { ...bookingsOneProfile.booking, startsAt: 'time.from', endsAt: 'time.to', email: 'mail.address' },
      times: 'local',
      statuses: { Accepted: 'granting', 'No Show': 'released', gone: 'released' },
    };
    const { simulator, office, bookAda, caller } = setUp({}, profile);
    simulator.noShow(bookAda('2026-11-21T07:00:00Z', '2026-11-21T08:00:00Z').id);
    simulator.cancel(bookAda('2026-11-21T08:00:00Z', '2026-11-21T09:00:00Z').id);
    bookAda('2026-11-21T09:00:00Z', '2026-11-21T10:00:00Z');
    const { json } = await caller.get(`/v9/day/2026-11-21?room=${office.boardroom.id}`);
    expect(json).toMatchObject({
      data: {
        items: [
          { status: 'No Show', time: { from: '2026-11-21T08:00:00', to: '2026-11-21T09:00:00' } },
          { status: 'No Show' },
          { status: 'Accepted', organizer: { mail: { address: 'ada@harbour.example' } } },
        ],
      },
    });
  });
});
