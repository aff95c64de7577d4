import {
  type ComposeContext,
  type Composition,
  type Instant,
  instantFromMs,
  instantToMs,
  MappingError,
  type Permission,
} from '@acx/core/provider';
import type { IpassanVisitState } from './ipassan-visit-state';

/** What the visitor's entry is called when the booking does not say who comes. */
const UNNAMED = 'Visitor';

/** What composing goes by. */
export interface IpassanVisitRules {
  readonly providerId: string;
  readonly visitPlace: string;
  readonly horizonDays: number;
}

const DAY_MS = 86_400_000;
const SECOND_MS = 1000;

/**
 * A visit is one visitor entry as soon as its start is within the horizon, because the visitor wants the PIN beforehand, until it ends by
 * itself. It opens what the host may pass, so its place is only the one that the directory names for visits. iPassan knows no fractions of
 * a second (assumed). Pure.
 */
export function composeIpassanVisit(
  permission: Permission,
  { now }: ComposeContext,
  { providerId, visitPlace, horizonDays }: IpassanVisitRules,
): Composition {
  const { key: permissionKey, bookingId, place, subject, label, bufferedWindow } = permission;
  const nothing: Composition = { covered: [], waiting: [], rejected: [] };
  const startsAt = wholeSecond(bufferedWindow.startsAt, Math.floor);
  const endsAt = wholeSecond(bufferedWindow.endsAt, Math.ceil);
  const isRounded = startsAt !== bufferedWindow.startsAt || endsAt !== bufferedWindow.endsAt;
  const adjustments = [...permission.adjustments, ...(isRounded ? ['rounded_to_slot' as const] : [])];
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
  const writtenFrom = instantFromMs(instantToMs(startsAt) - horizonDays * DAY_MS);
  if (now < writtenFrom)
    return {
      ...nothing,
      waiting: [{ permissionKey, reason: 'beyond_horizon', expectedAt: writtenFrom }],
      nextAt: writtenFrom,
    };
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

function wholeSecond(instant: Instant, round: (seconds: number) => number): Instant {
  return instantFromMs(round(instantToMs(instant) / SECOND_MS) * SECOND_MS);
}
