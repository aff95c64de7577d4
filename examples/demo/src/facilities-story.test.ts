import { describe, expect, it } from 'vitest';
import { tellFacilitiesStory } from './facilities-story';
import { createStoryteller } from './storyteller';

describe('the facilities story', () => {
  it('shows a gym booking appear, move, come back and vanish at the vendor', async () => {
    const lines: string[] = [];
    await tellFacilitiesStory(
      createStoryteller((line) => lines.push(line)),
      Date.parse('2026-11-21T12:00:00Z'),
    );
    const shown = lines.filter((line) => line.includes('│')).map((line) => line.replace(/^.*│ /, '').trim());
    const rows = shown.filter((line) => line.startsWith('Gym,') || line.endsWith('empty'));
    expect(rows).toEqual([
      'Gym, Ada Archer, 2026-11-22 18:00 to 19:00',
      'Gym, Ada Archer, 2026-11-22 20:00 to 21:00',
      'Monitoring > Facilities Asset Bookings: empty',
      'Gym, Ada Archer, 2026-11-22 20:00 to 21:00',
      'Monitoring > Facilities Asset Bookings: empty',
    ]);
    expect(shown.filter((line) => line.includes('UTC:')).map((line) => line.endsWith('opens'))).toEqual([
      false,
      true,
      false,
      false,
      true,
      false,
    ]);
  });
});
