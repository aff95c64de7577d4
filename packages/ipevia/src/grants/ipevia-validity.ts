import type { Instant } from '@acx/core/provider';
import type { IpeviaGrantState } from '../convert/ipevia-grant-state';

/** When a record of the vendor counts; absent ends are open. */
export interface IpeviaDates {
  readonly validFrom?: Instant;
  /** Exclusive. */
  readonly validTo?: Instant;
}

/** The dates of a right, as records have them. */
export function datesOf(validity: IpeviaGrantState['validity']): IpeviaDates {
  return validity === undefined ? {} : { validFrom: validity.startsAt, validTo: validity.endsAt };
}

/** Does the one count whenever the other does, from now on? A right without dates is taken away when its time is over: now counts. */
export function isCovering(outer: IpeviaDates, inner: IpeviaDates, now: Instant): boolean {
  const startsAt = inner.validFrom === undefined || inner.validFrom < now ? now : inner.validFrom;
  const isFromThen = outer.validFrom === undefined || outer.validFrom <= startsAt;
  if (inner.validTo === undefined) return isFromThen && (outer.validTo === undefined || outer.validTo > now);
  return isFromThen && (outer.validTo === undefined || outer.validTo >= inner.validTo);
}
