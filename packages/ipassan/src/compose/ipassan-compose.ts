import {
  type ComposeContext,
  type Composition,
  instantFromMs,
  instantToMs,
  MappingError,
  type Permission,
  UnsupportedCapabilityError,
} from '@acx/core/provider';
import type { IpassanGrantState } from '../convert/ipassan-grant-state';
import { permissionToEffectiveWindow } from './ipassan-effective-window';

/** What composing goes by. */
export interface IpassanComposeRules {
  readonly providerId: string;
  /** Stands for visits: no asset. */
  readonly visitPlace?: string;
  /** Where the place does not say otherwise. */
  readonly slotMinutes: number;
  readonly slotAlignment: 'outward' | 'reject';
  readonly maximumMinutes?: number;
  readonly horizonDays: number;
}

const DAY_MS = 86_400_000;
const nothing: Composition = { covered: [], waiting: [], rejected: [] };

/** One permission is one asset booking, from the moment its start comes within the horizon until it ends by itself. Pure. */
export function composeIpassan(
  permissions: readonly Permission[],
  context: ComposeContext,
  rules: IpassanComposeRules,
): Composition {
  // A grant key is made of one permission key, so a second permission could only be the same one again.
  const [permission] = permissions;
  if (permission === undefined) return nothing;
  const { key: permissionKey, place, placeSettings, subject, bufferedWindow } = permission;
  const { providerId, visitPlace, slotMinutes, slotAlignment, maximumMinutes, horizonDays } = rules;
  const isOver = bufferedWindow.endsAt <= context.now;

  const reject = (error: MappingError | UnsupportedCapabilityError): Composition =>
    isOver ? nothing : { ...nothing, rejected: [{ permissionKey, error }], nextAt: bufferedWindow.endsAt };

  if (permission.credential !== 'linked')
    return reject(
      new UnsupportedCapabilityError({
        providerId,
        capability: 'credentialKinds',
        reason: `an asset booking opens for what the person already carries; it cannot hold a ${permission.credential}.`,
      }),
    );

  if (place === visitPlace)
    return reject(
      new MappingError({
        problem: 'not_representable',
        bookingId: permission.bookingId,
        providerId,
        place,
        message: `Booking ${permission.bookingId} cannot be held at ${place} of ${providerId}: it stands for visits. Map the resource to an asset.`,
      }),
    );

  const effective = permissionToEffectiveWindow(permission, {
    slotMinutes: placeSettings.slotMinutes ?? slotMinutes,
    slotAlignment,
    maximumMinutes,
  });
  if ('unfit' in effective)
    return reject(
      new MappingError({
        problem: 'not_representable',
        bookingId: permission.bookingId,
        providerId,
        place,
        message: `Booking ${permission.bookingId} cannot be held on asset ${place} of ${providerId}: ${effective.unfit}. Change the booking, or the settings of the place.`,
      }),
    );

  const { startsAt, endsAt } = effective;
  // Counted by the window that opens, not by the buffered one: otherwise the record would be taken away in the rounded rest of its last
  // slot, and a shrunk one would be written when it is already over.
  if (endsAt <= context.now) return nothing;
  const writtenFrom = instantFromMs(instantToMs(startsAt) - horizonDays * DAY_MS);
  if (context.now < writtenFrom)
    return {
      ...nothing,
      waiting: [{ permissionKey, reason: 'beyond_horizon', expectedAt: writtenFrom }],
      nextAt: writtenFrom,
    };
  const state: IpassanGrantState = { asset: place, person: subject, startsAt, endsAt };
  return {
    state,
    lapsesAt: endsAt,
    covered: [{ permissionKey, windows: [effective] }],
    waiting: [],
    rejected: [],
    nextAt: endsAt,
  };
}
