import { systemClock } from '@acx/core/provider';
import { DroppedConnection } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { createIpassanBuilding } from './ipassan-building';
import { createIpassanSimulator } from './ipassan-simulator';
import { createIpassanTestCaller } from './ipassan-test-caller';

describe('the iPassan simulator', () => {
  const setUp = async (seed?: number) => {
    const simulator = createIpassanSimulator({ seed });
    const building = createIpassanBuilding(simulator);
    const caller = createIpassanTestCaller(simulator);
    await caller.signIn();
    const bookings = `/api/v1/access/site/${building.site.uuid}/asset/${building.gym.uuid}/booking`;
    const form = { person: building.ada.uuid, start: '2026-07-01T09:00:00Z', end: '2026-07-01T10:00:00Z' };
    return { simulator, building, caller, bookings, form };
  };

  it('starts empty', () => {
    const { state } = createIpassanSimulator();
    for (const records of Object.values(state)) expect(records.size).toBe(0);
  });

  it('makes the same uuids and credentials for the same seed', async () => {
    const [one, same, other] = [await setUp(7), await setUp(7), await setUp(8)];
    expect(same.building).toEqual(one.building);
    expect(same.simulator.credentials).toEqual(one.simulator.credentials);
    expect(other.building.ada.uuid).not.toBe(one.building.ada.uuid);
    expect(other.simulator.credentials).not.toEqual(one.simulator.credentials);
  });

  it('does not move the uuids of records when a token is refreshed', async () => {
    const [one, refreshed] = [await setUp(), await setUp()];
    await refreshed.caller.signIn();
    const booked = await one.caller.call('POST', one.bookings, one.form);
    expect((await refreshed.caller.call('POST', refreshed.bookings, refreshed.form)).uuid).toBe(booked.uuid);
  });

  it('answers 429 with and without Retry-After and does nothing', async () => {
    const { simulator, caller, bookings, form } = await setUp();
    simulator.levers.rateLimitNext({ times: 1, retryAfterSeconds: 2 });
    simulator.levers.rateLimitNext({ times: 1 });
    expect((await caller.call('POST', bookings, form)).status).toBe(429);
    expect((await caller.call('POST', bookings, form)).status).toBe(429);
    expect(simulator.state.assetBookings.size).toBe(0);
    expect((await caller.call('POST', bookings, form)).status).toBe(200);
  });

  it('breaks the connection after the booking was stored', async () => {
    const { simulator, caller, bookings, form } = await setUp();
    simulator.levers.dropAnswer({ when: (request) => request.method === 'POST' });
    await expect(caller.call('POST', bookings, form)).rejects.toBeInstanceOf(DroppedConnection);
    expect(simulator.state.assetBookings.size).toBe(1);
  });

  it('can be reached over real HTTP', async () => {
    const { simulator, bookings, form } = await setUp();
    const { credentials, levers, state } = simulator;
    const server = await simulator.listen();
    try {
      const caller = createIpassanTestCaller({ handler: (request) => fetch(request), credentials, origin: server.url });
      await caller.signIn();
      const booked = await caller.call('POST', bookings, form);
      expect(booked).toMatchObject({ status: 200, contentType: 'application/json; charset=utf-8' });
      expect(state.assetBookings.get(booked.uuid)).toMatchObject({ startsAt: '2026-07-01T09:00:00.000Z' });
      expect((await caller.call('DELETE', `${bookings}/${booked.uuid}`)).status).toBe(204);
      levers.dropAnswer();
      await expect(caller.call('POST', bookings, form)).rejects.toThrow();
      expect(state.assetBookings.size).toBe(1);
    } finally {
      await server.close();
    }
  });

  it('tells the time of its own clock with every answer, over real HTTP too', async () => {
    const clock = { ...systemClock, nowMs: () => Date.parse('2031-05-06T07:08:09Z') };
    const simulator = createIpassanSimulator({ clock });
    const server = await simulator.listen();
    try {
      const refused = await fetch(`${server.url}/api/v1/admin/base`);
      expect([refused.status, refused.headers.get('date')]).toEqual([401, 'Tue, 06 May 2031 07:08:09 GMT']);
    } finally {
      await server.close();
    }
  });

  it('can be put behind MSW', async () => {
    const { simulator } = await setUp();
    const http = {
      all: (path: string, resolver: (info: { request: Request }) => Promise<Response>) => ({ path, resolver }),
    };
    const [handler] = simulator.mswHandlers(http, 'https://ipassan.example/');
    expect(handler?.path).toBe('https://ipassan.example/*');
    const request = new Request('https://ipassan.example/api/v1/admin/base');
    expect((await handler?.resolver({ request }))?.status).toBe(401);
  });
});
