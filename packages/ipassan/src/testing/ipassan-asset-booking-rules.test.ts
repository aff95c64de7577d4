import { beforeEach, describe, expect, it } from 'vitest';
import { createIpassanBuilding } from './ipassan-building';
import type { AccessType } from './ipassan-records';
import { createIpassanSimulator } from './ipassan-simulator';
import { createIpassanTestCaller } from './ipassan-test-caller';

describe('rules of iPassan asset bookings', () => {
  const setUp = () => {
    const simulator = createIpassanSimulator();
    const building = createIpassanBuilding(simulator);
    const caller = createIpassanTestCaller(simulator);
    const book = (form: Record<string, string> = {}, asset = building.gym.uuid) =>
      caller.call('POST', `/api/v1/access/site/${building.site.uuid}/asset/${asset}/booking`, {
        person: building.ada.uuid,
        start: '2026-07-01T10:00:00+01:00',
        end: '2026-07-01T11:00:00+01:00',
        ...form,
      });
    return { simulator, building, caller, book };
  };
  let world = setUp();
  beforeEach(async () => {
    world = setUp();
    await world.caller.signIn();
  });

  it.each([
    ['an end before the start', { end: '2026-07-01T09:00:00+01:00' }, 'end must be after'],
    ['an empty window', { end: '2026-07-01T10:00:00+01:00' }, 'end must be after'],
    ['a time without offset', { start: '2026-07-01T10:00:00' }, 'is no time'],
    ['no time at all', { end: '' }, 'is no time'],
    ['an unknown person', { person: 'nobody' }, 'is unknown'],
    ['a start between slots', { start: '2026-07-01T10:05:00+01:00' }, 'must match the time slots'],
    ['an end between slots', { end: '2026-07-01T11:05:00+01:00' }, 'must match the time slots'],
    ['more than the longest time', { end: '2026-07-01T12:15:00+01:00' }, 'exceeds the maximum booking time'],
  ])('refuses %s and stores nothing', async (_what, form, text) => {
    const answer = await world.book(form);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(text);
    expect(world.simulator.state.assetBookings.size).toBe(0);
  });

  it.each(['person', 'start', 'end'])('refuses a booking without %s', async (field) => {
    const { building, caller, simulator } = world;
    const form = new Map([
      ['person', building.ada.uuid],
      ['start', '2026-07-01T10:00:00Z'],
      ['end', '2026-07-01T11:00:00Z'],
    ]);
    form.delete(field);
    const path = `/api/v1/access/site/${building.site.uuid}/asset/${building.gym.uuid}/booking`;
    expect((await caller.call('POST', path, Object.fromEntries(form))).text).toContain(`${field} is required`);
    expect(simulator.state.assetBookings.size).toBe(0);
  });

  it('takes the longest time exactly', async () => {
    expect((await world.book({ end: '2026-07-01T12:00:00+01:00' })).status).toBe(200);
  });

  it('follows the slot length and the longest time of the asset', async () => {
    const { simulator, building, book } = world;
    simulator.alterAsset(building.gym.uuid, { slotMinutes: 30, maximumMinutes: 30 });
    expect((await book({ end: '2026-07-01T10:15:00+01:00' })).text).toContain('must match the time slots of 30');
    expect((await book()).text).toContain('exceeds the maximum booking time of 30');
    expect((await book({ end: '2026-07-01T10:30:00+01:00' })).status).toBe(200);
  });

  it('refuses a person of another site', async () => {
    const { simulator, building, book } = world;
    const site = simulator.addSite({ base: building.base.uuid, name: 'Hill House', timeZone: 'Europe/Berlin' });
    const { uuid } = simulator.addPerson({ site: site.uuid, accessType: building.ada.accessType });
    expect((await book({ person: uuid })).text).toContain('is unknown');
  });

  it('allows one booking per slot, whoever made the first, and says who', async () => {
    const { simulator, building, book } = world;
    const window = { startsAt: '2026-07-01T09:45:00Z', endsAt: '2026-07-01T10:15:00Z' };
    simulator.addAssetBooking({ asset: building.gym.uuid, person: building.ben.uuid, ...window });
    const answer = await book();
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('slot is already booked');
    expect(answer.text).toContain('Ben Brook');
    expect(simulator.state.assetBookings.size).toBe(1);
  });

  it('lets bookings touch, and other assets be booked at the same time', async () => {
    const { building, book } = world;
    expect((await book()).status).toBe(200);
    expect((await book({ start: '2026-07-01T11:00:00+01:00', end: '2026-07-01T12:00:00+01:00' })).status).toBe(200);
    expect((await book({ start: '2026-07-01T09:00:00+01:00', end: '2026-07-01T10:00:00+01:00' })).status).toBe(200);
    expect((await book({}, building.functionRoom.uuid)).status).toBe(200);
  });

  it('lets bookings overlap when the asset allows it', async () => {
    const { simulator, building, book } = world;
    simulator.alterAsset(building.gym.uuid, { isOnePerSlot: false });
    expect((await book()).status).toBe(200);
    expect((await book({ person: building.ben.uuid })).status).toBe(200);
    expect(simulator.state.assetBookings.size).toBe(2);
  });

  it('refuses who does not hold the door profile, by name', async () => {
    const { simulator, building, book } = world;
    const answer = await book({ person: building.outsider.uuid });
    expect(answer.text).toContain('does not hold the access profile');
    expect(answer.text).toContain('Otto Outside');
    simulator.alterPerson(building.outsider.uuid, { accessType: { doorTemporary: building.residents.uuid } });
    expect((await book({ person: building.outsider.uuid })).status).toBe(200);
  });

  it.each<[string, Partial<AccessType>, boolean]>([
    ['a permanent floor profile', {}, true],
    ['no floor profile', { floorPermanent: null }, false],
  ])('decides on a booking of an upper floor by the floor profile: %s', async (_what, accessType, isBooked) => {
    const { simulator, building, book } = world;
    simulator.alterPerson(building.ada.uuid, { accessType });
    const answer = await book({}, building.functionRoom.uuid);
    expect(answer.status).toBe(isBooked ? 200 : 400);
    expect(answer.text.includes('does not hold the access profile Upper floors')).toBe(!isBooked);
    expect((await book()).status).toBe(200);
  });

  it('lets a temporary floor profile do', async () => {
    const { simulator, building, book } = world;
    const accessType = { floorPermanent: null, floorTemporary: building.upperFloors.uuid };
    simulator.alterPerson(building.ada.uuid, { accessType });
    expect((await book({}, building.functionRoom.uuid)).status).toBe(200);
  });

  it('lets only a manager of the asset read or write its bookings', async () => {
    const { simulator, building, caller, book } = world;
    const { uuid } = await book();
    simulator.alterAsset(building.gym.uuid, { isManagedByCaller: false });
    const path = `/api/v1/access/site/${building.site.uuid}/asset/${building.gym.uuid}/booking`;
    const answers = [
      await book({ person: building.ben.uuid }),
      await caller.call('GET', path),
      await caller.call('GET', `${path}/${uuid}`),
      await caller.call('PUT', `${path}/${uuid}`, { reference: 'x' }),
      await caller.call('DELETE', `${path}/${uuid}`),
    ];
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 403, text: expect.stringContaining('not a manager of this asset') });
    expect(simulator.state.assetBookings.size).toBe(1);
    expect((await book({}, building.functionRoom.uuid)).status).toBe(200);
  });
});
