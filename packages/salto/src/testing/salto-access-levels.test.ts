import { beforeEach, describe, expect, it } from 'vitest';
import { createSaltoBuilding } from './salto-building';
import { createSaltoSimulator } from './salto-simulator';
import { createSaltoTestCaller, textsIn } from './salto-test-caller';

const insert = 'SaltoDBGroup.Insert';
const update = 'SaltoDBGroup.Update';
const remove = 'SaltoDBGroup.Delete';
const list = 'SaltoDBGroupList.Read';

const setUp = () => {
  const simulator = createSaltoSimulator({ timeZone: 'Europe/Paris' });
  return { simulator, building: createSaltoBuilding(simulator), ...createSaltoTestCaller(simulator) };
};
let world = setUp();
beforeEach(() => {
  world = setUp();
});

const group = (inner: string, id = 'APT-501') => `<SaltoDBGroup><ExtGroupID>${id}</ExtGroupID>${inner}</SaltoDBGroup>`;
const zones = (inner: string) =>
  group(`<SaltoDB.AccessPermissionList.Group_Zone>${inner}</SaltoDB.AccessPermissionList.Group_Zone>`);
const permission = (inner: string) =>
  `<SaltoDB.AccessPermission.Group_Zone>${inner}</SaltoDB.AccessPermission.Group_Zone>`;
const gym =
  '<ExtZoneID>GYM</ExtZoneID><TimezoneTableID>1024</TimezoneTableID><UsePeriod>1</UsePeriod>' +
  '<Period><StartDate>2026-07-01T00:00:00</StartDate><EndDate>2026-07-02T23:59:59</EndDate></Period>';
const held = () => world.simulator.state.accessLevels.get('APT-501');
const lobby = { zone: 'LOBBY', timetable: 0, usePeriod: false, period: null, extra: '' };

describe('access levels', () => {
  it('are inserted with what was sent, and listed again', async () => {
    const { call, simulator } = world;
    const sent = group(
      '<Name>Wohnung &#x35;04 M&amp;S &lt;Süd&gt; 🏠</Name><Description>5ᵉ étage</Description>',
      'APT-504',
    );
    expect(await call(insert, sent)).toContain('<Params><ExtGroupID>APT-504</ExtGroupID></Params>');
    expect(simulator.state.accessLevels.get('APT-504')).toEqual({
      id: 'APT-504',
      name: 'Wohnung 504 M&S <Süd> 🏠',
      description: '5ᵉ étage',
      zonePermissions: [],
    });
    expect(
      await call(list, '<MaxCount>9</MaxCount><StartingFromExtGroupID>APT-504</StartingFromExtGroupID>'),
    ).toContain(
      '<Params><SaltoDBGroupList><SaltoDBGroup><ExtGroupID>APT-504</ExtGroupID>' +
        '<Name>Wohnung 504 M&amp;S &lt;Süd&gt; 🏠</Name><Description>5ᵉ étage</Description></SaltoDBGroup>' +
        '</SaltoDBGroupList><EOF>1</EOF></Params>',
    );
  });

  it.each([
    ['an id that exists', 10, group('<Name>Again</Name>')],
    ['no name', 12, group('', 'APT-504')],
    ['an empty name', 12, group('<Name/>', 'APT-504')],
    ['an id of 33 characters', 12, group('<Name>Long</Name>', 'A'.repeat(33))],
    ['an empty id', 12, group('<Name>Empty</Name>', '')],
    ['a level twice', 501, group('<Name>One</Name>', 'A') + group('<Name>Two</Name>', 'B')],
    ['nothing', 12, ''],
    ['a list of doors', 501, group('<Name>Doors</Name><SaltoDB.AccessPermissionList.Group_Door/>', 'APT-504')],
    ['a list of users', 501, group('<Name>Users</Name><SaltoDB.MembershipList.User_Group/>', 'APT-504')],
    ['a name in another case', 501, group('<name>Case</name>', 'APT-504')],
  ])('are not inserted with %s', async (_what, code, params) => {
    expect(await world.code(insert, params)).toBe(code);
    expect(world.simulator.state.accessLevels.size).toBe(3);
  });

  it('take an id of 32 characters', async () => {
    expect(await world.code(insert, group('<Name>Long</Name>', 'A'.repeat(32)))).toBe(0);
  });

  it('keep on an update what was not sent', async () => {
    const { code, building } = world;
    expect(await code(update, group('<Name>Renamed</Name>'))).toBe(0);
    expect(held()).toEqual({ ...building.apartment501, name: 'Renamed' });
    expect(await code(update, group('<Description>x</Description>'))).toBe(0);
    expect(held()).toEqual({ ...building.apartment501, name: 'Renamed', description: 'x' });
    expect(await code(update, group('<Description/>'))).toBe(0);
    expect(held()).toEqual({ ...building.apartment501, name: 'Renamed' });
  });

  it('get a list of zones in the place of the former one', async () => {
    const { code } = world;
    const stored = {
      zone: 'GYM',
      timetable: 1024,
      usePeriod: true,
      period: { startDate: '2026-07-01T00:00:00', endDate: '2026-07-02T23:59:59' },
      extra: '',
    };
    expect(await code(update, zones(permission(`<ExtGroupID>APT-501</ExtGroupID>${gym}`)))).toBe(0);
    expect(held()?.zonePermissions).toEqual([stored]);
    expect(await code(update, zones(''))).toBe(0);
    expect(held()?.zonePermissions).toEqual([]);
  });

  it('show their zones when asked, as they were sent', async () => {
    const { call } = world;
    await call(update, zones(permission(gym)));
    const flag = '<ReturnAccessPermissions_Group_Zone>1</ReturnAccessPermissions_Group_Zone>';
    const answer = await call(list, `<MaxCount>2</MaxCount>${flag}`);
    expect(answer).toContain(
      '<SaltoDB.AccessPermissionList.Group_Zone><SaltoDB.AccessPermission.Group_Zone><ExtGroupID>APT-501</ExtGroupID>' +
        `${gym}</SaltoDB.AccessPermission.Group_Zone></SaltoDB.AccessPermissionList.Group_Zone></SaltoDBGroup>`,
    );
    expect(answer).toContain('<EOF>0</EOF>');
    expect(textsIn(answer, 'ExtZoneID')).toEqual(['GYM', 'LOBBY']);
    await call(update, zones(''));
    expect(await call(list, `<MaxCount>2</MaxCount>${flag}`)).toContain('<SaltoDB.AccessPermissionList.Group_Zone/>');
    expect(await call(list, `<MaxCount>2</MaxCount>${flag.replace('1', '0')}`)).not.toContain('Group_Zone');
  });

  it.each([
    ['an unknown level', 11, group('<Name>x</Name>', 'APT-999')],
    ['an id in another case', 11, group('<Name>x</Name>', 'apt-501')],
    ['an id with blanks', 11, group('<Name>x</Name>', ' APT-501 ')],
    ['an unknown zone', 11, zones(permission(gym) + permission(gym.replace('GYM', 'SPA')))],
    ['the same zone twice', 7, zones(permission(gym) + permission(gym))],
    ['another level inside', 12, zones(permission(`<ExtGroupID>APT-502</ExtGroupID>${gym}`))],
    ['no zone', 12, zones(permission(gym.replace(/<ExtZoneID>.*<\/ExtZoneID>/, '')))],
    ['no slot', 12, zones(permission(gym.replace(/<Timezone.*ID>/, '')))],
    ['slot 1025', 12, zones(permission(gym.replace('1024', '1025')))],
    ['slot -1', 12, zones(permission(gym.replace('1024', '-1')))],
    ['a slot in words', 503, zones(permission(gym.replace('1024', 'one')))],
    ['a slot with a leading zero', 503, zones(permission(gym.replace('1024', '01')))],
    ['an empty slot', 503, zones(permission(gym.replace('1024', '')))],
    ['a boolean in words', 503, zones(permission(gym.replace('<UsePeriod>1', '<UsePeriod>true')))],
    ['no UsePeriod', 12, zones(permission(gym.replace('<UsePeriod>1</UsePeriod>', '')))],
    ['a used period that is missing', 12, zones(permission(gym.replace(/<Period>.*/, '')))],
    ['an unpadded date', 503, zones(permission(gym.replace('2026-07-01', '2026-7-1')))],
    ['T24:00:00', 503, zones(permission(gym.replace('23:59:59', '24:00:00')))],
    ['a date without time', 503, zones(permission(gym.replace('2026-07-01T00:00:00', '2026-07-01')))],
    ['a date with zone', 503, zones(permission(gym.replace('2026-07-01T00:00:00', '2026-07-01T00:00:00Z')))],
    ['the 31st of June', 503, zones(permission(gym.replace('2026-07-01', '2026-06-31')))],
    ['a period that ends before it starts', 12, zones(permission(gym.replace('2026-07-02', '2026-06-30')))],
    ['a period without end', 12, zones(permission(gym.replace(/<EndDate>.*<\/EndDate>/, '')))],
    ['an element that nobody knows', 501, zones(permission(`${gym}<Colour>red</Colour>`))],
    ['something else in the list', 501, zones(`${permission(gym)}<Zone/>`)],
  ])('refuse an update with %s and change nothing', async (_what, code, params) => {
    const withName = params.replace('</ExtGroupID>', '</ExtGroupID><Description>changed</Description>');
    expect(await world.code(update, withName)).toBe(code);
    expect(world.simulator.state.accessLevels.get('APT-501')).toEqual(world.building.apartment501);
  });

  it('keep the dates of a period that is not used', async () => {
    const unused = gym
      .replace('<UsePeriod>1', '<UsePeriod>0')
      .replaceAll(/2026-07-0\dT\d\d:\d\d:\d\d/g, '1900-01-01T00:00:00');
    expect(await world.code(update, zones(permission(unused)))).toBe(0);
    expect(held()?.zonePermissions).toMatchObject([{ usePeriod: false, period: { endDate: '1900-01-01T00:00:00' } }]);
  });

  it('accept dates as Space writes them only when switched so', async () => {
    const params = zones(permission(gym.replace('2026-07-01', '2026-7-1').replace('23:59:59', '24:00:00')));
    world.simulator.switches.acceptsOwnDates = true;
    expect(await world.code(update, params)).toBe(0);
    expect(held()?.zonePermissions).toMatchObject([
      { period: { startDate: '2026-07-01T00:00:00', endDate: '2026-07-02T24:00:00' } },
    ]);
  });

  it('are deleted, and their users lose them', async () => {
    const { code, call, simulator } = world;
    expect(await code(remove, '<ExtGroupID>APT-999</ExtGroupID>')).toBe(11);
    expect(await code(remove, group(''))).toBe(501);
    expect(await call(remove, '<ExtGroupID>APT-501</ExtGroupID>')).toContain('<ExtGroupID>APT-501</ExtGroupID>');
    expect(simulator.state.accessLevels.has('APT-501')).toBe(false);
    expect(simulator.state.users.get('USER-ADA')?.accessLevels).toEqual([]);
    expect(simulator.opens({ card: '04A1B2C3', door: 'LOBBY-DOOR' })).toBe(false);
    expect(simulator.opens({ card: '04B5C6D7', door: 'LOBBY-DOOR' })).toBe(true);
    expect(await code(remove, '<ExtGroupID>APT-501</ExtGroupID>')).toBe(11);
  });

  it('can be unreadable', async () => {
    const { code, simulator } = world;
    expect(await code(list, '<MaxCount>2</MaxCount>')).toBe(0);
    simulator.switches.readsLevels = false;
    expect(await code(list, '<MaxCount>2</MaxCount>')).toBe(502);
    expect(await code(update, zones(permission(gym)))).toBe(0);
  });

  it('keep the foreign right when it is sent along', async () => {
    const lobbySent = '<ExtZoneID>LOBBY</ExtZoneID><TimezoneTableID>0</TimezoneTableID><UsePeriod>0</UsePeriod>';
    await world.call(update, zones(permission(lobbySent) + permission(gym)));
    expect(held()?.zonePermissions).toMatchObject([lobby, { zone: 'GYM' }]);
  });
});
