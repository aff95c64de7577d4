import { describe, expect, it } from 'vitest';
import { createSaltoBuilding } from './salto-building';
import { createSaltoSimulator } from './salto-simulator';
import type { SaltoSwitches } from './salto-switches';
import { createSaltoTestCaller } from './salto-test-caller';

const permission = (zone: string, slot: number) =>
  `<SaltoDB.AccessPermission.Group_Zone><ExtZoneID>${zone}</ExtZoneID><TimezoneTableID>${slot}</TimezoneTableID>` +
  '<UsePeriod>0</UsePeriod></SaltoDB.AccessPermission.Group_Zone>';

describe('a list of zones in an update', () => {
  /** Sends it to APT-501, which holds LOBBY; what came of it, as `code: zone/slot …`. */
  const update = async (switches: Partial<SaltoSwitches>, sent: readonly [zone: string, slot: number][]) => {
    const simulator = createSaltoSimulator({ timeZone: 'UTC', switches });
    createSaltoBuilding(simulator);
    const items = sent.map(([zone, slot]) => permission(zone, slot)).join('');
    const code = await createSaltoTestCaller(simulator).code(
      'SaltoDBGroup.Update',
      '<SaltoDBGroup><ExtGroupID>APT-501</ExtGroupID><SaltoDB.AccessPermissionList.Group_Zone>' +
        `${items}</SaltoDB.AccessPermissionList.Group_Zone></SaltoDBGroup>`,
    );
    const held = simulator.state.accessLevels.get('APT-501')?.zonePermissions ?? [];
    return `${code}: ${held.map(({ zone, timetable }) => `${zone}/${timetable}`).join(' ')}`;
  };

  it('replaces the former list', async () => {
    expect(await update({}, [['GYM', 3]])).toBe('0: GYM/3');
    expect(await update({}, [])).toBe('0: ');
    expect(await update({}, [['LOBBY', 4]])).toBe('0: LOBBY/4');
  });

  it('is added to the former list when switched so', async () => {
    expect(await update({ zoneList: 'merge' }, [['GYM', 3]])).toBe('0: LOBBY/0 GYM/3');
    expect(await update({ zoneList: 'merge' }, [])).toBe('0: LOBBY/0');
  });

  it.each([7, 10, 12] as const)('is refused with %i for a zone that is there twice', async (duplicate) => {
    const twice: [string, number][] = [
      ['GYM', 3],
      ['GYM', 4],
    ];
    expect(await update({ duplicate }, twice)).toBe(`${duplicate}: LOBBY/0`);
    expect(await update({ duplicate, zoneList: 'merge' }, twice)).toBe(`${duplicate}: LOBBY/0`);
  });

  it.each([7, 10, 12] as const)(
    'is refused with %i when it is merged and the pair is held already',
    async (duplicate) => {
      const sent: [string, number][] = [
        ['GYM', 3],
        ['LOBBY', 4],
      ];
      expect(await update({ duplicate, zoneList: 'merge' }, sent)).toBe(`${duplicate}: LOBBY/0`);
      expect(await update({ duplicate }, sent)).toBe('0: GYM/3 LOBBY/4');
    },
  );

  it('lets the later permission win when switched so', async () => {
    const sent: [string, number][] = [
      ['GYM', 3],
      ['LOBBY', 4],
      ['GYM', 5],
    ];
    expect(await update({ duplicate: 'overwrite' }, sent)).toBe('0: GYM/5 LOBBY/4');
    expect(await update({ duplicate: 'overwrite', zoneList: 'merge' }, sent)).toBe('0: LOBBY/4 GYM/5');
  });

  it.each([11, 12] as const)('is refused with %i for an unknown zone', async (unknownZone) => {
    expect(await update({ unknownZone, duplicate: 'overwrite' }, [['SPA', 3]])).toBe(`${unknownZone}: LOBBY/0`);
  });
});
