import {
  type Change,
  type ComposeContext,
  type Composition,
  earliest,
  type Outcome,
  type Permission,
  UnsupportedCapabilityError,
} from '@acx/core/provider';

/** Every permission that is not over is rejected: rights cannot be written where doors only ask. Pure. */
export function refuseBookingsOnePermissions(
  providerId: string,
  permissions: readonly Permission[],
  { now }: ComposeContext,
): Composition {
  const open = permissions.filter(({ bufferedWindow }) => bufferedWindow.endsAt > now);
  const nextAt = earliest(...open.map(({ bufferedWindow }) => bufferedWindow.endsAt));
  return {
    covered: [],
    waiting: [],
    rejected: open.map(({ key: permissionKey, place }) => ({ permissionKey, error: cannotWrite(providerId, place) })),
    ...(nextAt === undefined ? {} : { nextAt }),
  };
}

/** No change takes effect, a revoke neither: a right under this id was written by another kind of installation, and may still be there. */
export function refuseBookingsOneChanges(
  providerId: string,
  lane: string,
  changes: readonly Change[],
): readonly Outcome[] {
  return changes.map(({ grantKey }) => ({ grantKey, effect: 'none', error: cannotWrite(providerId, lane) }));
}

function cannotWrite(providerId: string, place: string): UnsupportedCapabilityError {
  return new UnsupportedCapabilityError({
    providerId,
    capability: 'grants',
    reason: `door ${place} asks Bookings ONE about visitors and holds no rights; nothing was changed. Invite the visitor in Bookings ONE, or map the resource to a place of another installation.`,
  });
}
