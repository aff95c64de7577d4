import { AcxError, type Instant, instantFromMs, instantToMs } from '@acx/core/provider';
import { isIpeviaFault } from '../ipevia-errors';
import type { IpeviaTerm } from '../wire/ipevia-subscription';

/** A subscription that we hold, and until when. A type, so that it is plain JSON. */
export type IpeviaHeldTerm = {
  readonly address: string;
  /** By our clock. */
  readonly terminationTime: Instant;
  /** How long it was when it was made or renewed. */
  readonly termMs: number;
};

/** What a term is reckoned with. */
interface Reckoning {
  /** Our clock before the call was made, so that the way there and back counts as gone by. */
  readonly nowMs: number;
  /** The term that was asked for. */
  readonly askedMs: number;
}

/**
 * A term by our clock. How long it is comes from the vendor's own clock where that is told, so it does not matter what that clock shows.
 * Never longer than what was asked for: renewing early does no harm.
 */
export function toHeldTerm(address: string, term: IpeviaTerm, { nowMs, askedMs }: Reckoning): IpeviaHeldTerm {
  const untilMs = instantToMs(term.terminationTime);
  const toldMs = untilMs - (term.currentTime === undefined ? nowMs : instantToMs(term.currentTime));
  // Nobody grants a term that is over: without the vendor's clock this means that the clocks differ.
  const isUnclear = term.currentTime === undefined && toldMs <= 0;
  const termMs = Math.max(0, isUnclear ? askedMs : Math.min(toldMs, askedMs));
  return { address, terminationTime: instantFromMs(nowMs + termMs), termMs };
}

/** What is left of it; negative when it is over. */
export function termLeftMs({ terminationTime }: IpeviaHeldTerm, nowMs: number): number {
  return instantToMs(terminationTime) - nowMs;
}

/** Half of it is left, or less: it should be renewed. */
export function isTermHalfOver(held: IpeviaHeldTerm, nowMs: number): boolean {
  return termLeftMs(held, nowMs) * 2 <= held.termMs;
}

/** The service no longer knows the subscription. */
export function isSubscriptionGone(failure: unknown): boolean {
  if (isIpeviaFault(failure, 'resourceUnknown', 'notFound')) return true;
  // A subscription has an address of its own: without it, nothing answers there.
  return AcxError.isInstance(failure) && [404, 410].includes(Number(failure.toJSON()['status']));
}
