import type { SettledPermission } from '@acx/core';
import { describe, expect, it } from 'vitest';
import { bookingProgress } from './booking-progress';

const error = (code: 'connection' | 'conflict', message: string) =>
  ({ name: 'AcxError', code, message, isRetryable: true, effect: 'none' }) as const;

const progressOf = (status: SettledPermission['status'], isCancelled = false) =>
  bookingProgress({
    booking: { isCancelled, endsAt: '2026-11-23T11:00:00.000Z' },
    settled: {
      bookingId: 'b1',
      isSettled: true,
      permissions: [{ permissionKey: 'k', providerId: 'house', place: 'GYM', status }],
      problems: [],
    },
    now: '2026-11-23T10:00:00.000Z',
    timeZone: 'Europe/Dublin',
    isPaused: () => false,
  });

describe('the progress of a booking', () => {
  it('says in words for people that the door system is away', () => {
    const away = error('connection', 'house gave no usable answer to findAccessLevel (reset)');
    expect(progressOf({ state: 'retrying', windows: [], error: away })).toEqual({
      state: 'working',
      words: 'It is tried again by itself. The door system does not answer at the moment.',
    });
    expect(progressOf({ state: 'withdrawing', windows: [], error: away }, true).words).toBe(
      'It may still open. The door system does not answer at the moment.',
    );
  });

  it('repeats what only the SDK knows', () => {
    const taken = error('conflict', 'The slot is taken.');
    expect(progressOf({ state: 'failed', windows: [], error: taken })).toEqual({
      state: 'failed',
      words: 'The slot is taken.',
    });
  });
});
