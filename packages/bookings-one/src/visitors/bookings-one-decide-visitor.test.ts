import { ConnectionError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { createTestDoors, NOW, settled, visitor } from './__fixtures__/bookings-one-test-desk';

const shifted = (ms: number): string => new Date(Date.parse(NOW) + ms).toISOString();

describe('a door that asks about a visitor', () => {
  it('opens by the status of exactly this code, in its direction', async () => {
    const { ask, asked, visitors } = createTestDoors();
    visitors.set('CODE-1', visitor('checked_in')).set('CODE-2', visitor('checked_out'));
    expect(await ask('north in')).toBe('allow checked_in');
    expect(await ask('north in', 'https://rooms.example/visit?code=CODE-2')).toBe('deny checked_out');
    expect(await ask('south out', 'CODE-2')).toBe('allow checked_out');
    expect(await ask('south out', 'CODE-3')).toBe('deny unknown_credential');
    expect(asked.map(({ registrationCode, direction }) => `${registrationCode} ${direction}`)).toEqual([
      'CODE-1 arrival',
      'CODE-2 arrival',
      'CODE-2 departure',
      'CODE-3 departure',
    ]);
  });

  it('stays shut without a lookup where there is nothing to ask', async () => {
    const { ask, asked, decider, visitors } = createTestDoors();
    visitors.set('CODE-1', visitor('checked_in'));
    expect(await ask('east in')).toBe('deny unknown_place');
    expect(await ask('north in', 'CODE 1')).toBe('deny unreadable_code');
    expect(await ask('north in', 'https://evil.example/CODE-1')).toBe('deny foreign_code');
    const card = { credential: { kind: 'card', value: 'CODE-1' }, place: 'north in', at: NOW } as const;
    expect(await decider.decide(card, {})).toEqual({ verdict: 'deny', reason: 'unsupported_credential' });
    expect(await ask('north in', 'CODE-1', { signal: AbortSignal.abort() })).toBe('deny late');
    expect(asked).toEqual([]);
  });

  it.each([
    ['five minutes ago', shifted(-300_000), 'allow checked_in'],
    ['in five minutes', shifted(300_000), 'allow checked_in'],
    ['longer ago', shifted(-300_001), 'deny clock_difference'],
    ['later', shifted(300_001), 'deny clock_difference'],
    ['in another spelling of now', '2026-11-21T10:00:00+01:00', 'allow checked_in'],
    ['at no time', 'now', 'deny clock_difference'],
  ])('decides for now: asked for %s', async (_when, at, expected) => {
    const { ask, visitors } = createTestDoors();
    visitors.set('CODE-1', visitor('checked_in'));
    expect([await ask('north in', 'CODE-1', { at }), await ask('north out', 'CODE-1', { at })]).toEqual(
      Array(2).fill(expected),
    );
  });

  it('judges the validity by the time of the question', async () => {
    const { ask, visitors } = createTestDoors();
    visitors.set('CODE-1', visitor('checked_in', { validUntil: shifted(1000) }));
    expect(await ask('north in', 'CODE-1', { at: shifted(999) })).toBe('allow checked_in');
    expect(await ask('north in', 'CODE-1', { at: shifted(1000) })).toBe('deny expired');
  });

  it.each([
    [
      'a refusal',
      () => new ConnectionError({ providerId: 'desk', operation: 'visitor', reason: 'reset', effect: 'none' }),
    ],
    ['an error of somebody else', () => new Error('CODE-1')],
    ['no error at all', () => 'CODE-1'],
  ])('stays shut after %s, and asks again', async (_what, failure) => {
    const { ask, visitors, lines, clock } = createTestDoors();
    visitors.set('CODE-1', () => {
      throw failure();
    });
    expect([await ask('north in'), await ask('north out')]).toEqual(Array(2).fill('deny unavailable'));
    expect(lines[0]).toMatchObject([
      expect.stringContaining('stays shut'),
      { place: 'north in', reason: 'unavailable' },
    ]);
    visitors.set('CODE-1', visitor('checked_in'));
    expect(await ask('north in')).toBe('allow checked_in');
    expect(clock.pendingTimers).toBe(0);
  });

  it('stays shut when the answer comes late, also from a client that does not listen, and asks again', async () => {
    const { ask, asked, clock, hold, release, visitors } = createTestDoors();
    visitors.set('CODE-1', visitor('checked_in'));
    hold();
    let first: string | undefined;
    void ask('north in').then((decision) => {
      first = decision;
    });
    await clock.advanceBy(1999);
    expect([first, asked[0]?.signal?.aborted]).toEqual([undefined, false]);
    await clock.advanceBy(1);
    expect([first, asked[0]?.signal?.aborted]).toEqual(['deny late', true]);
    const second = ask('north in');
    await release();
    expect([await second, asked.length, clock.pendingTimers]).toEqual(['allow checked_in', 2, 0]);
  });

  it('waits no longer than the one who asks, and the others wait on', async () => {
    const { ask, asked, hold, release, visitors } = createTestDoors();
    visitors.set('CODE-1', visitor('checked_in'));
    hold();
    const controller = new AbortController();
    const [hasty, patient] = [ask('north in', 'CODE-1', { signal: controller.signal }), ask('north in')];
    await settled();
    controller.abort();
    expect(await hasty).toBe('deny late');
    await release();
    expect([await patient, asked.length]).toEqual(['allow checked_in', 1]);
  });

  it('asks once for a code that is held to it again and again, and judges each question by its own time', async () => {
    const { ask, asked, hold, release, visitors } = createTestDoors();
    visitors.set('CODE-1', visitor('checked_in', { validUntil: shifted(1000) }));
    hold();
    const together = [
      ask('north in'),
      ask('north in', 'https://rooms.example/CODE-1', { at: shifted(999) }),
      ask('north in', 'CODE-1', { at: shifted(1000) }),
      ask('south in'),
    ];
    await release();
    const [one, two, over, elsewhere] = await Promise.all(together);
    expect([one, two, over, elsewhere]).toEqual([
      'allow checked_in',
      'allow checked_in',
      'deny expired',
      'allow checked_in',
    ]);
    expect(asked.length).toBe(2);
  });

  it('denies at once when too many are being asked for, and takes the next one when there is room', async () => {
    const { ask, asked, clock, hold, release, visitors } = createTestDoors({ concurrentLookups: 3 });
    visitors.set('CODE-3', visitor('checked_in'));
    hold();
    const waiting = [ask('north in', 'CODE-1'), ask('north in', 'CODE-2'), ask('north in', 'CODE-1')];
    expect(await ask('north in', 'CODE-3')).toBe('deny busy');
    await release(1);
    const next = ask('north in', 'CODE-3');
    await release();
    expect([await next, ...(await Promise.all(waiting))]).toEqual([
      'allow checked_in',
      ...Array(3).fill('deny unknown_credential'),
    ]);
    expect([asked.length, clock.pendingTimers]).toEqual([3, 0]);
  });

  it('denies what waits and whatever comes after it was closed', async () => {
    const { ask, asked, clock, decider, hold, release, visitors } = createTestDoors({ allowanceCacheMs: 60_000 });
    visitors.set('CODE-1', visitor('checked_in'));
    await ask('north in');
    hold();
    const waiting = ask('south in');
    await settled();
    decider.close();
    const after = ['north in', 'north out', 'east in'].map((place) => ask(place));
    after.push(ask('north in', 'CODE 1'), ask('north in', 'CODE-1', { at: 'now' }));
    expect([await waiting, ...(await Promise.all(after))]).toEqual(Array(6).fill('deny unavailable'));
    expect([asked.length, asked[1]?.signal?.aborted, clock.pendingTimers]).toEqual([2, true, 0]);
    await release();
    expect(await ask('south in')).toBe('deny unavailable');
    expect(decider.tally()).toEqual({ answered: 1, found: 1 });
  });

  it('stays shut when its own logger breaks', async () => {
    const fail = (): void => {
      throw new Error('disk full');
    };
    const { ask, visitors } = createTestDoors({ logger: { debug: fail, info: fail, warn: fail, error: fail } });
    visitors.set('CODE-1', visitor('checked_in'));
    expect(await ask('north in')).toBe('deny unavailable');
  });
});
