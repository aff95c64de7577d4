import { createFixedClock } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { type BookingsOneSwitchOptions, createBookingsOneSimulator } from '../testing';
import { failureOf } from './__fixtures__/bookings-one-test-vendor';
import { createBookingsOneClient } from './bookings-one-client';
import type { BookingsOneClientOptions } from './bookings-one-client-options';

const timeZone = 'America/Santiago';

/** A simulated server with one room, and a client of it. */
function createWorld(switches: BookingsOneSwitchOptions, options: Partial<BookingsOneClientOptions> = {}) {
  const clock = createFixedClock('2026-04-04T12:00:00Z');
  const simulator = createBookingsOneSimulator({ switches, clock, timeZone });
  const room = simulator.addResource({ name: 'Attic', timeZone });
  const ada = simulator.addUser({ name: 'Ada', email: 'ada@example.com' });
  const ben = simulator.addUser({ name: 'Ben' });
  const client = createBookingsOneClient({
    id: 'house',
    baseUrl: 'https://one.example',
    token: simulator.token,
    auth: switches.auth,
    fetch: async (input, init) => simulator.handler(new Request(input, init)),
    ...options,
  });
  const dayOf = (date: string) => client.dailyBookings({ resource: room.id, date, timeZone });
  return { clock, simulator, room, ada, ben, client, dayOf };
}

describe('the client against the simulator', () => {
  it.each(['raw', 'basic', 'bearer'] as const)('shows its token %s, and another way is refused', async (auth) => {
    const { client } = createWorld({ auth });
    await client.information();
    const other = createWorld({ auth }, { auth: auth === 'raw' ? 'bearer' : 'raw' });
    expect(await failureOf(other.client.information())).toMatchObject({ code: 'authentication' });
  });

  it.each(['json', 'text', 'empty'] as const)('subscribes, whatever is answered to it: %s', async (unknownAnswers) => {
    const { client, simulator } = createWorld({ unknownAnswers });
    await client.information();
    await client.subscribe({ callUrl: 'https://host.example/hook' });
    expect(simulator.subscriptions).toEqual(['https://host.example/hook']);
  });

  it.each<[string, BookingsOneSwitchOptions]>([
    ['ids as numbers and times with offsets', { ids: 'number', writesMissing: 'null' }],
    ['ids as text', { ids: 'text', writesMissing: 'absent' }],
    ['times of the wall', { times: 'local' }],
    ['words in another spelling', { writeWord: (word: string) => word.toUpperCase().replace('_', ' ') }],
  ])('reads the bookings of a day with %s', async (_what, switches) => {
    const { clock, simulator, room, ada, ben, dayOf } = createWorld(switches, { profile: { times: switches.times } });
    const common = { resource: room.id, organizer: ada.id };
    const late = { startsAt: '2026-04-05T01:00:00.000Z', endsAt: '2026-04-05T01:30:00.000Z' };
    // From the first 23:00 of a night that has two.
    const midnight = { startsAt: '2026-04-05T02:00:00.000Z', endsAt: '2026-04-05T05:00:00.000Z' };
    const first = simulator.book({ ...common, ...late, attendees: [ben.id] });
    const second = simulator.book({ ...common, ...midnight, isPrivate: true });
    const told = { id: first.id, resource: room.id, ...late, organizer: { email: 'ada@example.com' }, attendees: [{}] };
    const masked = { id: second.id, resource: room.id, ...midnight, status: 'granting', attendees: [] };
    expect(await dayOf('2026-04-04')).toEqual({ bookings: [{ ...told, status: 'granting' }, masked], unreadable: [] });
    expect(await dayOf('2026-04-05')).toEqual({ bookings: [masked], unreadable: [] });
    clock.advanceBy(1000);
    simulator.noShow(first.id);
    expect((await dayOf('2026-04-04')).bookings).toEqual([{ ...told, status: 'released' }, masked]);
  });

  it('reads a visitor from the invitation to the departure', async () => {
    const { client, simulator } = createWorld({});
    const window = { startsAt: '2026-04-04T11:00:00.000Z', endsAt: '2026-04-04T15:00:00.000Z' };
    const { registrationCode } = simulator.addVisitor({ name: 'Vera', email: 'vera@example.com', ...window });
    const ask = (code = registrationCode) => client.visitor({ registrationCode: code, direction: 'arrival' });
    const times = { validFrom: window.startsAt, validUntil: window.endsAt };
    const vera = { name: 'Vera', email: 'vera@example.com', ...times, isBlacklisted: false };
    expect(await ask()).toEqual({ ...vera, status: 'expected' });
    simulator.checkVisitorIn(registrationCode);
    expect(await ask()).toEqual({ ...vera, status: 'checked_in' });
    simulator.blacklist(registrationCode);
    expect(await ask()).toMatchObject({ isBlacklisted: true });
    simulator.checkVisitorOut(registrationCode);
    expect(await ask()).toMatchObject({ status: 'checked_out' });
    expect(await ask('nobody')).toBeUndefined();
  });

  it('follows no redirect of the plain port, and does not ask there again', async () => {
    const { client, simulator } = createWorld({}, { baseUrl: 'http://one.example', allowPlainHttp: true });
    expect(await failureOf(client.information())).toMatchObject({ vendorCode: 'redirected' });
    expect(simulator.levers.requestCount).toBe(1);
  });

  it('believes no list that is cut in its text, and none of another room', async () => {
    const { client, dayOf, room, simulator } = createWorld({});
    const other = simulator.addResource({ name: 'Cellar', timeZone });
    simulator.levers.cutNextText();
    expect(await failureOf(dayOf('2026-04-04'))).toMatchObject({ code: 'response_validation' });
    simulator.levers.alterNextList(() => [{ id: 1, resourceId: Number(other.id) }]);
    expect(await failureOf(dayOf('2026-04-04'))).toMatchObject({ code: 'response_validation' });
    const unknown = client.dailyBookings({ resource: `${room.id}9`, date: '2026-04-04', timeZone });
    expect(await failureOf(unknown)).toMatchObject({ vendorCode: 'not_found' });
  });
});
