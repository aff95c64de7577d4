import { describe, expect, it } from 'vitest';
import { createFixedClock } from '../clock/fixed-clock';
import { createFakeBookingSource, type FakeBookingSource } from './fake-booking-source';
import type { FakeBookingSourceOptions } from './fake-booking-source-options';

const at = '2026-11-16T08:20:00.000Z';
const ten = { startsAt: '2026-11-16T10:00:00.000Z', endsAt: '2026-11-16T11:00:00.000Z' };
const booking = { id: '1', resourceId: 'room-1', ...ten, organizer: 'ada@acx.example' };

function createFake(options: Omit<FakeBookingSourceOptions, 'clock'> = {}) {
  const clock = createFixedClock(at);
  const fake = createFakeBookingSource({ clock, ...options });
  const read = (resourceId = 'room-1') => fake.source.read({ resourceId, at }, {});
  const idsOf = async (): Promise<string[]> => (await read()).bookings.map(({ id }) => id);
  return { clock, fake, read, idsOf };
}

async function receiveAll({ source, takeHints }: FakeBookingSource): Promise<string[]> {
  const received = await Promise.all(takeHints().map((request) => source.hints?.receive(request)));
  return received.flatMap((hint) => hint?.resourceIds ?? []);
}

describe('the fake booking source', () => {
  it('reads from the local midnight of today to the end of the last day', async () => {
    const { read } = createFake({ timeZone: 'Asia/Kathmandu', daysAhead: 2 });
    const { window } = await read();
    expect(window).toEqual({ startsAt: '2026-11-15T18:15:00.000Z', endsAt: '2026-11-18T18:15:00.000Z' });
  });

  it('reads a booking whole, with its people', async () => {
    const { fake, read } = createFake();
    fake.book({ ...booking, startsAt: '2026-11-16T11:00:00+01:00', attendees: [' Berta@ACX.example', null] });
    expect(await read()).toEqual({
      resourceId: 'room-1',
      window: { startsAt: '2026-11-16T00:00:00.000Z', endsAt: '2026-11-18T00:00:00.000Z' },
      bookings: [
        {
          ...{ id: 'fake-bookings/1', resourceId: 'room-1', ...ten, status: 'confirmed' },
          holders: [
            { holderId: 'ada@acx.example', role: 'organizer' },
            { holderId: 'berta@acx.example', role: 'attendee' },
          ],
        },
      ],
      ...{ released: [], withheld: [], unreadable: [] },
      problems: [
        {
          ...{ problem: 'person_without_email', resourceId: 'room-1', bookingId: 'fake-bookings/1' },
          message: expect.stringContaining('no e-mail address'),
        },
      ],
    });
  });

  it('lists what is over as released, or not at all', async () => {
    const { fake, read } = createFake();
    for (const id of ['1', '2', '3', '4']) fake.book({ ...booking, id });
    fake.cancel({ id: '1' });
    fake.cancel({ id: '2', keepsListed: false });
    fake.release('3');
    const { bookings, released } = await read();
    expect(bookings.map(({ id }) => id)).toEqual(['fake-bookings/4']);
    expect(released).toEqual(['fake-bookings/1', 'fake-bookings/3']);
    expect(() => fake.release('2')).toThrow(RangeError);
    expect(() => fake.book(booking)).toThrow(RangeError);
  });

  it('leaves a booking alone that it cannot read, or that is too long to be one', async () => {
    const { fake, read } = createFake();
    fake.book(booking);
    fake.book({ ...booking, id: '2', endsAt: '2028-11-16T11:00:00.000Z' });
    fake.garble('1');
    const { unreadable, problems } = await read();
    expect(unreadable.toSorted()).toEqual(['fake-bookings/1', 'fake-bookings/2']);
    expect(problems.map(({ problem }) => problem)).toEqual(['booking_unreadable', 'booking_unreadable']);
  });

  it('leaves a booking alone that is altered between two calls of one reading', async () => {
    const { fake, read } = createFake({ daysPerCall: 1 });
    fake.book({ ...booking, endsAt: '2026-11-17T11:00:00.000Z' });
    const releases = [fake.holdNext('list'), fake.holdNext('list')];
    const reading = read();
    releases[0]?.();
    await new Promise(setImmediate);
    fake.change({ id: '1', endsAt: '2026-11-17T12:00:00.000Z' });
    releases[1]?.();
    const { bookings, unreadable, problems } = await reading;
    expect([bookings, unreadable]).toEqual([[], ['fake-bookings/1']]);
    expect(problems.map(({ problem }) => problem)).toEqual(['booking_contradictory']);
  });

  it('lacks bookings in the next answer that has any, and only there', async () => {
    const { fake, idsOf } = createFake();
    for (const id of ['1', '2', '3']) fake.book({ ...booking, id });
    fake.cutNextAnswer(2);
    expect(await idsOf()).toEqual(['fake-bookings/1']);
    expect(await idsOf()).toHaveLength(3);
    fake.cutNextAnswer(7);
    expect(await idsOf()).toEqual([]);
  });

  it('answers as if nothing were booked while it is told to', async () => {
    const { fake, idsOf } = createFake();
    fake.book(booking);
    fake.emptyAnswers(true);
    expect(await idsOf()).toEqual([]);
    fake.emptyAnswers(false);
    expect(await idsOf()).toHaveLength(1);
  });

  it('is as it was at first when all levers are taken back', async () => {
    const { fake, idsOf } = createFake();
    fake.book(booking);
    fake.setOutage(true);
    fake.refuseToken(true);
    fake.emptyAnswers(true);
    fake.cutNextAnswer(1);
    fake.answerWrongly();
    fake.breakOffAfter(0);
    fake.reset();
    expect(await idsOf()).toEqual(['fake-bookings/1']);
  });

  it('counts lists, also those that fail, and all calls', async () => {
    const { fake, read } = createFake({ daysPerCall: 1 });
    await read();
    fake.setOutage(true);
    await expect(read()).rejects.toMatchObject({ code: 'connection' });
    fake.setOutage(false);
    await fake.source.checkHealth({});
    expect([fake.reads, fake.calls, fake.source.callsPerRead]).toEqual([3, 4, 2]);
  });

  it('announces what is booked, altered and cancelled to whoever has subscribed, and no no-show', async () => {
    const { fake } = createFake();
    fake.book(booking);
    expect(await receiveAll(fake)).toEqual([]);
    await fake.source.hints?.subscribe({});
    expect(fake.subscriptions).toBe(1);
    fake.book({ ...booking, id: '2' });
    expect(await receiveAll(fake)).toEqual(['room-1']);
    fake.change({ id: '2', resourceId: 'room-2' });
    expect(await receiveAll(fake)).toEqual(['room-1', 'room-2']);
    fake.cancel({ id: '2' });
    expect(await receiveAll(fake)).toEqual(['room-2']);
    fake.release('1');
    expect(await receiveAll(fake)).toEqual([]);
    fake.dropSubscriptions();
    fake.cancel({ id: '1' });
    expect([fake.subscriptions, fake.takeHints()]).toEqual([0, []]);
  });

  it('loses, doubles and delays hints when it is told to', async () => {
    const { fake, clock } = createFake({ announce: 'lost' });
    await fake.source.hints?.subscribe({});
    fake.book(booking);
    expect(await receiveAll(fake)).toEqual([]);
    fake.setAnnounce('twice');
    fake.change({ id: '1', status: 'pending' });
    expect(await receiveAll(fake)).toEqual(['room-1', 'room-1']);
    fake.setAnnounce('late');
    fake.change({ id: '1', status: 'confirmed' });
    expect(await receiveAll(fake)).toEqual([]);
    await clock.advanceBy(3_600_000);
    expect(await receiveAll(fake)).toEqual(['room-1']);
  });

  it('has another subscription for another address, and no hints where there are none', () => {
    const subscriptionOf = (options: Omit<FakeBookingSourceOptions, 'clock'>) =>
      createFake(options).fake.source.hints?.subscription;
    expect(subscriptionOf({})).toBe(subscriptionOf({}));
    expect(subscriptionOf({ hintSecret: 'another-secret-of-the-host' })).not.toBe(subscriptionOf({}));
    expect(subscriptionOf({ id: 'other' })).not.toBe(subscriptionOf({}));
    expect(subscriptionOf({ hints: false })).toBeUndefined();
  });
});
