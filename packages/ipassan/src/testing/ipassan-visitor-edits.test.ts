import { beforeEach, describe, expect, it } from 'vitest';
import { createIpassanBuilding } from './ipassan-building';
import { createIpassanSimulator } from './ipassan-simulator';

describe('visitors in the screens of the iPassan simulator', () => {
  const setUp = () => {
    const simulator = createIpassanSimulator();
    const building = createIpassanBuilding(simulator);
    const visit = simulator.addVisitor({
      host: building.ada.uuid,
      name: 'Vera Visit',
      startsAt: '2026-07-01T10:00:00+01:00',
      endsAt: '2026-07-01T11:00:00+01:00',
      reference: 'front desk',
    });
    const row = {
      site: 'Riverside House',
      host: 'Ada Archer',
      visitor: 'Vera Visit',
      from: '2026-07-01 10:00',
      to: '2026-07-01 11:00',
      code: visit.pin,
      reference: 'front desk',
    };
    return { simulator, building, visit, row };
  };
  let world = setUp();
  beforeEach(() => {
    world = setUp();
  });

  it('are entered as somebody in the house does', () => {
    const { simulator, building, visit } = world;
    expect(visit).toMatchObject({ host: building.ada.uuid, madeBy: 'console', isCancelled: false });
    expect(simulator.state.visitors.get(visit.uuid)).toBe(visit);
    const times = { startsAt: '2026-07-01T09:00:00Z', endsAt: '2026-07-01T10:00:00Z' };
    expect(simulator.addVisitor({ host: building.ada.uuid, ...times })).toMatchObject({ reference: null });
    const odd = { ...times, startsAt: '2026-07-01T09:00:00.900Z' };
    expect(simulator.addVisitor({ host: building.ada.uuid, ...odd }).startsAt).toBe('2026-07-01T09:00:00.000Z');
  });

  it('are shown in site-local time, earliest first, by day when asked', () => {
    const { simulator, building, row } = world;
    const { pin } = simulator.addVisitor({
      host: building.ben.uuid,
      name: 'Early Bird',
      startsAt: '2026-06-30T22:00:00Z',
      endsAt: '2026-06-30T23:00:00Z',
    });
    const early = {
      site: 'Riverside House',
      host: 'Ben Brook',
      visitor: 'Early Bird',
      from: '2026-06-30 23:00',
      to: '2026-07-01 00:00',
      code: pin,
      reference: null,
    };
    expect(simulator.visitors()).toEqual([early, row]);
    expect(simulator.visitors('2026-06-30')).toEqual([early]);
    expect(simulator.visitors('2026-07-01')).toEqual([row]);
    expect(simulator.visitors('2026-07-02')).toEqual([]);
  });

  it('stay in the list without code when cancelled, as often as one likes', () => {
    const { simulator, visit, row } = world;
    for (const _again of [1, 2]) {
      simulator.cancelVisitor(visit.uuid);
      expect(simulator.visitors()).toEqual([{ ...row, code: null }]);
    }
    expect(visit.isCancelled).toBe(false);
  });

  it('keep their code when the times change, and none when they were cancelled before', () => {
    const { simulator, building, visit, row } = world;
    const opens = () => simulator.pinOpens({ pin: visit.pin, reader: building.lobby.uuid, at: '2026-07-01T10:30:00Z' });
    expect(opens()).toBe(false);
    simulator.changeVisitorTimes(visit.uuid, { endsAt: '2026-07-01T12:00:00+01:00' });
    expect(simulator.visitors()).toEqual([{ ...row, to: '2026-07-01 12:00' }]);
    expect(opens()).toBe(true);
    simulator.cancelVisitor(visit.uuid);
    simulator.changeVisitorTimes(visit.uuid, { startsAt: '2026-07-01T08:00:00Z' });
    expect(simulator.visitors()).toEqual([{ ...row, from: '2026-07-01 09:00', to: '2026-07-01 12:00', code: null }]);
    expect(opens()).toBe(false);
  });

  it('stay without a host when the host is deleted', () => {
    const { simulator, building, row } = world;
    simulator.removePerson(building.ada.uuid);
    expect(simulator.visitors()).toEqual([{ ...row, host: '' }]);
  });

  it('vanish when their entry is taken away', () => {
    const { simulator, visit } = world;
    simulator.removeVisitor(visit.uuid);
    expect(simulator.visitors()).toEqual([]);
    expect(() => simulator.removeVisitor(visit.uuid)).toThrow(RangeError);
  });

  it('cannot be entered or edited when what is named is not there', () => {
    const { simulator, building, visit } = world;
    const times = { startsAt: '2026-07-01T09:00:00Z', endsAt: '2026-07-01T10:00:00Z' };
    expect(() => simulator.addVisitor({ host: 'nobody', ...times })).toThrow(RangeError);
    expect(() => simulator.addVisitor({ host: building.ada.uuid, ...times, endsAt: 'noon' })).toThrow(RangeError);
    expect(() => simulator.changeVisitorTimes(visit.uuid, { endsAt: 'noon' })).toThrow(RangeError);
    expect(() => simulator.changeVisitorTimes('nothing', {})).toThrow(RangeError);
    expect(() => simulator.cancelVisitor('nothing')).toThrow(RangeError);
    expect(() => simulator.addPinReader({ name: 'Gate', doorProfile: 'nothing' })).toThrow(RangeError);
  });
});
