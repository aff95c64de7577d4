import { inspect } from 'node:util';
import { ProviderCallError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { createTestDoors, visitor } from './__fixtures__/bookings-one-test-desk';

const canaries = ['CANARY-4711', 'Birdsong', 'canary@', 'sings-at-night'];
const person = { name: 'Canaria Birdsong', email: 'canary@rooms.example' };

describe('what is told of a decision', () => {
  it.each<[what: string, arrange: (desk: ReturnType<typeof createTestDoors>) => void]>([
    ['let in', ({ visitors }) => visitors.set('CANARY-4711', visitor('checked_in', person))],
    [
      'blacklisted',
      ({ visitors }) => visitors.set('CANARY-4711', visitor('checked_in', { ...person, isBlacklisted: true })),
    ],
    ['of an unknown status', ({ visitors }) => visitors.set('CANARY-4711', visitor('unrecognised', person))],
    ['unknown', ({ visitors }) => visitors.clear()],
    [
      'not to be looked up',
      ({ visitors }) =>
        visitors.set('CANARY-4711', () => {
          const words = 'Canaria Birdsong CANARY-4711';
          throw new ProviderCallError({ providerId: 'desk', operation: words, message: words, vendorText: words });
        }),
    ],
    [
      'the victim of a broken client',
      ({ visitors }) =>
        visitors.set('CANARY-4711', () => {
          throw new Error('Canaria Birdsong CANARY-4711');
        }),
    ],
  ])('names neither code nor visitor who is %s', async (_what, arrange) => {
    const desk = createTestDoors({ allowanceCacheMs: 60_000 });
    arrange(desk);
    const told: string[] = [];
    for (const place of ['north in', 'north in', 'north out', 'sings-at-night'])
      for (const payload of ['CANARY-4711', 'https://rooms.example/?code=CANARY-4711', 'https://x.example/CANARY-4711'])
        told.push(await desk.ask(place, payload), await desk.ask(place, `${payload} `));
    expect(desk.lines).toHaveLength(24);
    const shown = inspect([told, desk.lines], { depth: 9, showHidden: true });
    for (const canary of canaries) expect(shown).not.toContain(canary);
  });

  it('is where, and why', async () => {
    const { ask, lines } = createTestDoors();
    await ask('north in', 'CANARY-4711');
    expect(lines).toEqual([
      [
        expect.any(String),
        expect.objectContaining({
          providerId: 'desk',
          place: 'north in',
          verdict: 'deny',
          reason: 'unknown_credential',
        }),
      ],
    ]);
  });
});
