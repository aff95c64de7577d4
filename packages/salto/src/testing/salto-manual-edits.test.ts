import { beforeEach, describe, expect, it } from 'vitest';
import { createSaltoBuilding } from './salto-building';
import { createSaltoSimulator } from './salto-simulator';

const setUp = (seed?: number) => {
  const simulator = createSaltoSimulator({ timeZone: 'UTC', seed });
  return { simulator, building: createSaltoBuilding(simulator) };
};
let world = setUp();
beforeEach(() => {
  world = setUp();
});

describe('a person at the screens of Space', () => {
  it('adds, alters and removes the right of a level', () => {
    const { simulator } = world;
    const held = () =>
      simulator.state.accessLevels.get('APT-502')?.zonePermissions.map(({ zone, timetable }) => `${zone}/${timetable}`);
    simulator.setZonePermission('APT-502', { zone: 'POOL', timetable: 3 });
    expect(held()).toEqual(['LOBBY/0', 'POOL/3']);
    simulator.setZonePermission('APT-502', { zone: 'LOBBY', timetable: 7 });
    expect(held()).toEqual(['LOBBY/7', 'POOL/3']);
    simulator.removeZonePermission('APT-502', 'LOBBY');
    expect(held()).toEqual(['POOL/3']);
    expect(() => simulator.removeZonePermission('APT-502', 'LOBBY')).toThrow(RangeError);
  });

  it('removes a zone with all that names it', () => {
    const { simulator } = world;
    simulator.removeZone('LOBBY');
    expect(simulator.state.zones.has('LOBBY')).toBe(false);
    expect(simulator.state.doors.get('LOBBY-DOOR')?.zones).toEqual([]);
    for (const level of simulator.state.accessLevels.values()) expect(level.zonePermissions).toEqual([]);
  });

  it('leaves alone what was read before', () => {
    const { simulator, building } = world;
    simulator.setZonePermission('APT-501', { zone: 'GYM' });
    simulator.alterAccessLevel('APT-501', { name: 'Other' });
    expect(building.apartment501).toMatchObject({
      name: 'Wohnung 501 Müller & Söhne',
      zonePermissions: [{ zone: 'LOBBY' }],
    });
    expect(simulator.state.accessLevels.get('APT-501')?.name).toBe('Other');
  });

  it('moves a card to another user only after it was taken', () => {
    const { simulator } = world;
    const opens = () => simulator.opens({ card: '04A1B2C4', door: 'LOBBY-DOOR' });
    expect(() => simulator.alterUser('USER-OTTO', { cards: ['04FFFFFF', '04A1B2C4'] })).toThrow(RangeError);
    expect(opens()).toBe(true);
    simulator.alterUser('USER-ADA', { cards: ['04A1B2C3'] });
    expect(opens()).toBe(false);
    simulator.alterUser('USER-OTTO', { cards: ['04FFFFFF', '04A1B2C4'] });
    expect(simulator.state.cards.get('04A1B2C4')).toBe('USER-OTTO');
    simulator.removeAccessLevel('APT-501');
    expect(simulator.state.users.get('USER-ADA')?.accessLevels).toEqual([]);
  });

  it('cannot name what is not there, nor make it twice', () => {
    const { simulator } = world;
    const period = { startDate: '2026-07-01', endDate: '2026-07-01' };
    for (const edit of [
      () => simulator.addZone({ id: 'GYM', name: 'Again' }),
      () => simulator.addDoor({ name: 'Spa', zones: ['SPA'] }),
      () => simulator.addUser({ accessLevels: ['APT-999'] }),
      () => simulator.addUser({ id: 'USER-ADA' }),
      () => simulator.addAccessLevel({ name: 'Twice', zonePermissions: [{ zone: 'GYM' }, { zone: 'GYM' }] }),
      () => simulator.setZonePermission('APT-999', { zone: 'GYM' }),
      () => simulator.setZonePermission('APT-501', { zone: 'SPA' }),
      () => simulator.setZonePermission('APT-501', { zone: 'GYM', timetable: 1025 }),
      () => simulator.setZonePermission('APT-501', { zone: 'GYM', period }),
      () => simulator.setZonePermission('APT-501', { zone: 'GYM', usePeriod: true }),
      () => simulator.rewriteSlot(0, {}),
      () => simulator.rewriteSlot(1, { intervals: [{ startTime: '10:00:00', endTime: '09:00:00', days: [] }] }),
      () => simulator.setSpecialDay('2026-02-29', 'holiday'),
      () => simulator.alterDoor('SPA-DOOR', {}),
      () => simulator.alterUser('USER-ZOE', {}),
      () => simulator.removeUser('USER-ZOE'),
      () => simulator.removeZone('SPA'),
      () => simulator.presentCard({ card: '04A1B2C3', door: 'SPA-DOOR' }),
    ])
      expect(edit).toThrow(RangeError);
    expect(simulator.state.auditTrail).toEqual([]);
  });
});

describe('the simulated house', () => {
  it('lets every apartment into the lobby and nobody into gym or pool', () => {
    const { simulator, building } = world;
    for (const user of [building.ada, building.ben, building.cleo, building.outsider])
      for (const card of user.cards) {
        expect(simulator.opens({ card, door: 'LOBBY-DOOR' })).toBe(user !== building.outsider);
        for (const door of ['GYM-DOOR', 'POOL-NORTH-DOOR', 'POOL-SOUTH-DOOR'])
          expect(simulator.opens({ card, door })).toBe(false);
      }
  });

  it('gets ids of 32 upper-case hex characters, the same for the same seed', () => {
    const idOf = (seed: number) => setUp(seed).simulator.addZone({ name: 'Spa' }).id;
    expect(idOf(7)).toMatch(/^[0-9A-F]{32}$/);
    expect(idOf(7)).toBe(idOf(7));
    expect(idOf(8)).not.toBe(idOf(7));
    expect(setUp(7).simulator.credentials).toEqual(setUp(7).simulator.credentials);
    expect(setUp(8).simulator.credentials).not.toEqual(setUp(7).simulator.credentials);
  });
});
