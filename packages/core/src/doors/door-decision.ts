import type { Decision } from '../model/decision';

/**
 * Why a door of the list says yes or no. `booked` is the only yes.
 * `unknown_place`: no door of this list. `unsupported_credential`: not a card. `unclear_time`: no instant in UTC with milliseconds.
 * `not_loaded`: what is stored could not be looked at yet. `stale`: the bookings were not heard of for too long, and the options say that
 * then nobody passes. `unknown_credential`: no card, or one without any booking at this door. `outside_window`: its bookings are not now.
 */
export type DoorReason =
  | 'booked'
  | 'unknown_place'
  | 'unsupported_credential'
  | 'unclear_time'
  | 'not_loaded'
  | 'stale'
  | 'unknown_credential'
  | 'outside_window';

/** A decision of a door list. */
export interface DoorDecision extends Decision {
  readonly reason: DoorReason;
}

/** A reason as the answer. */
export function toDoorDecision(reason: DoorReason): DoorDecision {
  return { verdict: reason === 'booked' ? 'allow' : 'deny', reason };
}

/** An instant as milliseconds; `NaN` for any other way to write a time, because a missing zone would move it by hours. */
export function exactInstantMs(at: string): number {
  return typeof at === 'string' && at.length === 24 && at.endsWith('Z') ? Date.parse(at) : Number.NaN;
}
