import { describe, expect, it } from 'vitest';
import { tellSaltoStory } from './salto-story';
import { createStoryteller } from './storyteller';

describe('the Salto story', () => {
  it('shows two bookings served one after the other, a right healed, and a stranger kept out', async () => {
    const lines: string[] = [];
    await tellSaltoStory(createStoryteller((line) => lines.push(line)));
    const shown = lines.filter((line) => line.includes('│')).map((line) => line.replace(/^.*│ /, ''));
    const told = lines.filter((line) => !line.includes('│')).map((line) => line.trim());

    const today = 'APT-501 has GYM: period 2026-11-23, timetable 900 with 18:00 to 20:00';
    const nextWeek = 'APT-501 has GYM: period 2026-11-30, timetable 901 with 10:00 to 11:00';
    const nothing = 'APT-501 has no right on GYM';
    expect(shown.filter((line) => line.startsWith('APT-501'))).toEqual([
      today,
      today,
      nothing,
      today,
      nextWeek,
      nextWeek,
      nothing,
    ]);
    expect(shown.filter((line) => line.includes('at the gym'))).toEqual([
      '2026-11-23 17:59:59 Ada of 501 at the gym: stays closed',
      '2026-11-23 18:00:00 Ada of 501 at the gym: opens',
      '2026-11-23 18:00:00 Ben of 502 at the gym: stays closed',
      '2026-11-23 18:30:00 Ada of 501 at the gym: stays closed',
      '2026-11-23 18:30:00 Ada of 501 at the gym: opens',
      '2026-11-23 19:59:59 Ada of 501 at the gym: opens',
      '2026-11-23 20:00:00 Ada of 501 at the gym: stays closed',
      '2026-11-30 09:59:59 Ada of 501 at the gym: stays closed',
      '2026-11-30 10:00:00 Ada of 501 at the gym: opens',
      '2026-11-30 10:00:00 Ben of 502 at the gym: stays closed',
      '2026-11-30 11:00:00 Ada of 501 at the gym: stays closed',
    ]);
    expect(told.filter((line) => line.startsWith('booking-'))).toEqual([
      'booking-1 is scheduled.',
      'booking-2 is waiting until 2026-11-23T20:00:00.000Z.',
      'booking-2 is scheduled.',
    ]);
    expect(told.filter((line) => line.startsWith('event:'))).toEqual([
      'event: granted at GYM for APT-501, 2026-11-23T18:00',
      'event: denied at GYM for APT-502, 2026-11-23T18:00, not_allowed_here',
    ]);
    expect(told).toContain('A healing check finds: missing.');
    expect(told.filter((line) => line.startsWith('health:')).every((line) => line.includes(': ok.'))).toBe(true);
  });
});
