import type { AccessEvent } from '../../model/access-event';
import type { Notice, PermissionFailedNotice } from '../../model/notice';
import { minute, minutes } from './ledger-rows';

/** Somebody was let in at the gym's door of site 1, in minute 60. */
export function accessEventOf(id: string, more: Partial<AccessEvent> = {}): AccessEvent {
  const event = { id, type: 'granted', providerId: 'site-1', place: 'gym-door', at: minute(60) } as const;
  return { ...event, raw: { number: 1 }, ...more };
}

/** A notice that has nothing to do with a booking. */
export function noticeOf(id: string, at: string): Notice {
  const words = { message: 'differs', action: 'repair' };
  return {
    ...{ id, at, ...words, type: 'drift', audience: ['administrator'] },
    ...{ providerId: 'site-1', missing: 1, altered: 0, extra: 0 },
  };
}

/** An invitation to the visit, with a credential in it. */
export function invitationOf(id: string, bookingId: string, more: { at?: string; value?: string } = {}): Notice {
  const { at = minute(1), value = 'credential-of-the-visit' } = more;
  const words = { message: 'invited', action: 'send it' };
  return {
    ...{ id, at, ...words, type: 'visitor_invited', audience: ['visitor'], bookingId },
    ...{ providerId: 'site-1', place: 'gym-door', window: minutes(60, 120), credential: { kind: 'pin', value } },
  };
}

/** A notice about a booking, without a credential. */
export function failureNoticeOf(id: string, bookingId: string): PermissionFailedNotice {
  const error = { name: 'ConflictError', code: 'conflict', message: 'no', isRetryable: false, effect: 'none' } as const;
  const words = { message: 'not written', action: 'call' };
  return { id, at: minute(1), ...words, type: 'permission_failed', audience: ['manager'], bookingId, error };
}
