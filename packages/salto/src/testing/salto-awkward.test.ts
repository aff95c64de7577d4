import { createFixedClock } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { createSaltoBuilding } from './salto-building';
import { createSaltoSimulator } from './salto-simulator';
import type { SaltoSwitches } from './salto-switches';
import { createSaltoTestCaller } from './salto-test-caller';

const flag = '<ReturnAccessPermissions_Group_Zone>1</ReturnAccessPermissions_Group_Zone>';

const setUp = (switches: Partial<SaltoSwitches> = {}) => {
  const simulator = createSaltoSimulator({
    clock: createFixedClock('2026-03-05T08:09:10Z'),
    timeZone: 'UTC',
    switches: { awkward: true, ...switches },
  });
  createSaltoBuilding(simulator);
  const { call, code } = createSaltoTestCaller(simulator);
  const levels = () => call('SaltoDBGroupList.Read', `<MaxCount>1</MaxCount>${flag}`);
  const endDate = async (date: string) => {
    simulator.setZonePermission('APT-501', {
      zone: 'GYM',
      period: { startDate: '2026-07-01T00:00:00', endDate: date },
    });
    return [...(await levels()).matchAll(/<EndDate >\s*(\S+)\s*<\/EndDate >/g)].at(-1)?.[1];
  };
  return { simulator, call, code, levels, endDate };
};

describe('an awkward answer', () => {
  it('has blanks around text and after names, unpadded dates and elements that nobody knows', async () => {
    const { call } = setUp();
    expect(await call('GetInfo')).toBe(
      [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<RequestResponse >',
        '  <RequestName >',
        '    GetInfo \t</RequestName >',
        '  <Params >',
        '    <ProtocolID >',
        '      SHIP \t</ProtocolID >',
        '    <ProtocolVersion >',
        '      1.0 \t</ProtocolVersion >',
        '    <DateTime >',
        '      2026-3-5T08:09:10 \t</DateTime >',
        '    <DefaultLanguage >',
        '      en \t</DefaultLanguage >',
        '  </Params >',
        '</RequestResponse >',
        '',
      ].join('\r\n'),
    );
  });

  it('shows an unused period with dates of 1900, and empty elements self-closed', async () => {
    const answer = await setUp().levels();
    expect(answer).toMatch(
      /<UsePeriod >\s*0 \t<\/UsePeriod >\s*<Period >\s*<StartDate >\s*1900-01-01T00:00:00 \t<\/StartDate >\s*<EndDate >\s*1900-01-01T00:00:00 \t/,
    );
    expect(answer).toContain('<Description />');
    expect(answer).toMatch(/<Vendor.Counter >\s*0012 \t<\/Vendor.Counter >/);
    expect(answer).toMatch(/<Vendor.Options >\s*<Vendor.Option >\s*x &amp; y \t/);
  });

  it('has no EOF on its last page only', async () => {
    const { call, levels } = setUp();
    expect(await levels()).toMatch(/<EOF >\s*0 \t<\/EOF >/);
    expect(await call('SaltoDBGroupList.Read', '<MaxCount>3</MaxCount>')).not.toContain('EOF');
  });

  it.each([
    ['2026-07-02T00:00:00', {}, '2026-7-2T24:00:00'],
    ['2026-07-02T23:59:59', {}, '2026-7-2T24:00:00'],
    ['2026-12-22T15:00:00', {}, '2026-12-22T15:00:00'],
    ['2026-07-02T00:00:00', { periodTimes: 'enforced' }, '2026-7-2T24:00:00'],
    ['2026-07-02T23:59:59', { periodTimes: 'enforced' }, '2026-7-2T23:59:59'],
    ['2026-07-02T00:00:00', { periodTimes: 'enforced', lastDay: 'excluded' }, '2026-7-2T00:00:00'],
  ] as const)('shows the EndDate %s with %o as %s, which means the same', async (date, switches, shown) => {
    expect(await setUp(switches).endDate(date)).toBe(shown);
  });

  it('shows something of its own in a permission, which may be sent back', async () => {
    const { simulator, levels, code } = setUp();
    simulator.setZonePermission('APT-501', { zone: 'LOBBY', extra: 'k7' });
    expect(await levels()).toMatch(/<Vendor.Reserved >\s*k7 \t<\/Vendor.Reserved >/);
    const update = (extra: string) =>
      code(
        'SaltoDBGroup.Update',
        '<SaltoDBGroup><ExtGroupID>APT-501</ExtGroupID><SaltoDB.AccessPermissionList.Group_Zone><SaltoDB.AccessPermission.Group_Zone>' +
          `<ExtZoneID>LOBBY</ExtZoneID><TimezoneTableID>0</TimezoneTableID><UsePeriod>0</UsePeriod>${extra}` +
          '</SaltoDB.AccessPermission.Group_Zone></SaltoDB.AccessPermissionList.Group_Zone></SaltoDBGroup>',
      );
    const kept = () => simulator.state.accessLevels.get('APT-501')?.zonePermissions[0]?.extra;
    expect([await update('<Vendor.Reserved>k7</Vendor.Reserved>'), kept()]).toEqual([0, 'k7']);
    expect([await update(''), kept()]).toEqual([0, '']);
    simulator.switches.awkward = false;
    expect(await update('<Vendor.Reserved>k7</Vendor.Reserved>')).toBe(501);
    expect(await levels()).not.toContain('Vendor');
  });

  it('leaves unknown doors and users of an event empty', async () => {
    const { simulator, call } = setUp();
    simulator.addAuditEvent({ operation: 17 });
    const answer = await call('SaltoDBAuditTrail.Read', '<MaxCount>1</MaxCount>');
    expect(answer).toContain('<DoorID />');
    expect(answer).toContain('<SubjectID />');
    expect(answer).toContain('2026-3-5T08:09:10');
  });
});
