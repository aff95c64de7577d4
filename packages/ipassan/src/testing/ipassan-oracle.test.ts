import { beforeEach, describe, expect, it } from 'vitest';
import { createIpassanBuilding } from './ipassan-building';
import { createIpassanSimulator } from './ipassan-simulator';

describe('the doors and screens of the iPassan simulator', () => {
  const setUp = () => {
    const simulator = createIpassanSimulator();
    const building = createIpassanBuilding(simulator);
    const booking = simulator.addAssetBooking({
      asset: building.gym.uuid,
      person: building.ada.uuid,
      startsAt: '2026-07-01T10:00:00+01:00',
      endsAt: '2026-07-01T11:00:00+01:00',
      reference: 'mark of ours',
    });
    const opens = (at: string | Date, person = building.ada.uuid, asset = building.gym.uuid) =>
      simulator.opens({ person, asset, at });
    return { simulator, building, booking, opens };
  };
  let world = setUp();
  beforeEach(() => {
    world = setUp();
  });

  it.each([
    ['2026-07-01T08:59:59.999Z', false],
    ['2026-07-01T09:00:00.000Z', true],
    ['2026-07-01T09:59:59.999Z', true],
    ['2026-07-01T10:00:00.000Z', false],
  ])('opens at %s: %s', (at, expected) => {
    expect(world.opens(at)).toBe(expected);
    expect(world.opens(new Date(at))).toBe(expected);
  });

  it('opens only the booked asset, only to the booker', () => {
    const { building, opens } = world;
    const at = '2026-07-01T09:30:00Z';
    expect(opens(at, building.ben.uuid)).toBe(false);
    expect(opens(at, building.ada.uuid, building.functionRoom.uuid)).toBe(false);
    expect(opens(at, 'nobody')).toBe(false);
    expect(opens(at, building.ada.uuid, 'nothing')).toBe(false);
    expect(() => opens('some day')).toThrow(RangeError);
  });

  it('stays closed to a booker who has lost the profile or is deleted', () => {
    const { simulator, building, opens } = world;
    const at = '2026-07-01T09:30:00Z';
    simulator.alterPerson(building.ada.uuid, { accessType: { doorPermanent: null } });
    expect(opens(at)).toBe(false);
    simulator.alterPerson(building.ada.uuid, { accessType: { doorTemporary: building.residents.uuid } });
    expect(opens(at)).toBe(true);
    simulator.removePerson(building.ada.uuid);
    expect(opens(at)).toBe(false);
  });

  it('follows bookings that are altered and removed by hand', () => {
    const { simulator, building, booking, opens } = world;
    simulator.alterAssetBooking(booking.uuid, { endsAt: '2026-07-01T12:00:00+01:00', person: building.ben.uuid });
    expect(opens('2026-07-01T10:30:00Z', building.ben.uuid)).toBe(true);
    expect(opens('2026-07-01T10:30:00Z')).toBe(false);
    simulator.removeAssetBooking(booking.uuid);
    expect(opens('2026-07-01T10:30:00Z', building.ben.uuid)).toBe(false);
  });

  it('shows bookings in site-local time, earliest first, with what their makers wrote there, by day when asked', () => {
    const { simulator, building } = world;
    simulator.addAssetBooking({
      asset: building.functionRoom.uuid,
      person: building.ben.uuid,
      startsAt: '2026-06-30T22:00:00Z',
      endsAt: '2026-06-30T23:00:00Z',
    });
    const site = 'Riverside House';
    const gym = {
      site,
      asset: 'Gym',
      person: 'Ada Archer',
      from: '2026-07-01 10:00',
      to: '2026-07-01 11:00',
      reference: 'mark of ours',
    };
    const room = {
      site,
      asset: 'Function room',
      person: 'Ben Brook',
      from: '2026-06-30 23:00',
      to: '2026-07-01 00:00',
      reference: null,
    };
    expect(simulator.monitoring()).toEqual([room, gym]);
    expect(simulator.monitoring('2026-06-30')).toEqual([room]);
    expect(simulator.monitoring('2026-07-01')).toEqual([gym]);
    simulator.removePerson(building.ada.uuid);
    expect(simulator.monitoring('2026-07-01')).toEqual([{ ...gym, person: '' }]);
  });

  it('refuses edits of what is not there', () => {
    const { simulator, building } = world;
    const window = { startsAt: '2026-07-01T10:00:00Z', endsAt: '2026-07-01T11:00:00Z' };
    const person = building.ada.uuid;
    expect(() => simulator.removeAssetBooking('nothing')).toThrow(RangeError);
    expect(() => simulator.addAssetBooking({ asset: 'nothing', person, ...window })).toThrow(RangeError);
    expect(() => simulator.addAsset({ site: building.site.uuid, name: 'Spa', doorProfile: 'x' })).toThrow(RangeError);
    expect(() =>
      simulator.addAssetBooking({ asset: building.gym.uuid, person, ...window, endsAt: '11 o’clock' }),
    ).toThrow(RangeError);
  });
});
