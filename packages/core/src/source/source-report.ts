import type { AcxErrorJson } from '../errors/acx-error';
import type { Instant } from '../model/instant';
import type { SourceProblem } from '../ports/booking-source';
import type { FollowedResource, UnmappedBooking } from './followed-resource';

/** What an administrator should see of a source. Holds personal data where holders are e-mail addresses: show it, do not log it. */
export interface SourceReport {
  readonly sourceId: string;
  readonly resources: readonly {
    readonly resourceId: string;
    /** As of when its bookings are known. Absent: not read yet in this process. */
    readonly readAt?: Instant;
    /** Why it could not be read, or not be believed, the last time. Its bookings stay as they were. */
    readonly failure?: AcxErrorJson;
  }[];
  /** What the source tells and we cannot use. */
  readonly problems: readonly SourceProblem[];
  /** Resources with bookings that the directory does not know. */
  readonly unmappedResources: readonly string[];
  /** People with bookings whom the directory does not know, or knows no card of. */
  readonly unmappedHolders: readonly { readonly holderId: string; readonly bookingIds: readonly string[] }[];
  /** Whatever else keeps bookings from opening. */
  readonly otherProblems: readonly UnmappedBooking[];
  /** Resources that are not followed any more and still have bookings of this source: they go on to their ends, and nothing is heard of them. */
  readonly unfollowedResources: readonly string[];
  /** Why some rights were left as they are although the source does not list them; absent once nothing is left out any more. */
  readonly stopped?: AcxErrorJson;
  /** Absent when the source announces nothing. */
  readonly subscription?: { readonly subscribedAt?: Instant; readonly failure?: AcxErrorJson };
}

/** Puts together what the resources of a source have left. */
export function toSourceReport(
  resources: readonly FollowedResource[],
  rest: Pick<SourceReport, 'sourceId' | 'unfollowedResources' | 'subscription'>,
): SourceReport {
  const { sourceId, unfollowedResources, subscription } = rest;
  const stopped = resources.find((resource) => resource.stopped !== undefined)?.stopped;
  const unmapped = resources.flatMap((resource) => resource.unmapped);
  const isOfResource = ({ error }: UnmappedBooking): boolean => error.problem === 'resource_not_mapped';
  const bookingsOf = new Map<string, string[]>();
  for (const { holderId, bookingId } of unmapped) {
    if (holderId === undefined) continue;
    const known = bookingsOf.get(holderId);
    if (known === undefined) bookingsOf.set(holderId, [bookingId]);
    else if (!known.includes(bookingId)) known.push(bookingId);
  }
  return {
    sourceId,
    unfollowedResources,
    resources: resources.map(({ resourceId, readAt, failure }) => ({
      resourceId,
      ...(readAt !== undefined && { readAt }),
      ...(failure !== undefined && { failure }),
    })),
    problems: resources.flatMap(({ problems }) => problems),
    unmappedResources: [...new Set(unmapped.filter(isOfResource).map(({ resourceId }) => resourceId))],
    unmappedHolders: [...bookingsOf].map(([holderId, bookingIds]) => ({ holderId, bookingIds })),
    otherProblems: unmapped.filter((entry) => entry.holderId === undefined && !isOfResource(entry)),
    ...(stopped !== undefined && { stopped }),
    ...(subscription !== undefined && { subscription }),
  };
}
