import { createFixedClock } from '@acx/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { createIpassanBuilding } from './ipassan-building';
import type { AccessType } from './ipassan-records';
import { createIpassanSimulator } from './ipassan-simulator';

describe('the PIN readers of the iPassan simulator', () => {
  const setUp = () => {
    const clock = createFixedClock('2026-07-01T08:59:59.999Z');
    const simulator = createIpassanSimulator({ clock });
    const building = createIpassanBuilding(simulator);
    const lift = simulator.addPinReader({ name: 'Lift', floorProfile: building.upperFloors.uuid });
    const visit = simulator.addVisitor({
      host: building.ada.uuid,
      startsAt: '2026-07-01T10:00:00+01:00',
      endsAt: '2026-07-01T11:00:00+01:00',
    });
    const opens = (at?: string | Date, reader = building.lobby.uuid, pin = visit.pin) =>
      simulator.pinOpens({ pin, reader, at });
    const enter = (pin = visit.pin) => simulator.enterPin({ pin, reader: building.lobby.uuid });
    const allow = (accessType: Partial<AccessType>) => simulator.alterPerson(building.ada.uuid, { accessType });
    return { clock, simulator, building, lift, visit, opens, enter, allow };
  };
  const during = '2026-07-01T09:30:00Z';
  let world = setUp();
  beforeEach(() => {
    world = setUp();
  });

  it.each([
    ['2026-07-01T08:59:59.999Z', false],
    ['2026-07-01T09:00:00.000Z', true],
    ['2026-07-01T09:59:59.999Z', true],
    ['2026-07-01T10:00:00.000Z', false],
  ])('open at %s: %s', (at, expected) => {
    expect(world.opens(at)).toBe(expected);
    expect(world.opens(new Date(at))).toBe(expected);
  });

  it('open to nothing but the whole PIN', () => {
    const { visit, opens, building } = world;
    const { pin } = visit;
    for (const other of ['', pin.slice(1), `${pin}0`, ` ${pin}`, String((Number(pin) + 1) % 1_000_000)])
      expect(opens(during, building.lobby.uuid, other)).toBe(false);
    expect(opens(during, building.lobby.uuid, pin)).toBe(true);
  });

  it('throw for a reader that is not there and a time that is none', () => {
    expect(() => world.opens(during, 'nothing')).toThrow(RangeError);
    expect(() => world.simulator.enterPin({ pin: '1', reader: 'nothing' })).toThrow(RangeError);
    expect(() => world.opens('some day')).toThrow(RangeError);
  });

  it('stay closed after the visit was cancelled, and after its entry was taken away', () => {
    const { simulator, visit, opens } = world;
    simulator.cancelVisitor(visit.uuid);
    expect(opens(during)).toBe(false);
    const next = setUp();
    next.simulator.removeVisitor(next.visit.uuid);
    expect(next.opens(during)).toBe(false);
  });

  it('ask for the profile of their own kind', () => {
    const { building, lift, opens, allow } = world;
    expect(opens(during, lift.uuid)).toBe(true);
    allow({ floorPermanent: null, doorTemporary: building.upperFloors.uuid });
    expect(opens(during, lift.uuid)).toBe(false);
    allow({ floorTemporary: building.upperFloors.uuid });
    expect(opens(during, lift.uuid)).toBe(true);
    allow({ doorPermanent: null });
    expect(opens(during)).toBe(false);
    allow({ doorTemporary: building.residents.uuid });
    expect(opens(during)).toBe(true);
  });

  it('open only where the host may pass', () => {
    const { simulator, building, opens } = world;
    const garage = simulator.addProfile({ site: building.site.uuid, name: 'Garage' });
    const reader = simulator.addPinReader({ name: 'Garage', doorProfile: garage.uuid });
    expect(reader).toMatchObject({ site: building.site.uuid, doorProfile: garage.uuid, floorProfile: null });
    expect(opens(during, reader.uuid)).toBe(false);
  });

  it.each(['live', 'at-creation'] as const)('follow the host, or what the host held first, as switched: %s', (mode) => {
    const { simulator, building, opens, allow } = world;
    simulator.switches.inheritsProfile = mode;
    allow({ doorPermanent: null });
    expect(opens(during)).toBe(mode === 'at-creation');
    allow({ doorPermanent: building.residents.uuid });
    expect(opens(during)).toBe(true);
    const { uuid: host } = building.outsider;
    const times = { startsAt: '2026-07-01T09:00:00Z', endsAt: '2026-07-01T10:00:00Z' };
    const { pin } = simulator.addVisitor({ host, ...times });
    expect(opens(during, building.lobby.uuid, pin)).toBe(false);
    simulator.alterPerson(host, { accessType: { doorPermanent: building.residents.uuid } });
    expect(opens(during, building.lobby.uuid, pin)).toBe(mode === 'live');
  });

  it.each(['live', 'at-creation'] as const)('stay closed to visitors of a host who is deleted: %s', (mode) => {
    const { simulator, building, opens } = world;
    simulator.switches.inheritsProfile = mode;
    simulator.removePerson(building.ada.uuid);
    expect(opens(during)).toBe(false);
    expect(simulator.state.visitors.size).toBe(1);
  });

  it('take now from the clock, and tell why they stay closed', async () => {
    const { clock, simulator, visit, opens, enter, allow, building } = world;
    expect(opens()).toBe(false);
    expect(enter()).toEqual({ isOpened: false, reason: 'too-early' });
    await clock.advanceBy(1);
    expect(opens()).toBe(true);
    expect(enter()).toEqual({ isOpened: true, visitor: visit.uuid });
    expect(enter('no PIN')).toEqual({ isOpened: false, reason: 'unknown' });
    allow({ doorPermanent: null });
    expect(enter()).toEqual({ isOpened: false, reason: 'no-profile' });
    allow({ doorPermanent: building.residents.uuid });
    await clock.advanceTo('2026-07-01T10:00:00.000Z');
    expect(opens()).toBe(false);
    expect(enter()).toEqual({ isOpened: false, reason: 'too-late' });
    simulator.cancelVisitor(visit.uuid);
    expect(enter()).toEqual({ isOpened: false, reason: 'cancelled' });
  });

  it('open to whoever has the PIN now, though a cancelled visit had it before', () => {
    const { simulator, building } = world;
    simulator.switches.pinDigits = 1;
    const times = { startsAt: '2026-07-01T08:00:00Z', endsAt: '2026-07-01T10:00:00Z' };
    const add = (host: string) => simulator.addVisitor({ host, ...times });
    const [first] = Array.from({ length: 10 }, () => add(building.ada.uuid));
    if (first === undefined) throw new Error('no visit');
    simulator.cancelVisitor(first.uuid);
    expect(world.enter(first.pin)).toEqual({ isOpened: false, reason: 'cancelled' });
    const heir = add(building.ben.uuid);
    expect(heir.pin).toBe(first.pin);
    expect(world.enter(first.pin)).toEqual({ isOpened: true, visitor: heir.uuid });
  });
});
