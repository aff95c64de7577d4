import { createFixedClock } from '@acx/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSaltoBuilding } from './salto-building';
import { createSaltoSimulator } from './salto-simulator';
import { createSaltoTestCaller, textsIn } from './salto-test-caller';

const read = 'SaltoDBAuditTrail.Read';

const setUp = () => {
  // 12:00 on a Wednesday in Paris
  const clock = createFixedClock('2026-07-01T10:00:00Z');
  const simulator = createSaltoSimulator({ clock, timeZone: 'Europe/Paris' });
  return { clock, simulator, building: createSaltoBuilding(simulator), ...createSaltoTestCaller(simulator) };
};
let world = setUp();
beforeEach(() => {
  world = setUp();
});
const gym = (card = '04A1B2C3') => world.simulator.presentCard({ card, door: 'GYM-DOOR' });
const july = (from: string, to: string) => ({
  startDate: `2026-07-${from}T00:00:00`,
  endDate: `2026-07-${to}T00:00:00`,
});

describe('a card at a door', () => {
  it('opens it with a permission that is open', () => {
    world.simulator.setZonePermission('APT-501', { zone: 'GYM', period: july('01', '01') });
    expect(gym()).toEqual({ opened: true, operation: 17 });
    expect(gym('04A1B2C4')).toEqual({ opened: true, operation: 17 });
  });

  it('is not allowed without a permission for a zone of the door, and when nobody has it', () => {
    expect(gym()).toEqual({ opened: false, operation: 84 });
    expect(gym('04FFFFFF')).toEqual({ opened: false, operation: 84 });
    expect(gym('unknown')).toEqual({ opened: false, operation: 84 });
  });

  it('is out of time when the timetable is closed today or now', () => {
    const { simulator } = world;
    simulator.rewriteSlot(900, { intervals: [{ startTime: '12:00:01', endTime: '13:00:00', days: ['wednesday'] }] });
    simulator.setZonePermission('APT-501', { zone: 'GYM', timetable: 900, period: july('01', '01') });
    expect(gym()).toEqual({ opened: false, operation: 85 });
  });

  it('is out of date before and after its period', () => {
    const { simulator } = world;
    simulator.setZonePermission('APT-501', { zone: 'GYM', period: july('02', '03') });
    expect(gym()).toEqual({ opened: false, operation: 83 });
    simulator.setZonePermission('APT-501', {
      zone: 'GYM',
      period: { ...july('01', '01'), endDate: '2026-06-30T00:00:00' },
    });
    expect(gym()).toEqual({ opened: false, operation: 83 });
  });

  it('leaves an event with the next id and the time', async () => {
    const { simulator, clock } = world;
    gym();
    await clock.advanceBy(5000);
    simulator.presentCard({ card: '04B5C6D7', door: 'LOBBY-DOOR', isExit: true });
    gym('unknown');
    expect(simulator.state.auditTrail).toEqual([
      {
        id: 1,
        at: '2026-07-01T10:00:00.000Z',
        operation: 84,
        isExit: false,
        door: 'GYM-DOOR',
        subjectType: 0,
        subject: 'USER-ADA',
      },
      {
        id: 2,
        at: '2026-07-01T10:00:05.000Z',
        operation: 17,
        isExit: true,
        door: 'LOBBY-DOOR',
        subjectType: 0,
        subject: 'USER-BEN',
      },
      {
        id: 3,
        at: '2026-07-01T10:00:05.000Z',
        operation: 84,
        isExit: false,
        door: 'GYM-DOOR',
        subjectType: 0,
        subject: null,
      },
    ]);
  });
});

describe('the audit trail', () => {
  const ext = '<ShowDoorIDAs>1</ShowDoorIDAs><ShowUserIDAs>1</ShowUserIDAs>';
  const ids = async (params: string) => textsIn(await world.call(read, params), 'EventID');

  it('shows events in local time', async () => {
    gym();
    expect(await world.call(read, `<MaxCount>10</MaxCount>${ext}`)).toContain(
      '<Params><SaltoDBAuditTrail><SaltoDBAuditTrailEvent><EventID>1</EventID><EventDateTime>2026-07-01T12:00:00</EventDateTime>' +
        '<Operation>84</Operation><IsExit>0</IsExit><DoorID>GYM-DOOR</DoorID><SubjectType>0</SubjectType>' +
        '<SubjectID>USER-ADA</SubjectID></SaltoDBAuditTrailEvent></SaltoDBAuditTrail></Params>',
    );
  });

  it('names doors and users by numbers of its own unless EXT IDs are asked for', async () => {
    gym();
    const answer = await world.call(read, '<MaxCount>10</MaxCount>');
    expect(answer).toMatch(/<DoorID>\d+<\/DoorID>.*<SubjectID>\d+<\/SubjectID>/);
    expect(await world.call(read, '<MaxCount>10</MaxCount><ShowDoorIDAs>0</ShowDoorIDAs>')).toBe(answer);
  });

  it('leaves out who is not known', async () => {
    gym('unknown');
    world.simulator.addAuditEvent({ operation: 99, subjectType: 1, door: 'LOBBY-DOOR' });
    const answer = await world.call(read, `<MaxCount>10</MaxCount>${ext}`);
    expect([textsIn(answer, 'DoorID'), textsIn(answer, 'SubjectID')]).toEqual([['GYM-DOOR', 'LOBBY-DOOR'], []]);
    expect([textsIn(answer, 'Operation'), textsIn(answer, 'SubjectType')]).toEqual([
      ['84', '99'],
      ['0', '1'],
    ]);
  });

  it('is paged by an inclusive start id, whatever lists do', async () => {
    world.simulator.switches.startId = 'exclusive';
    for (let count = 0; count < 5; count += 1) gym();
    expect(await ids('<MaxCount>2</MaxCount>')).toEqual(['1', '2']);
    expect(await ids('<MaxCount>2</MaxCount><StartingFromEventID>2</StartingFromEventID>')).toEqual(['2', '3']);
    expect(await ids('<MaxCount>9</MaxCount><StartingFromEventID>5</StartingFromEventID>')).toEqual(['5']);
    expect(await ids('<MaxCount>9</MaxCount><StartingFromEventID>6</StartingFromEventID>')).toEqual([]);
  });

  it('goes back in time when asked', async () => {
    for (let count = 0; count < 4; count += 1) gym();
    expect(await ids('<MaxCount>2</MaxCount><DescendingOrder>1</DescendingOrder>')).toEqual(['4', '3']);
    const params =
      '<MaxCount>9</MaxCount><StartingFromEventID>3</StartingFromEventID><DescendingOrder>1</DescendingOrder>';
    expect(await ids(params)).toEqual(['3', '2', '1']);
    expect(await ids('<MaxCount>9</MaxCount><DescendingOrder>0</DescendingOrder>')).toEqual(['1', '2', '3', '4']);
  });

  it('says only when switched so whether a page is the last', async () => {
    gym();
    expect(await world.call(read, '<MaxCount>9</MaxCount>')).not.toContain('EOF');
    world.simulator.switches.sendsEndOfList = 'everywhere';
    expect(await world.call(read, '<MaxCount>9</MaxCount>')).toContain('<EOF>1</EOF>');
  });

  it.each([
    ['a filter', 12, '<FilterExpression>Operation eq 17</FilterExpression>'],
    ['an empty filter', 12, '<FilterExpression/>'],
    ['an unknown way of naming', 12, '<ShowDoorIDAs>2</ShowDoorIDAs>'],
    ['a start that is no number', 503, '<StartingFromEventID>first</StartingFromEventID>'],
    ['an order in words', 503, '<DescendingOrder>desc</DescendingOrder>'],
    ['something else', 501, '<From>1</From>'],
  ])('refuses %s', async (_what, code, params) => {
    expect(await world.code(read, `<MaxCount>9</MaxCount>${params}`)).toBe(code);
  });
});
