import { beforeEach, describe, expect, it } from 'vitest';
import { createSaltoSimulator } from './salto-simulator';
import { createSaltoTestCaller, textsIn } from './salto-test-caller';

const update = 'SaltoDBTimezoneTable.Update';
const list = 'SaltoDBTimezoneTableList.Read';

const days = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
  'Special1',
  'Special2',
  'Holiday',
];
const flags = (set: readonly string[]) => days.map((day) => `<${day}>${set.includes(day) ? 1 : 0}</${day}>`).join('');
const interval = (id: number | string, start: string, end: string, set: readonly string[] = days) =>
  `<SaltoDBTimezone><TimezoneID>${id}</TimezoneID><StartTime>${start}</StartTime><EndTime>${end}</EndTime>${flags(set)}</SaltoDBTimezone>`;
const table = (slot: number | string, inner: string) =>
  `<SaltoDBTimezoneTable><TimezoneTableID>${slot}</TimezoneTableID>${inner}</SaltoDBTimezoneTable>`;
const intervals = (inner: string) => `<SaltoDBTimezoneList>${inner}</SaltoDBTimezoneList>`;
const eight = Array.from({ length: 8 }, (_, index) => interval(index + 1, `0${index}:00:00`, `0${index}:30:00`));

const setUp = () => {
  const simulator = createSaltoSimulator({ timeZone: 'UTC' });
  return { simulator, ...createSaltoTestCaller(simulator) };
};
let world = setUp();
beforeEach(() => {
  world = setUp();
});

describe('timetables', () => {
  it('are rewritten as a whole and read back as they were sent', async () => {
    const { call, simulator } = world;
    const sent = table(
      900,
      `<Name>Gym &amp; Süd</Name>${intervals(
        interval(1, '08:30:00', '10:00:00', ['Monday', 'Holiday']) + interval(2, '22:00:00', '23:59:59', ['Special1']),
      )}`,
    );
    expect(await call(update, sent)).toContain('<Params><TimezoneTableID>900</TimezoneTableID></Params>');
    expect(simulator.state.timetables.get(900)).toEqual({
      slot: 900,
      name: 'Gym & Süd',
      description: '',
      intervals: [
        { startTime: '08:30:00', endTime: '10:00:00', days: ['monday', 'holiday'] },
        { startTime: '22:00:00', endTime: '23:59:59', days: ['special1'] },
      ],
    });
    const params = '<MaxCount>1</MaxCount><StartingFromTimezoneTableID>900</StartingFromTimezoneTableID>';
    expect(await call(list, params)).toContain(
      '<Params><SaltoDBTimezoneTableList>' +
        '<SaltoDBTimezoneTable><TimezoneTableID>900</TimezoneTableID><Name>Gym &amp; Süd</Name><Description/>' +
        '<SaltoDBTimezoneList><SaltoDBTimezone><TimezoneID>1</TimezoneID><StartTime>08:30:00</StartTime><EndTime>10:00:00</EndTime>' +
        '<Monday>1</Monday><Tuesday>0</Tuesday><Wednesday>0</Wednesday><Thursday>0</Thursday><Friday>0</Friday><Saturday>0</Saturday>' +
        '<Sunday>0</Sunday><Special1>0</Special1><Special2>0</Special2><Holiday>1</Holiday></SaltoDBTimezone>',
    );
  });

  it('keep what was not sent', async () => {
    const { code, simulator } = world;
    await code(update, table(900, `<Name>A</Name>${intervals(interval(1, '08:00:00', '09:00:00'))}`));
    await code(update, table(900, '<Description>B</Description>'));
    expect(simulator.state.timetables.get(900)).toMatchObject({ name: 'A', description: 'B', intervals: [{}] });
    await code(update, table(900, '<SaltoDBTimezoneList/>'));
    expect(simulator.state.timetables.get(900)).toMatchObject({ name: 'A', intervals: [] });
  });

  it('are all there, written or not, and have 8 intervals at most', async () => {
    const { call, code } = world;
    const answer = await call(list, '<MaxCount>2000</MaxCount>');
    expect(textsIn(answer, 'TimezoneTableID')).toEqual(Array.from({ length: 1024 }, (_, index) => String(index + 1)));
    expect(answer).toContain('<SaltoDBTimezoneList/>');
    expect(await code(update, table(1024, intervals(eight.join(''))))).toBe(0);
    expect(await code(update, table(1024, intervals(eight.join('') + interval(9, '20:00:00', '21:00:00'))))).toBe(7);
  });

  it('say only when switched so whether a page is the last', async () => {
    const { call, simulator } = world;
    const last = '<MaxCount>9</MaxCount><StartingFromTimezoneTableID>1020</StartingFromTimezoneTableID>';
    expect(await call(list, last)).not.toContain('EOF');
    simulator.switches.sendsEndOfList = 'everywhere';
    expect(await call(list, last)).toContain('<EOF>1</EOF>');
    expect(await call(list, '<MaxCount>9</MaxCount>')).toContain('<EOF>0</EOF>');
  });

  const one = interval(1, '08:00:00', '09:00:00');
  it.each([
    ['slot 0', 12, table(0, intervals(one))],
    ['slot 1025', 12, table(1025, intervals(one))],
    ['no slot', 12, `<SaltoDBTimezoneTable>${intervals(one)}</SaltoDBTimezoneTable>`],
    ['a slot that is no number', 503, table('A', intervals(one))],
    ['nothing', 12, ''],
    ['an interval that ends when it starts', 12, table(1, intervals(interval(1, '08:00:00', '08:00:00')))],
    ['an interval across midnight', 12, table(1, intervals(interval(1, '22:00:00', '02:00:00')))],
    ['24:00:00', 503, table(1, intervals(interval(1, '22:00:00', '24:00:00')))],
    ['an hour without its zero', 503, table(1, intervals(interval(1, '8:00:00', '09:00:00')))],
    ['a time without seconds', 503, table(1, intervals(interval(1, '08:00', '09:00:00')))],
    ['a minute 60', 503, table(1, intervals(interval(1, '08:60:00', '09:00:00')))],
    ['a date in a time', 503, table(1, intervals(interval(1, '2026-07-01T08:00:00', '09:00:00')))],
    ['an interval 2 without 1', 12, table(1, intervals(interval(2, '08:00:00', '09:00:00')))],
    ['an interval without number', 12, table(1, intervals(one.replace(/<TimezoneID>.*<\/TimezoneID>/, '')))],
    ['a missing day', 12, table(1, intervals(one.replace('<Holiday>1</Holiday>', '')))],
    ['a day in words', 503, table(1, intervals(one.replace('<Holiday>1', '<Holiday>yes')))],
    ['a day twice', 501, table(1, intervals(one.replace('<Holiday>', '<Sunday>1</Sunday><Holiday>')))],
    ['a day in another case', 501, table(1, intervals(one.replaceAll('Holiday', 'holiday')))],
    ['something else', 501, table(1, `${intervals(one)}<Owner>me</Owner>`)],
  ])('refuse an update with %s and change nothing', async (_what, code, params) => {
    const { simulator } = world;
    expect(await world.code(update, params)).toBe(code);
    expect(simulator.state.timetables.size).toBe(0);
  });

  it('take 24:00:00 as an end, never as a start, when switched so', async () => {
    const { code, simulator } = world;
    simulator.switches.acceptsEndOfDay24 = true;
    expect(await code(update, table(1, intervals(interval(1, '22:00:00', '24:00:00'))))).toBe(0);
    expect(await code(update, table(1, intervals(interval(1, '24:00:00', '24:00:00'))))).toBe(503);
  });

  it.each(['SaltoDBTimezoneTable.Insert', 'SaltoDBTimezoneTable.Delete'])('cannot be asked for %s', async (name) => {
    expect(await world.code(name, table(5, ''))).toBe(502);
  });

  it('can be unreadable', async () => {
    const { code, simulator } = world;
    simulator.switches.readsTimetables = false;
    expect(await code(list, '<MaxCount>9</MaxCount>')).toBe(502);
    expect(await code(update, table(1, intervals(one)))).toBe(0);
  });
});
