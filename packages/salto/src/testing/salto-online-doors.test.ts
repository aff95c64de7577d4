import { createFixedClock } from '@acx/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSaltoBuilding } from './salto-building';
import { createSaltoSimulator } from './salto-simulator';
import { createSaltoTestCaller } from './salto-test-caller';

const setUp = () => {
  const simulator = createSaltoSimulator({ clock: createFixedClock('2026-07-01T10:00:00Z'), timeZone: 'UTC' });
  createSaltoBuilding(simulator);
  simulator.alterDoor('LOBBY-DOOR', { isOnline: false });
  return { simulator, ...createSaltoTestCaller(simulator) };
};
let world = setUp();
beforeEach(() => {
  world = setUp();
});
const doors = (...ids: string[]) =>
  `<ExtDoorIDList>${ids.map((id) => `<ExtDoorID>${id}</ExtDoorID>`).join('')}</ExtDoorIDList>`;
const result = (id: string, code: number) =>
  `<OnlineDoorOpenResult><ExtDoorID>${id}</ExtDoorID><ErrorCode>${code}</ErrorCode></OnlineDoorOpenResult>`;

describe('online doors', () => {
  it('are opened one by one, each with its own result', async () => {
    const { call, simulator } = world;
    expect(await call('OnlineDoor.Open', doors('GYM-DOOR', 'NOWHERE', 'LOBBY-DOOR', 'POOL-NORTH-DOOR'))).toContain(
      `<Params><OnlineDoorOpenResultList>${result('GYM-DOOR', 0)}${result('NOWHERE', 100)}${result('LOBBY-DOOR', 4)}` +
        `${result('POOL-NORTH-DOOR', 0)}</OnlineDoorOpenResultList></Params>`,
    );
    expect(simulator.state.remoteOpenings).toEqual([
      { door: 'GYM-DOOR', at: '2026-07-01T10:00:00.000Z' },
      { door: 'POOL-NORTH-DOOR', at: '2026-07-01T10:00:00.000Z' },
    ]);
  });

  it('say whether they are online', async () => {
    expect(await world.call('OnlineDoor.GetOnlineStatusList', doors('GYM-DOOR', 'LOBBY-DOOR'))).toContain(
      '<Params><OnlineDoorStatusList>' +
        '<OnlineDoorStatus><ExtDoorID>GYM-DOOR</ExtDoorID><Status>1</Status></OnlineDoorStatus>' +
        '<OnlineDoorStatus><ExtDoorID>LOBBY-DOOR</ExtDoorID><Status>0</Status></OnlineDoorStatus>' +
        '</OnlineDoorStatusList></Params>',
    );
    expect(await world.code('OnlineDoor.GetOnlineStatusList', doors('GYM-DOOR', 'NOWHERE'))).toBe(100);
  });

  it.each(['OnlineDoor.Open', 'OnlineDoor.GetOnlineStatusList'])('refuse %s without sense', async (request) => {
    const { code, simulator } = world;
    expect([
      await code(request),
      await code(request, doors()),
      await code(request, doors('')),
      await code(request, doors('D'.repeat(33))),
      await code(request, `${doors('GYM-DOOR')}<Force>1</Force>`),
      await code(request, '<ExtDoorIDList><ExtDoorID>GYM-DOOR</ExtDoorID><Door/></ExtDoorIDList>'),
      await code(request, '<ExtDoorIDList><ExtDoorID><A/></ExtDoorID></ExtDoorIDList>'),
      await code(request, '<ExtDoorID>GYM-DOOR</ExtDoorID>'),
    ]).toEqual([12, 12, 12, 12, 501, 501, 501, 501]);
    expect(simulator.state.remoteOpenings).toEqual([]);
  });
});
