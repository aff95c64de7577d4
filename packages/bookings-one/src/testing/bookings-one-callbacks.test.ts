import { createFixedClock } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { createBookingsOneOffice } from './bookings-one-office';
import { createSeededMischief } from './bookings-one-seeded-mischief';
import { createBookingsOneSimulator } from './bookings-one-simulator';
import type { BookingsOneCallbackSwitches, BookingsOneSwitchOptions } from './bookings-one-switches';
import { createBookingsOneTestCaller } from './bookings-one-test-caller';

const ADDRESS = 'https://doors.example/hints/secret';

describe('callbacks of the Bookings ONE simulator', () => {
  const setUp = async (callbacks?: Partial<BookingsOneCallbackSwitches>, switches?: BookingsOneSwitchOptions) => {
    const clock = createFixedClock('2026-11-21T08:00:00Z');
    const received: string[] = [];
    const answers: (Response | Error)[] = [];
    const simulator = createBookingsOneSimulator({
      clock,
      switches: { ...switches, callbacks },
      async deliver(request) {
        received.push(`${request.method} ${request.url} ${readResource(await request.text())}`);
        const answer = answers.shift() ?? new Response(null, { status: 204 });
        if (answer instanceof Error) throw answer;
        return answer;
      },
    });
    const office = createBookingsOneOffice(simulator);
    const subscribe = (callURL = ADDRESS) =>
      createBookingsOneTestCaller(simulator).post('/API/external/booking/v1/subscription', { callURL });
    await subscribe();
    const book = (resource = office.boardroom.id, hour = 9) =>
      simulator.book({
        resource,
        organizer: office.ada.id,
        startsAt: new Date(Date.UTC(2026, 10, 21, hour)),
        endsAt: new Date(Date.UTC(2026, 10, 21, hour + 1)),
      });
    return { clock, simulator, office, subscribe, book, received, answers };
  };
  const readResource = (body: string): string => String(JSON.parse(body).resourceId);

  it('go to the subscribed address as POST of JSON with the id of the resource', async () => {
    const { simulator, office, book, received } = await setUp();
    const booking = book();
    expect(simulator.pendingCallbacks()).toMatchObject([
      { number: 1, url: ADDRESS, resource: office.boardroom.id, booking: booking.id },
    ]);
    expect(received).toEqual([]);
    expect(await simulator.deliverCallbacks()).toMatchObject([{ outcome: 'answered', status: 204 }]);
    expect(received).toEqual([`POST ${ADDRESS} ${office.boardroom.id}`]);
    expect(simulator.pendingCallbacks()).toEqual([]);
    expect(await simulator.deliverCallbacks()).toEqual([]);
  });

  it('tell the resource in another field when switched so', async () => {
    const { simulator, office, book } = await setUp({ resourceField: 'resource.id' });
    book();
    expect(JSON.parse(simulator.pendingCallbacks()[0]?.body ?? '')).toMatchObject({
      resource: { id: Number(office.boardroom.id) },
    });
  });

  it('come for new, approved, extended, moved and altered bookings always', async () => {
    const { simulator, office, book } = await setUp();
    const { id } = book(office.studio.id);
    simulator.approve(id);
    simulator.extend(id, { endsAt: '2026-11-21T11:00:00Z' });
    simulator.move(id, { startsAt: '2026-11-21T10:30:00Z' });
    simulator.alterBooking(id, { attendees: [office.ben.id] });
    expect(simulator.pendingCallbacks().map(({ resource }) => resource)).toEqual(Array(5).fill(office.studio.id));
  });

  it.each([
    ['onCancel' as const, 1],
    ['onTransitions' as const, 5],
  ])('come unannounced without %s, and with it', async (name, expected) => {
    for (const isOn of [false, true]) {
      const { clock, simulator, office, book } = await setUp({ [name]: isOn });
      const [cancelled, rejected, missed, left] = [9, 10, 11, 8].map((hour) => book(office.boardroom.id, hour).id);
      const overdue = book(office.huddle.id, 8).id;
      const before = simulator.pendingCallbacks().length;
      simulator.cancel(cancelled ?? '');
      simulator.reject(rejected ?? '');
      simulator.noShow(missed ?? '');
      simulator.checkIn(left ?? '');
      await clock.advanceTo('2026-11-21T08:30:00Z');
      simulator.checkOutEarly(left ?? '');
      expect(simulator.tick().map(({ id }) => id)).toEqual([overdue]);
      expect(simulator.pendingCallbacks().length - before).toBe(isOn ? expected : 0);
    }
  });

  it('name the new resource of a moved booking, and the former one only when switched so', async () => {
    const { simulator, office, book } = await setUp();
    const { id } = book();
    simulator.move(id, { resource: office.desk.id });
    simulator.switches.callbacks.tellsFormerResource = true;
    simulator.move(id, { resource: office.huddle.id });
    const { boardroom, desk, huddle } = office;
    expect(simulator.pendingCallbacks().map(({ resource }) => resource)).toEqual(
      [boardroom, desk, huddle, desk].map((resource) => resource.id),
    );
  });

  it('go twice to an address that was subscribed twice, or once', async () => {
    const twice = await setUp();
    await twice.subscribe();
    twice.book();
    expect(twice.simulator.pendingCallbacks()).toHaveLength(2);
    const once = await setUp({}, { sameUrlTwice: 'once' });
    await once.subscribe();
    await once.subscribe('https://doors.example/hints/other');
    once.book();
    expect(once.simulator.pendingCallbacks().map(({ url }) => url)).toEqual([
      ADDRESS,
      'https://doors.example/hints/other',
    ]);
  });

  it('can be lost, repeated and reordered by hand, and left for later', async () => {
    const { simulator, office, book, received } = await setUp();
    const ids = [office.boardroom, office.desk, office.huddle, office.studio].map(({ id }) => id);
    for (const id of ids) book(id);
    const made = await simulator.deliverCallbacks({
      order: (due) => due.slice(0, 3).reverse(),
      drop: ({ resource }) => resource === ids[1],
      duplicate: ({ number }) => number <= 2,
    });
    expect(made.map(({ outcome }) => outcome)).toEqual(['answered', 'lost', 'answered', 'answered']);
    expect(received).toEqual([ids[2], ids[0], ids[0]].map((id) => `POST ${ADDRESS} ${id}`));
    expect(simulator.pendingCallbacks().map(({ resource }) => resource)).toEqual([ids[3]]);
  });

  it('that fail are recorded and not sent again', async () => {
    const { simulator, office, book, received, answers } = await setUp();
    answers.push(new Error('no answer'), new Response(null, { status: 500 }));
    book(office.boardroom.id);
    book(office.desk.id);
    await simulator.deliverCallbacks();
    await simulator.deliverCallbacks();
    expect(simulator.callbackDeliveries.map(({ outcome, status }) => [outcome, status])).toEqual([
      ['failed', undefined],
      ['answered', 500],
    ]);
    expect(received).toHaveLength(2);
  });

  it('wait for their delay, which may change their order', async () => {
    const { clock, simulator, office, book, received } = await setUp({
      delayMs: ({ number }) => (number === 1 ? 2000 : 1000),
    });
    book(office.boardroom.id);
    book(office.desk.id);
    expect(await simulator.deliverCallbacks()).toEqual([]);
    await clock.advanceBy(2000);
    await simulator.deliverCallbacks();
    expect(received).toEqual([office.desk.id, office.boardroom.id].map((id) => `POST ${ADDRESS} ${id}`));
  });

  it('are sent by the clock when switched so', async () => {
    const { clock, simulator, office, book, received } = await setUp({ delivery: 'automatic', delayMs: () => 500 });
    book();
    await clock.advanceBy(499);
    expect(received).toEqual([]);
    await clock.advanceBy(1);
    expect(received).toEqual([`POST ${ADDRESS} ${office.boardroom.id}`]);
    book(office.desk.id);
    simulator.close();
    expect(clock.pendingTimers).toBe(0);
  });

  it('are forgotten with the subscriptions when the server restarts', async () => {
    const { simulator, office, subscribe, book, received } = await setUp();
    book();
    simulator.dropSubscriptions();
    expect([simulator.subscriptions, simulator.pendingCallbacks()]).toEqual([[], []]);
    book(office.desk.id);
    await subscribe();
    book(office.huddle.id);
    await simulator.deliverCallbacks();
    expect(received).toEqual([`POST ${ADDRESS} ${office.huddle.id}`]);
  });

  it('are lost, repeated and late the same way for the same seed', async () => {
    const outcomesOf = async (seed: number) => {
      const mischief = createSeededMischief({ seed, loss: 0.3, repetition: 0.3, longestDelayMs: 9 });
      const { clock, simulator, office, book } = await setUp(mischief);
      const { id } = book();
      for (let index = 0; index < 60; index += 1) simulator.alterBooking(id, { attendees: [office.ben.id] });
      await clock.advanceBy(10);
      await simulator.deliverCallbacks();
      return simulator.callbackDeliveries.map(({ callback, outcome }) => `${callback.number} ${outcome}`);
    };
    const [one, same, other] = [await outcomesOf(1), await outcomesOf(1), await outcomesOf(2)];
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
    const numbers = one.map((text) => Number.parseInt(text, 10));
    expect(one.filter((text) => text.endsWith('lost')).length).toBeGreaterThan(5);
    expect(numbers.length).toBeGreaterThan(new Set(numbers).size);
    expect(numbers).not.toEqual([...numbers].sort((a, b) => a - b));
  });
});
