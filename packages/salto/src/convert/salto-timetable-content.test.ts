import { describe, expect, it } from 'vitest';
import { contentOf, intervalsToTimetable, isForeignTimetable, timetableToIntervals } from './salto-timetable-content';

const morning = { from: '08:00:00', to: '10:00:00', days: ['monday', 'holiday'] } as const;
const night = { from: '22:00:00', to: '24:00:00', days: ['tuesday'] } as const;

describe('the content of a timetable', () => {
  it('is equal for equal lines and for no others', () => {
    expect(contentOf([morning, night])).toBe(contentOf([{ ...morning }, { ...night }]));
    const others = [
      [morning],
      [night],
      [],
      [morning, { ...night, to: '23:59:59' }],
      [morning, { ...night, days: ['tuesday', 'holiday'] as const }],
    ];
    for (const other of others) expect(contentOf(other)).not.toBe(contentOf([morning, night]));
  });

  it('gives equal timetables equal names, and names nobody', () => {
    const first = intervalsToTimetable([morning], 900, '23:59:59');
    expect(first).toMatchObject({ id: 900, name: intervalsToTimetable([morning], 1000, '23:59:59').name });
    expect(first.name).not.toBe(intervalsToTimetable([night], 900, '23:59:59').name);
    expect(first.name).toMatch(/^ACX [0-9a-f]{12}$/);
    expect(first.name.length).toBeLessThanOrEqual(32);
  });

  it.each(['23:59:59', '24:00:00', '00:00:00'])('writes the end of a day as %s and reads it back', (endOfDay) => {
    const timetable = intervalsToTimetable([morning, night], 900, endOfDay);
    expect(timetable.intervals.map(({ endsAt }) => endsAt)).toEqual(['10:00:00', endOfDay]);
    expect(timetableToIntervals(timetable, endOfDay)).toEqual([morning, night]);
  });

  it('is the same whatever order Space gives lines and days back in', () => {
    const { intervals, ...timetable } = intervalsToTimetable([morning, night], 900, '23:59:59');
    const shuffled = [...intervals].reverse().map((line) => ({ ...line, days: [...line.days].reverse() }));
    const read = timetableToIntervals({ ...timetable, intervals: shuffled }, '23:59:59');
    expect(contentOf(read)).toBe(contentOf([morning, night]));
  });
});

describe('a timetable of somebody else', () => {
  const lines = intervalsToTimetable([morning], 900, '23:59:59').intervals;

  it('is one with lines and without our name', () => {
    expect(isForeignTimetable({ id: 900, name: 'Cleaners', intervals: lines })).toBe(true);
    expect(isForeignTimetable({ id: 900, name: '', intervals: lines })).toBe(true);
  });

  it('is neither ours nor an empty slot', () => {
    expect(isForeignTimetable(intervalsToTimetable([morning], 900, '23:59:59'))).toBe(false);
    expect(isForeignTimetable({ id: 900, name: 'Time zone 900', intervals: [] })).toBe(false);
  });
});
