import { describe, expect, it } from 'vitest';
import { guardRevocations, defaultRevocationLimits as limits } from './guard-revocations';

const scope = 'healing check of site-1';

describe('guardRevocations', () => {
  it.each<[revoked: number, held: number, isStopped: boolean]>([
    [0, 0, false],
    [9, 9, false],
    [0, 10, false],
    [3, 10, false],
    [4, 10, true],
    [10, 10, true],
    [3, 11, false],
    [4, 11, true],
    [6, 20, false],
    [7, 20, true],
    [21, 70, false],
    [30, 100, false],
    [31, 100, true],
    [300, 1000, false],
    [301, 1000, true],
  ])('%d of %d rights: stopped %s', (revoked, held, isStopped) => {
    expect(guardRevocations({ scope, revoked, held, limits }) !== undefined).toBe(isStopped);
  });

  it('lets exactly the share pass, at every size', () => {
    for (let held = 10; held <= 10_000; held += 10) {
      const revoked = (held * 3) / 10;
      expect(guardRevocations({ scope, revoked, held, limits })).toBeUndefined();
      expect(guardRevocations({ scope, revoked: revoked + 1, held, limits })).toBeDefined();
    }
  });

  it.each<[limits: { share: number; fromHeld: number }, revoked: number, held: number, isStopped: boolean]>([
    [{ share: 0, fromHeld: 0 }, 1, 1, true],
    [{ share: 0, fromHeld: 0 }, 0, 1, false],
    [{ share: 1, fromHeld: 0 }, 5, 5, false],
    [{ share: 0.5, fromHeld: 3 }, 2, 2, false],
    [{ share: 0.5, fromHeld: 3 }, 2, 3, true],
  ])('with %j, %d of %d: stopped %s', (own, revoked, held, isStopped) => {
    expect(guardRevocations({ scope, revoked, held, limits: own }) !== undefined).toBe(isStopped);
  });

  it('says what it stopped and how to go on', () => {
    const error = guardRevocations({ scope, revoked: 8, held: 12, limits });
    expect(error?.toJSON()).toEqual({
      name: 'UnsafePlanError',
      code: 'unsafe_plan',
      message:
        'The healing check of site-1 would take away 8 of 12 rights (67 %) at once, so it was stopped and nothing was changed. If this is right, run it again with allowMassRevocation.',
      isRetryable: false,
      effect: 'none',
      scope,
      held: 12,
      revoked: 8,
    });
  });
});
