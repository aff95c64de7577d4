import { type ComposeContext, type Composition, MappingError, type Permission } from '@acx/core/provider';
import type { IpassanVisitState } from './ipassan-visit-state';

/** What the visitor's entry is called when the booking does not say who comes. */
const UNNAMED = 'Visitor';

/**
 * A visit is one visitor entry from the moment it is booked, because the visitor wants the PIN beforehand, until it ends by itself. It opens what the
 * host may pass, so its place is only the one that the directory names for visits. Pure.
 */
export function composeIpassanVisit(
  permission: Permission,
  { now }: ComposeContext,
  { providerId, visitPlace }: { readonly providerId: string; readonly visitPlace: string },
): Composition {
  const { key: permissionKey, bookingId, place, subject, label, bufferedWindow, adjustments } = permission;
  const nothing: Composition = { covered: [], waiting: [], rejected: [] };
  const { startsAt, endsAt } = bufferedWindow;
  if (endsAt <= now) return nothing;
  if (place !== visitPlace) {
    const error = new MappingError({
      problem: 'not_representable',
      bookingId,
      providerId,
      place,
      message:
        `Visit ${bookingId} cannot be held at ${place} of ${providerId}: a visitor opens what the host may pass, not a single asset. ` +
        `Map the resource of visits to the place ${visitPlace}.`,
    });
    return { ...nothing, rejected: [{ permissionKey, error }], nextAt: endsAt };
  }
  const state: IpassanVisitState = { kind: 'visit', host: subject, name: label ?? UNNAMED, startsAt, endsAt };
  return {
    state,
    lapsesAt: endsAt,
    covered: [{ permissionKey, windows: [{ startsAt, endsAt, adjustments }] }],
    waiting: [],
    rejected: [],
    nextAt: endsAt,
  };
}
