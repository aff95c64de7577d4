import type { SettledBooking, SettledPermission, WaitingReason } from '@acx/core';
import type { BookingState } from '../../contract/bookings';
import { tellInstant } from '../local-time';
import { failureWords } from './failure-words';

/** What a booking has come to, and in words what that means. */
export interface BookingProgress {
  readonly state: BookingState;
  readonly words: string;
  readonly expectedAt?: string;
}

const WAITING: Readonly<Record<WaitingReason, string>> = {
  grant_occupied: 'It waits for an earlier booking to end, and is handed over by itself',
  not_exact_yet: 'Written now it would also open at another time, so it is written later',
  before_window: 'It is written when it begins',
  beyond_horizon: 'It is too far ahead to be written now',
};

/** The worst of a booking's parts is what people should see. */
export function bookingProgress(options: {
  booking: { readonly isCancelled: boolean; readonly endsAt: string };
  settled: SettledBooking;
  now: string;
  timeZone: string;
  isPaused: (providerId: string) => boolean;
}): BookingProgress {
  const { booking, settled, now, timeZone, isPaused } = options;
  const { permissions, problems } = settled;
  const open = permissions.filter(({ status }) => status.state !== 'ended');
  const of = (state: SettledPermission['status']['state']) => open.find(({ status }) => status.state === state);

  const leaving = of('withdrawing');
  if (booking.isCancelled || (leaving !== undefined && open.every(({ status }) => status.state === 'withdrawing'))) {
    if (leaving === undefined) return { state: 'cancelled', words: 'Cancelled. It opens nothing.' };
    if (isPaused(leaving.providerId))
      return { state: 'paused', words: 'Cancelled, but the integration is deactivated: it may still open.' };
    const why = failureWords(leaving.status.error);
    return { state: 'working', words: why === '' ? 'It is being taken away.' : `It may still open. ${why}` };
  }
  const paused = open.find(({ providerId }) => isPaused(providerId));
  if (paused !== undefined)
    return {
      state: 'paused',
      words: 'The integration is deactivated: nothing is written until it is activated again.',
    };
  const failed = of('failed');
  if (failed !== undefined) return { state: 'failed', words: failed.status.error?.message ?? 'It needs a person.' };
  const retried = of('retrying');
  if (retried !== undefined)
    return { state: 'working', words: `It is tried again by itself. ${failureWords(retried.status.error)}`.trim() };
  if (of('pending') !== undefined) return { state: 'working', words: 'It is being written.' };
  if (booking.endsAt <= now) return { state: 'over', words: 'It is over.' };
  const [problem] = problems;
  if (problem !== undefined) return { state: 'failed', words: problem.message };
  const waiting = of('waiting');
  if (waiting !== undefined) {
    const { waitingReason = 'grant_occupied', expectedAt } = waiting.status;
    const until = expectedAt === undefined ? '' : `, expected on ${tellInstant(expectedAt, timeZone)}`;
    return { state: 'waiting', words: `${WAITING[waitingReason]}${until}.`, ...(expectedAt && { expectedAt }) };
  }
  if (of('live') !== undefined) return { state: 'live', words: 'The door opens now.' };
  if (of('scheduled') !== undefined) return { state: 'ready', words: 'It opens in time by itself.' };
  if (permissions.length > 0) return { state: 'over', words: 'It is over.' };
  return { state: 'failed', words: 'It opens nothing: its resource has no door, or nobody has a card.' };
}
