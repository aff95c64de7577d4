import { beforeEach, describe, expect, it } from 'vitest';
import { createSaltoBuilding } from './salto-building';
import { createSaltoSimulator } from './salto-simulator';
import { createSaltoTestCaller, textsIn } from './salto-test-caller';

const setUp = () => {
  const simulator = createSaltoSimulator({ timeZone: 'UTC' });
  createSaltoBuilding(simulator);
  return { simulator, ...createSaltoTestCaller(simulator) };
};
let world = setUp();
beforeEach(() => {
  world = setUp();
});

describe('lists', () => {
  it('show zones, with their doors when asked', async () => {
    const { call } = world;
    const params = '<MaxCount>1</MaxCount><StartingFromExtZoneID>POOL</StartingFromExtZoneID>';
    const fields =
      '<SaltoDBZone><ExtZoneID>POOL</ExtZoneID><Name>Schwimmbad &lt;Süd&gt;</Name><Description/><IsLow>0</IsLow>';
    expect(await call('SaltoDBZoneList.Read', params)).toContain(
      `<Params><SaltoDBZoneList>${fields}</SaltoDBZone></SaltoDBZoneList><EOF>1</EOF></Params>`,
    );
    expect(
      await call('SaltoDBZoneList.Read', `${params}<ReturnMembership_Door_Zone>1</ReturnMembership_Door_Zone>`),
    ).toContain(
      `${fields}<SaltoDB.MembershipList.Door_Zone>` +
        '<SaltoDB.Membership.Door_Zone><ExtDoorID>POOL-NORTH-DOOR</ExtDoorID></SaltoDB.Membership.Door_Zone>' +
        '<SaltoDB.Membership.Door_Zone><ExtDoorID>POOL-SOUTH-DOOR</ExtDoorID></SaltoDB.Membership.Door_Zone>' +
        '</SaltoDB.MembershipList.Door_Zone></SaltoDBZone>',
    );
  });

  it('show doors, with their zones when asked', async () => {
    const { call } = world;
    const params = '<MaxCount>1</MaxCount>';
    const fields = '<SaltoDBDoor><ExtDoorID>GYM-DOOR</ExtDoorID><Name>Door GYM-DOOR</Name><Description/>';
    expect(await call('SaltoDBDoorList.Read', params)).toContain(
      `<SaltoDBDoorList>${fields}</SaltoDBDoor></SaltoDBDoorList><EOF>0</EOF>`,
    );
    expect(
      await call('SaltoDBDoorList.Read', `${params}<ReturnMembership_Door_Zone>1</ReturnMembership_Door_Zone>`),
    ).toContain(
      `${fields}<SaltoDB.MembershipList.Door_Zone><SaltoDB.Membership.Door_Zone><ExtZoneID>GYM</ExtZoneID>` +
        '</SaltoDB.Membership.Door_Zone></SaltoDB.MembershipList.Door_Zone></SaltoDBDoor>',
    );
  });

  it('show users, with their access levels when asked', async () => {
    const { call } = world;
    const params = '<MaxCount>1</MaxCount><StartingFromExtUserID>USER-BEN</StartingFromExtUserID>';
    const fields =
      '<SaltoDBUser><ExtUserID>USER-BEN</ExtUserID><FirstName>Ben</FirstName><LastName>Brook &amp; Co</LastName>';
    expect(await call('SaltoDBUserList.Read', params)).toContain(`<SaltoDBUserList>${fields}</SaltoDBUser>`);
    expect(
      await call('SaltoDBUserList.Read', `${params}<ReturnMembership_User_Group>1</ReturnMembership_User_Group>`),
    ).toContain(
      `${fields}<SaltoDB.MembershipList.User_Group><SaltoDB.Membership.User_Group><ExtGroupID>APT-502</ExtGroupID>` +
        '</SaltoDB.Membership.User_Group></SaltoDB.MembershipList.User_Group></SaltoDBUser>',
    );
  });

  it('are self-closed when they are empty', async () => {
    const { call } = world;
    const params = '<MaxCount>1</MaxCount><StartingFromExtZoneID>Z</StartingFromExtZoneID>';
    expect(await call('SaltoDBZoneList.Read', params)).toContain('<Params><SaltoDBZoneList/><EOF>1</EOF></Params>');
  });

  /** All pages, each continued with the last id of the former. */
  const pages = async (size: number): Promise<string[][]> => {
    const found: string[][] = [];
    let start = '';
    for (let isLast = false; !isLast; ) {
      const answer = await world.call('SaltoDBDoorList.Read', `<MaxCount>${size}</MaxCount>${start}`);
      const ids = textsIn(answer, 'ExtDoorID');
      found.push(ids);
      start = `<StartingFromExtDoorID>${ids.at(-1)}</StartingFromExtDoorID>`;
      isLast = answer.includes('<EOF>1</EOF>');
    }
    return found;
  };

  it('come in pages whose start id is inclusive, in the order of ids', async () => {
    expect(await pages(2)).toEqual([
      ['GYM-DOOR', 'LOBBY-DOOR'],
      ['LOBBY-DOOR', 'POOL-NORTH-DOOR'],
      ['POOL-NORTH-DOOR', 'POOL-SOUTH-DOOR'],
    ]);
    expect(await pages(4)).toEqual([['GYM-DOOR', 'LOBBY-DOOR', 'POOL-NORTH-DOOR', 'POOL-SOUTH-DOOR']]);
  });

  it('come in pages whose start id is exclusive when switched so', async () => {
    world.simulator.switches.startId = 'exclusive';
    expect(await pages(2)).toEqual([
      ['GYM-DOOR', 'LOBBY-DOOR'],
      ['POOL-NORTH-DOOR', 'POOL-SOUTH-DOOR'],
    ]);
  });

  it('go on behind an id that is gone', async () => {
    const params = '<MaxCount>9</MaxCount><StartingFromExtDoorID>H</StartingFromExtDoorID>';
    expect(textsIn(await world.call('SaltoDBDoorList.Read', params), 'ExtDoorID')[0]).toBe('LOBBY-DOOR');
  });

  it('never have more on a page than the largest page', async () => {
    world.simulator.switches.maximumPage = 3;
    expect(await pages(1000)).toEqual([
      ['GYM-DOOR', 'LOBBY-DOOR', 'POOL-NORTH-DOOR'],
      ['POOL-NORTH-DOOR', 'POOL-SOUTH-DOOR'],
    ]);
  });

  it.each([
    ['no MaxCount', 12, ''],
    ['MaxCount 0', 12, '<MaxCount>0</MaxCount>'],
    ['a MaxCount in words', 503, '<MaxCount>all</MaxCount>'],
    ['an empty start', 12, '<MaxCount>5</MaxCount><StartingFromExtDoorID/>'],
    ['the start of another list', 501, '<MaxCount>5</MaxCount><StartingFromExtZoneID>A</StartingFromExtZoneID>'],
    ['a flag in words', 503, '<MaxCount>5</MaxCount><ReturnMembership_Door_Zone>true</ReturnMembership_Door_Zone>'],
    ['an unknown flag', 501, '<MaxCount>5</MaxCount><ReturnEverything>1</ReturnEverything>'],
  ])('refuse %s', async (_what, code, params) => {
    expect(await world.code('SaltoDBDoorList.Read', params)).toBe(code);
  });
});
