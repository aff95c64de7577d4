import { createFixedClock } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { createSaltoBuilding } from './salto-building';
import type { ZonePermissionEdit } from './salto-manual-permissions';
import type { SimulatedDayType, SimulatedInterval } from './salto-records';
import { createSaltoSimulator } from './salto-simulator';
import type { SaltoSwitches } from './salto-switches';

const setUp = (options: { switches?: Partial<SaltoSwitches>; timeZone?: string } = {}) => {
  const { switches, timeZone = 'Europe/Paris' } = options;
  const clock = createFixedClock('2026-07-01T10:00:00Z');
  const simulator = createSaltoSimulator({ clock, timeZone, switches });
  createSaltoBuilding(simulator);
  const permit = (edit: Omit<ZonePermissionEdit, 'zone'>) =>
    simulator.setZonePermission('APT-501', { zone: 'GYM', ...edit });
  const opens = (at: string) => simulator.opens({ card: '04A1B2C3', door: 'GYM-DOOR', at });
  const slot = (startTime: string, endTime: string, ...days: SimulatedDayType[]): SimulatedInterval[] => [
    { startTime, endTime, days },
  ];
  return { clock, simulator, permit, opens, slot };
};
const period = (startDate: string, endDate: string) => ({ period: { startDate, endDate } });

describe('a door of the Salto simulator', () => {
  it('opens always without a period and a timetable', () => {
    const { permit, opens } = setUp();
    expect(opens('2026-07-01T10:00:00Z')).toBe(false);
    permit({});
    expect([opens('1980-01-01T00:00:00Z'), opens('2026-07-01T10:00:00Z'), opens('2099-12-31T23:59:59Z')]).toEqual([
      true,
      true,
      true,
    ]);
  });

  // Paris is two hours ahead in summer.
  it.each([
    ['2026-06-30T21:59:59Z', false],
    ['2026-06-30T22:00:00Z', true],
    ['2026-07-02T21:59:59Z', true],
    ['2026-07-02T22:00:00Z', false],
  ])('opens at %s in a period of two local dates: %s', (at, expected) => {
    const { permit, opens } = setUp();
    permit(period('2026-07-01T00:00:00', '2026-07-02T00:00:00'));
    expect(opens(at)).toBe(expected);
  });

  it('does not care for a period that is not used', () => {
    const { permit, opens } = setUp();
    permit({ ...period('1900-01-01T00:00:00', '1900-01-01T00:00:00'), usePeriod: false });
    expect(opens('2026-07-01T10:00:00Z')).toBe(true);
    permit(period('1900-01-01T00:00:00', '1900-01-01T00:00:00'));
    expect(opens('2026-07-01T10:00:00Z')).toBe(false);
  });

  it.each([
    ['2026-07-01T06:29:59.999Z', false],
    ['2026-07-01T06:30:00.000Z', true],
    ['2026-07-01T07:59:59.999Z', true],
    ['2026-07-01T08:00:00.000Z', false],
    ['2026-07-02T07:00:00.000Z', false],
    ['2026-07-08T07:00:00.000Z', true],
  ])('opens at %s with a timetable of Wednesdays 08:30 to 10:00: %s', (at, expected) => {
    const { simulator, permit, opens, slot } = setUp();
    simulator.rewriteSlot(900, { intervals: slot('08:30:00', '10:00:00', 'wednesday') });
    permit({ timetable: 900 });
    expect(opens(at)).toBe(expected);
  });

  it('is closed for the last second of a day when an interval ends at 23:59:59', () => {
    const { simulator, permit, opens, slot } = setUp();
    permit({ timetable: 900 });
    simulator.rewriteSlot(900, { intervals: slot('00:00:00', '23:59:59', 'wednesday') });
    expect([opens('2026-07-01T21:59:58.999Z'), opens('2026-07-01T21:59:59Z')]).toEqual([true, false]);
    simulator.rewriteSlot(900, { intervals: slot('00:00:00', '24:00:00', 'wednesday') });
    expect([opens('2026-07-01T21:59:59.999Z'), opens('2026-07-01T22:00:00Z')]).toEqual([true, false]);
  });

  it('opens never with a slot that was never written', () => {
    const { permit, opens } = setUp();
    permit({ timetable: 900 });
    for (let hour = 0; hour < 24; hour += 1)
      expect(opens(`2026-07-01T${String(hour).padStart(2, '0')}:00:00Z`)).toBe(false);
  });

  it('needs period and timetable together', () => {
    const { simulator, permit, opens, slot } = setUp();
    simulator.rewriteSlot(900, { intervals: slot('08:00:00', '10:00:00', 'wednesday', 'thursday') });
    permit({ timetable: 900, ...period('2026-07-02T00:00:00', '2026-07-02T00:00:00') });
    expect([opens('2026-07-01T07:00:00Z'), opens('2026-07-02T07:00:00Z'), opens('2026-07-02T09:00:00Z')]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('follows on a special day only the intervals of that special day', () => {
    const { simulator, permit, opens, slot } = setUp();
    const morning = '2026-07-14T07:00:00Z';
    const evening = '2026-07-14T18:00:00Z';
    permit({ timetable: 900 });
    simulator.rewriteSlot(900, {
      intervals: [...slot('08:00:00', '10:00:00', 'tuesday'), ...slot('19:00:00', '21:00:00', 'holiday')],
    });
    expect([opens(morning), opens(evening)]).toEqual([true, false]);
    simulator.setSpecialDay('2026-07-14', 'holiday');
    expect([opens(morning), opens(evening)]).toEqual([false, true]);
    simulator.setSpecialDay('2026-07-14', 'special2');
    expect([opens(morning), opens(evening)]).toEqual([false, false]);
    simulator.setSpecialDay('2026-07-14', undefined);
    expect([opens(morning), opens(evening)]).toEqual([true, false]);
  });

  it('does not care for special days without a timetable', () => {
    const { simulator, permit, opens } = setUp();
    simulator.setSpecialDay('2026-07-14', 'holiday');
    permit(period('2026-07-14T00:00:00', '2026-07-14T00:00:00'));
    expect(opens('2026-07-14T07:00:00Z')).toBe(true);
  });

  it('skips in spring the hour that is not there', () => {
    const { simulator, permit, opens, slot } = setUp();
    permit({ timetable: 900 });
    simulator.rewriteSlot(900, { intervals: slot('02:00:00', '03:00:00', 'sunday') });
    expect([opens('2026-03-29T00:59:59Z'), opens('2026-03-29T01:00:00Z')]).toEqual([false, false]);
    simulator.rewriteSlot(900, { intervals: slot('02:30:00', '03:30:00', 'sunday') });
    expect([opens('2026-03-29T01:00:00Z'), opens('2026-03-29T01:29:59Z'), opens('2026-03-29T01:30:00Z')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('opens in autumn twice in the hour that is there twice', () => {
    const { simulator, permit, opens, slot } = setUp();
    permit({ timetable: 900 });
    simulator.rewriteSlot(900, { intervals: slot('02:00:00', '02:30:00', 'sunday') });
    const at = (time: string) => opens(`2026-10-25T${time}Z`);
    expect([at('00:15:00'), at('00:45:00'), at('01:15:00'), at('01:30:00')]).toEqual([true, false, true, false]);
  });

  it('ends a period in the night when the day itself is 23 or 25 hours long', () => {
    const { permit, opens } = setUp();
    permit(period('2026-03-29T00:00:00', '2026-03-29T00:00:00'));
    expect([opens('2026-03-28T23:00:00Z'), opens('2026-03-29T21:59:59Z'), opens('2026-03-29T22:00:00Z')]).toEqual([
      true,
      true,
      false,
    ]);
    permit(period('2026-10-25T00:00:00', '2026-10-25T00:00:00'));
    expect([opens('2026-10-24T22:00:00Z'), opens('2026-10-25T22:59:59Z'), opens('2026-10-25T23:00:00Z')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('lives in the time zone of its site', () => {
    const { permit, opens } = setUp({ timeZone: 'Asia/Kathmandu' });
    permit(period('2026-07-01T00:00:00', '2026-07-01T00:00:00'));
    expect([opens('2026-06-30T18:14:59Z'), opens('2026-06-30T18:15:00Z'), opens('2026-07-01T18:15:00Z')]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('leaves the last day out when switched so', () => {
    const { simulator, permit, opens } = setUp();
    permit(period('2026-07-01T00:00:00', '2026-07-02T23:59:59'));
    expect([opens('2026-07-01T10:00:00Z'), opens('2026-07-02T10:00:00Z')]).toEqual([true, true]);
    simulator.switches.lastDay = 'excluded';
    expect([opens('2026-07-01T10:00:00Z'), opens('2026-07-02T10:00:00Z')]).toEqual([true, false]);
  });

  it('cares for the times of a period only when switched so', () => {
    const { simulator, permit, opens } = setUp();
    permit(period('2026-07-01T10:00:00', '2026-07-02T12:00:00'));
    const all = () =>
      ['07:59:59', '08:00:00']
        .map((time) => opens(`2026-07-01T${time}Z`))
        .concat(['09:59:59', '10:00:00'].map((time) => opens(`2026-07-02T${time}Z`)));
    expect(all()).toEqual([true, true, true, true]);
    simulator.switches.periodTimes = 'enforced';
    expect(all()).toEqual([false, true, true, false]);
    simulator.switches.lastDay = 'excluded';
    expect(all()).toEqual([false, true, true, false]);
  });

  it('with enforced times takes an end without time as the whole day or none of it', () => {
    const { simulator, permit, opens } = setUp({ switches: { periodTimes: 'enforced' } });
    permit(period('2026-07-01T00:00:00', '2026-07-02T00:00:00'));
    const lastDay = () => [opens('2026-07-01T21:59:59Z'), opens('2026-07-01T22:00:00Z'), opens('2026-07-02T21:59:59Z')];
    expect(lastDay()).toEqual([true, true, true]);
    expect(opens('2026-07-02T22:00:00Z')).toBe(false);
    simulator.switches.lastDay = 'excluded';
    expect(lastDay()).toEqual([true, false, false]);
    permit(period('2026-07-01T00:00:00', '2026-07-02T24:00:00'));
    expect(lastDay()).toEqual([true, true, true]);
    expect(opens('2026-07-02T22:00:00Z')).toBe(false);
  });

  it('is asked for now when no instant is given', async () => {
    const { clock, simulator, permit } = setUp();
    permit(period('2026-07-02T00:00:00', '2026-07-02T00:00:00'));
    const opensNow = () => [
      simulator.opens({ card: '04A1B2C3', door: 'GYM-DOOR' }),
      simulator.levelOpensZone({ accessLevel: 'APT-501', zone: 'GYM' }),
    ];
    expect(opensNow()).toEqual([false, false]);
    await clock.advanceTo('2026-07-01T22:00:00Z');
    expect(opensNow()).toEqual([true, true]);
  });

  it('knows whose card it is and which zones it belongs to', () => {
    const { simulator, permit } = setUp();
    permit({});
    const at = '2026-07-01T10:00:00Z';
    const opens = (card: string, door: string) => simulator.opens({ card, door, at });
    expect([opens('04A1B2C3', 'GYM-DOOR'), opens('04A1B2C4', 'GYM-DOOR')]).toEqual([true, true]);
    expect([opens('04B5C6D7', 'GYM-DOOR'), opens('nobody', 'GYM-DOOR'), opens('04FFFFFF', 'LOBBY-DOOR')]).toEqual([
      false,
      false,
      false,
    ]);
    expect([opens('04A1B2C3', 'POOL-NORTH-DOOR'), opens('04B5C6D7', 'LOBBY-DOOR')]).toEqual([false, true]);
    simulator.alterDoor('POOL-NORTH-DOOR', { zones: ['POOL', 'GYM'] });
    expect([opens('04A1B2C3', 'POOL-NORTH-DOOR'), opens('04A1B2C3', 'POOL-SOUTH-DOOR')]).toEqual([true, false]);
    simulator.alterUser('USER-BEN', { accessLevels: ['APT-502', 'APT-501'] });
    expect(opens('04B5C6D7', 'GYM-DOOR')).toBe(true);
    simulator.removeUser('USER-BEN');
    expect(opens('04B5C6D7', 'LOBBY-DOOR')).toBe(false);
  });

  it('is asked per access level and zone too', () => {
    const { simulator, permit } = setUp();
    permit({});
    const opens = (accessLevel: string, zone: string) =>
      simulator.levelOpensZone({ accessLevel, zone, at: new Date('2026-07-01T10:00:00Z') });
    expect([opens('APT-501', 'GYM'), opens('APT-502', 'GYM'), opens('APT-501', 'POOL'), opens('APT-9', 'GYM')]).toEqual(
      [true, false, false, false],
    );
  });

  it('cannot be asked for what does not exist, nor for a time that is no instant', () => {
    const { simulator, opens } = setUp();
    expect(() => simulator.opens({ card: '04A1B2C3', door: 'SPA-DOOR' })).toThrow(RangeError);
    expect(() => simulator.levelOpensZone({ accessLevel: 'APT-501', zone: 'SPA' })).toThrow(RangeError);
    for (const at of ['2026-07-01T10:00:00', '2026-07-01', 'now']) expect(() => opens(at)).toThrow(RangeError);
    expect(() => simulator.opens({ card: '', door: 'GYM-DOOR', at: new Date(Number.NaN) })).toThrow(RangeError);
  });
});
