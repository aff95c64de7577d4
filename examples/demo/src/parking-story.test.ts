import { describe, expect, it } from 'vitest';
import { tellParkingStory } from './parking-story';
import { createStoryteller } from './storyteller';

describe('the parking story', () => {
  it('shows a barrier that follows bookings, a check-in, an entry without booking, and nobody in after a cancellation', async () => {
    const lines: string[] = [];
    await tellParkingStory(createStoryteller((line) => lines.push(line)));
    const shown = lines.filter((line) => line.includes('│')).map((line) => line.replace(/^.*│ /, ''));
    const told = lines.filter((line) => !line.includes('│')).map((line) => line.trim());

    expect(shown).toEqual([
      'iPevia holds a credential for 08:45 to 17:00',
      '08:44 Ada at the barrier: stays closed',
      '08:45 Ada at the barrier: opens',
      '08:45 Ben, who has not booked, at the barrier: stays closed',
      '08:52 Ada drove in; the webhook answered 204',
      '09:10 Ben stood outside; the webhook answered 204',
      '09:10 the technician drove in; the webhook answered 204',
      '13:00 Ben at the barrier: opens',
      '13:00 Ben at the barrier: stays closed',
      '13:00 Ben stood outside; the webhook answered 204',
      '16:59 Ada at the barrier: opens',
      '17:00 Ada at the barrier: stays closed',
      '17:00 The technician at the barrier: opens',
      'iPevia holds no credential',
    ]);
    expect(told.filter((line) => /^(?:event|check-in|unbooked):/.test(line))).toEqual([
      'event: granted, 08:52, booking-1',
      'event: taken, 08:52, booking-1',
      'check-in: booking-1 at 08:52',
      'event: denied, 09:10, no booking, not_allowed_here',
      'event: granted, 09:10, no booking',
      'event: taken, 09:10, no booking',
      'unbooked: somebody came in at docklands, 09:10',
      'event: denied, 13:00, no booking, not_allowed_here',
    ]);
    expect(told).toContain('booking-1 is checked in since 08:52.');
    expect(told.filter((line) => line.startsWith('health:')).every((line) => line.includes(': ok.'))).toBe(true);
    expect(lines.join('\n')).not.toMatch(/987654|F1206|1000001|F4241|ABCDEF/);
  });
});
