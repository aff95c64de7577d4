import { beforeEach, describe, expect, it } from 'vitest';
import { type IpassanProfile, ipassanProfile } from '../wire/ipassan-profile';
import { createIpassanBuilding } from './ipassan-building';
import { createIpassanSimulator } from './ipassan-simulator';
import { createIpassanTestCaller } from './ipassan-test-caller';

describe('asset bookings of the iPassan simulator', () => {
  const setUp = (profile?: IpassanProfile) => {
    const simulator = createIpassanSimulator({ profile });
    const building = createIpassanBuilding(simulator);
    const caller = createIpassanTestCaller(simulator);
    const bookings = `/api/v1/access/site/${building.site.uuid}/asset/${building.gym.uuid}/booking`;
    const book = (form: Record<string, string> = {}) =>
      caller.call('POST', bookings, {
        person: building.ada.uuid,
        start: '2026-07-01T10:00:00+01:00',
        end: '2026-07-01T11:00:00+01:00',
        ...form,
      });
    return { simulator, building, caller, bookings, book };
  };
  let world = setUp();
  beforeEach(async () => {
    world = setUp();
    await world.caller.signIn();
  });

  it('stores a booking and answers it with site-local times', async () => {
    const { simulator, building, caller, bookings, book } = world;
    const booked = await book({ reference: 'mark of ours' });
    expect(booked.status).toBe(200);
    expect(booked.json).toEqual({
      uuid: booked.uuid,
      person: building.ada.uuid,
      start: '2026-07-01T10:00:00+01:00',
      end: '2026-07-01T11:00:00+01:00',
      reference: 'mark of ours',
    });
    expect((await caller.call('GET', `${bookings}/${booked.uuid}`)).json).toEqual(booked.json);
    expect((await caller.call('GET', bookings)).json).toEqual({ data: [booked.json], next_cursor: null });
    expect([...simulator.state.assetBookings.values()]).toEqual([
      {
        uuid: booked.uuid,
        asset: building.gym.uuid,
        person: building.ada.uuid,
        startsAt: '2026-07-01T09:00:00.000Z',
        endsAt: '2026-07-01T10:00:00.000Z',
        reference: 'mark of ours',
        madeBy: 'api',
      },
    ]);
  });

  it('answers times as UTC when switched so', async () => {
    world.simulator.switches.returnsUtc = true;
    expect((await world.book()).json).toMatchObject({ start: '2026-07-01T09:00:00Z', end: '2026-07-01T10:00:00Z' });
  });

  it('neither stores nor returns the reference when switched so', async () => {
    const { simulator, book } = world;
    simulator.switches.keepsReference = false;
    const booked = await book({ reference: 'mark of ours' });
    expect(booked.status).toBe(200);
    expect(booked.json).not.toHaveProperty('reference');
    expect(simulator.state.assetBookings.get(booked.uuid)?.reference).toBeNull();
  });

  it('ignores the reference when the profile has no field for it', async () => {
    const { simulator, caller, book } = setUp({
      ...ipassanProfile,
      assetBooking: { ...ipassanProfile.assetBooking, reference: null },
    });
    await caller.signIn();
    const booked = await book({ reference: 'mark of ours' });
    expect(booked.json).not.toHaveProperty('reference');
    expect(simulator.state.assetBookings.get(booked.uuid)?.reference).toBeNull();
  });

  it('speaks the paths, fields and texts of the profile it is given', async () => {
    const { building, caller } = setUp({
      ...ipassanProfile,
      paths: { ...ipassanProfile.paths, assetBookings: '/api/v2/{site}/facility/{asset}' },
      assetBooking: { uuid: 'id', person: 'user', startsAt: 'from', endsAt: 'until', reference: 'note' },
      refusals: { ...ipassanProfile.refusals, slot_taken: 'gibt es schon' },
    });
    await caller.signIn();
    const path = `/api/v2/${building.site.uuid}/facility/${building.gym.uuid}`;
    const form = { user: building.ada.uuid, from: '2026-07-01T09:00:00Z', until: '2026-07-01T10:00:00Z', note: 'x' };
    expect((await caller.call('POST', path, form)).json).toEqual({
      id: expect.any(String),
      user: building.ada.uuid,
      from: '2026-07-01T10:00:00+01:00',
      until: '2026-07-01T11:00:00+01:00',
      note: 'x',
    });
    expect((await caller.call('POST', path, form)).text).toContain('gibt es schon');
  });

  it('changes only what is sent', async () => {
    const { building, caller, bookings, book } = world;
    const { uuid } = await book({ reference: 'mark of ours' });
    const changed = await caller.call('PUT', `${bookings}/${uuid}`, { end: '2026-07-01T12:00:00+01:00' });
    expect(changed.json).toEqual({
      uuid,
      person: building.ada.uuid,
      start: '2026-07-01T10:00:00+01:00',
      end: '2026-07-01T12:00:00+01:00',
      reference: 'mark of ours',
    });
  });

  it('checks a change as it checks a new booking, and keeps the old one when it refuses', async () => {
    const { simulator, caller, bookings, book } = world;
    const { uuid } = await book();
    const former = simulator.state.assetBookings.get(uuid);
    const refused = await caller.call('PUT', `${bookings}/${uuid}`, { end: '2026-07-01T14:00:00+01:00' });
    expect(refused.text).toContain('exceeds the maximum booking time');
    expect(simulator.state.assetBookings.get(uuid)).toBe(former);
  });

  it('removes a booking, once', async () => {
    const { simulator, caller, bookings, book } = world;
    const { uuid } = await book();
    expect((await caller.call('DELETE', `${bookings}/${uuid}`)).status).toBe(204);
    expect(simulator.state.assetBookings.size).toBe(0);
    for (const method of ['DELETE', 'GET']) {
      const answer = await caller.call(method, `${bookings}/${uuid}`);
      expect(answer).toMatchObject({ status: 404, text: expect.stringContaining('not found') });
    }
  });

  it('does not find a booking below another asset', async () => {
    const { building, caller, bookings, book } = world;
    const { uuid } = await book();
    const elsewhere = bookings.replace(building.gym.uuid, building.functionRoom.uuid);
    expect((await caller.call('DELETE', `${elsewhere}/${uuid}`)).status).toBe(404);
    expect((await caller.call('GET', bookings.replace(building.gym.uuid, 'no-asset'))).status).toBe(404);
  });

  it('lists foreign and past bookings too', async () => {
    const { simulator, building, caller, bookings, book } = world;
    const window = { startsAt: '2020-01-01T10:00:00Z', endsAt: '2020-01-01T11:00:00Z' };
    const foreign = simulator.addAssetBooking({ asset: building.gym.uuid, person: building.ben.uuid, ...window });
    const booked = await book();
    expect((await caller.call('GET', `${bookings}?limit=10&offset=0`)).json).toMatchObject({
      data: [{ uuid: foreign.uuid, reference: null }, { uuid: booked.uuid }],
      next_cursor: null,
    });
    expect(foreign.madeBy).toBe('console');
  });
});
