import { describe, expect, it } from 'vitest';
import { tellRoomsStory } from './rooms-story';
import { createStoryteller } from './storyteller';

describe('the rooms story', () => {
  it('shows a room that opens for those who were invited, closes when nobody came, and a visitor who has to check in', async () => {
    const lines: string[] = [];
    await tellRoomsStory(createStoryteller((line) => lines.push(line)));
    const shown = lines.filter((line) => line.includes('│')).map((line) => line.replace(/^.*│ /, ''));
    expect(shown).toEqual([
      '10:02 Ben at the boardroom: opens (Bookings ONE: booked)',
      '10:02 Cleo, who was not invited, at the boardroom: stays closed (Bookings ONE: not booked)',
      '11:15 Ada at the boardroom: opens (Bookings ONE: booked)',
      '11:30 Ada at the boardroom: stays closed (Bookings ONE: not booked)',
      '14:05 Ada at the huddle: opens (Bookings ONE: booked)',
      '14:21 Ada at the huddle: stays closed (Bookings ONE: not booked)',
      '14:21 Grace at the lobby: stays closed, not_checked_in (reception: expected)',
      '14:21 Grace at the lobby: opens, checked_in (reception: checked_in)',
      '14:21 somebody with a made-up code at the lobby: stays closed, unknown_credential (reception: nobody)',
      '14:21 Grace at the lobby: stays closed, checked_out (reception: checked_out)',
    ]);
    const told = lines.filter((line) => !line.includes('│')).join('\n');
    expect(told.match(/Bookings ONE called/g)).toHaveLength(3);
    expect(told).toContain('report: 1 of 3 people has no e-mail address');
    expect(told).toContain('Bookings ONE has released the huddle: no_show.');
    expect(lines.join('\n')).not.toMatch(/0100|@harbour/);
  });
});
