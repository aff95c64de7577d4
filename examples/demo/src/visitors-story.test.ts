import { describe, expect, it } from 'vitest';
import { createStoryteller } from './storyteller';
import { tellVisitorsStory } from './visitors-story';

describe('the visitors story', () => {
  it('shows a visitor invited, let in, moved and cancelled at the vendor, and refuses what cannot be', async () => {
    const lines: string[] = [];
    await tellVisitorsStory(
      createStoryteller((line) => lines.push(line)),
      Date.parse('2026-11-21T12:00:00Z'),
    );
    const shown = lines.filter((line) => line.includes('│')).map((line) => line.replace(/^.*│ /, '').trim());
    const screens = shown.filter((line) => line.startsWith('Visitors:'));
    expect(screens.map((line) => line.replace(/\d{4,8}$/, 'shown'))).toEqual([
      'Visitors: Vera Visitor visits Ada Archer, 2026-11-22 14:00 to 16:00, code shown',
      'Visitors: Vera Visitor visits Ada Archer, 2026-11-22 15:00 to 18:00, code shown',
      'Visitors: Vera Visitor visits Ada Archer, 2026-11-22 15:00 to 18:00, code shown',
      'Visitors: Vera Visitor visits Ada Archer, 2026-11-22 15:00 to 18:00, code none',
    ]);
    expect(shown.filter((line) => line.includes('UTC:')).map((line) => line.endsWith('opens'))).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
    expect(shown.at(-1)).toMatch(/refused, cancelled$/);

    // The PIN stands on the vendor's own screens and doors only.
    const pin = /code (\d{4,8})$/.exec(screens[0] ?? '')?.[1] ?? 'no PIN';
    const told = lines.filter((line) => !line.includes('│'));
    expect(screens[1]).toContain(pin);
    expect(told.join()).not.toContain(pin);
    expect(told.map((line) => line.trim()).filter((line) => line.startsWith('notice'))).toEqual([
      'notice visitor_invited, for holder and visitor',
      'notice visitor_changed, for holder and visitor',
      'notice visitor_cancelled, for holder and visitor',
    ]);
    expect(told.filter((line) => line.includes('othing was stored'))).toHaveLength(2);
  });
});
