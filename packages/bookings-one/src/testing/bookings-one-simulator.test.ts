import { http } from 'msw';
import { describe, expect, it } from 'vitest';
import { createBookingsOneOffice } from './bookings-one-office';
import { createBookingsOneSimulator } from './bookings-one-simulator';
import { createBookingsOneTestCaller } from './bookings-one-test-caller';

describe('the Bookings ONE simulator', () => {
  it('starts empty', () => {
    const { state, subscriptions } = createBookingsOneSimulator();
    for (const records of Object.values(state)) expect(records.size).toBe(0);
    expect(subscriptions).toEqual([]);
  });

  it('makes a house around a resource that is in none', () => {
    const simulator = createBookingsOneSimulator();
    const resource = simulator.addResource({ name: 'Attic', timeZone: 'Europe/London' });
    const floor = simulator.state.floors.get(resource.floor);
    expect(simulator.state.buildings.get(floor?.building ?? '')?.name).toBe('Main building');
    expect(simulator.addResource({ name: 'Cellar', timeZone: 'Europe/London' }).floor).toBe(resource.floor);
  });

  it('refuses a resource without a real time zone, and one whose id is taken', () => {
    const simulator = createBookingsOneSimulator();
    expect(() => simulator.addResource({ name: 'Attic', timeZone: 'Europe/Atlantis' })).toThrow(RangeError);
    simulator.addResource({ id: 'attic', name: 'Attic', timeZone: 'Europe/London' });
    expect(() => simulator.addResource({ id: 'attic', name: 'Other', timeZone: 'Europe/London' })).toThrow(RangeError);
  });

  it('can be reached over real HTTP, as a server behind TLS or as the plain port', async () => {
    const simulator = createBookingsOneSimulator();
    const { boardroom } = createBookingsOneOffice(simulator);
    const [server, plain] = [await simulator.listen(), await simulator.listen({ isPlainHttp: true })];
    try {
      const handler = (request: Request) => fetch(request, { redirect: 'manual' });
      const caller = createBookingsOneTestCaller({ handler, token: simulator.token }, server.url);
      expect(await caller.list(boardroom.id, '2026-11-21')).toEqual([]);
      const callURL = 'https://doors.example/hints';
      expect((await caller.post('/API/external/booking/v1/subscription', { callURL })).status).toBe(200);
      expect(simulator.subscriptions).toEqual([callURL]);
      const plainCaller = createBookingsOneTestCaller({ handler, token: simulator.token }, plain.url);
      expect((await plainCaller.get('/API/external/system/v1/information')).status).toBe(301);
    } finally {
      await Promise.all([server.close(), plain.close()]);
    }
  });

  it('can be put behind MSW', () => {
    const handlers = createBookingsOneSimulator().mswHandlers(http, 'https://bookings.example/');
    expect(handlers.map(({ info }) => info.header)).toEqual([expect.stringContaining('https://bookings.example/*')]);
  });
});
