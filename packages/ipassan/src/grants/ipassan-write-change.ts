import {
  type CallOptions,
  type Change,
  ConflictError,
  type CreateChange,
  InvalidInputError,
  type Outcome,
  type RevokeChange,
  type UpdateChange,
} from '@acx/core/provider';
import { type IpassanHeldState, parseIpassanGrantState, parseIpassanHeldState } from '../convert/ipassan-grant-state';
import { instantToWireTime } from '../convert/ipassan-time';
import { isNotFound } from '../ipassan-errors';
import type { IpassanGrantReader } from './ipassan-held-booking';
import type { LaneBookings } from './ipassan-lane-bookings';

/** What changes are written with. */
export interface IpassanWriter extends IpassanGrantReader {
  /** Times are written as the clock of this zone shows them. */
  readonly timeZone: string;
}

/** One change on its way. */
export interface IpassanWrite<Kind extends Change = Change> {
  readonly writer: IpassanWriter;
  readonly lane: string;
  readonly bookings: LaneBookings;
  readonly change: Kind;
  readonly options: CallOptions;
}

/**
 * Carries out one change.
 * @throws AcxError whose effect is honest.
 */
export function writeIpassanChange(write: IpassanWrite): Promise<Outcome> {
  const { change } = write;
  if (change.kind === 'create') return create({ ...write, change });
  return change.kind === 'update' ? update({ ...write, change }) : revoke({ ...write, change });
}

async function create(write: IpassanWrite<CreateChange>): Promise<Outcome> {
  const { writer, lane, bookings, change, options } = write;
  const { grantKey } = change;
  const { asset, person, startsAt, endsAt } = parseIpassanGrantState(change.after);
  checkLane(lane, asset);
  const wireTime = (instant: string): string => instantToWireTime(instant, writer.timeZone);
  const booking = { person, startsAt: wireTime(startsAt), endsAt: wireTime(endsAt), reference: grantKey };
  try {
    const vendorReference = await writer.client.assetBookings.create(asset, booking, options);
    return { grantKey, effect: 'applied', vendorReference };
  } catch (failure) {
    if (!isSlotTaken(failure)) throw failure;
    // The slot may be taken by this very grant, when an earlier try was applied and its answer was lost.
    const held = await bookings.find({ grantKey, state: change.after });
    if (held === undefined) throw failure;
    if (held.reference === undefined) throw unmarked(write);
    return alter(write, { grantKey, vendorReference: held.uuid, before: held.state });
  }
}

async function update(write: IpassanWrite<UpdateChange>): Promise<Outcome> {
  const { bookings, change } = write;
  const { grantKey, vendorReference } = change;
  if (vendorReference !== undefined)
    return alter(write, { grantKey, vendorReference, before: parseIpassanHeldState(change.before) });
  const held =
    (await bookings.find({ grantKey, state: change.before })) ??
    (await bookings.find({ grantKey, state: change.after }));
  if (held === undefined) throw vanished(write);
  return alter(write, { grantKey, vendorReference: held.uuid, before: held.state });
}

/**
 * The person of an asset booking cannot be changed, so somebody who edited it at the vendor is answered with a new one. The wrong right
 * goes first: a moment without a right is better than a moment in which the wrong person has it.
 */
async function replace(write: IpassanWrite<CreateChange | UpdateChange>, uuid: string): Promise<Outcome> {
  const { change } = write;
  const { grantKey, after, lapsesAt, reason } = change;
  await remove(write, uuid);
  try {
    return await create({ ...write, change: { kind: 'create', grantKey, after, lapsesAt, reason } });
  } catch {
    // Half of it is done: the next look at the vendor finds nothing there and meets the reason again.
    throw vanished(write);
  }
}

/** Writes what differs between what is held and what is wanted. */
async function alter(
  write: IpassanWrite<CreateChange | UpdateChange>,
  held: { readonly grantKey: string; readonly vendorReference: string; readonly before: IpassanHeldState },
): Promise<Outcome> {
  const { writer, lane, change, options } = write;
  const { grantKey, vendorReference, before } = held;
  const after = parseIpassanGrantState(change.after);
  checkLane(lane, after.asset);
  if (before.person !== after.person) return replace(write, vendorReference);
  const isStartSame = before.startsAt === after.startsAt;
  const isEndSame = before.endsAt === after.endsAt;
  const times = {
    startsAt: isStartSame ? undefined : instantToWireTime(after.startsAt, writer.timeZone),
    endsAt: isEndSame ? undefined : instantToWireTime(after.endsAt, writer.timeZone),
  };
  try {
    if (!isStartSame || !isEndSame) await writer.client.assetBookings.update(lane, vendorReference, times, options);
  } catch (failure) {
    throw isNotFound(failure) ? vanished(write) : failure;
  }
  return { grantKey, effect: 'applied', vendorReference };
}

async function revoke(write: IpassanWrite<RevokeChange>): Promise<Outcome> {
  const { bookings, change } = write;
  const { grantKey, vendorReference, before } = change;
  const uuids =
    vendorReference === undefined
      ? (await bookings.findAll({ grantKey, state: before })).map(({ uuid }) => uuid)
      : [vendorReference];
  for (const uuid of uuids) await remove(write, uuid);
  return { grantKey, effect: 'applied' };
}

/**
 * Takes away a record whose former times nobody wants any more and whose new times are taken: until it can be written anew it would open for
 * the wrong booking, and be in the way of others.
 * @throws ConflictError with the effect `unknown`, so that the caller reads and writes it anew.
 */
export async function makeRoom(write: IpassanWrite<UpdateChange>): Promise<never> {
  const { writer, lane, bookings, change } = write;
  const { grantKey, before } = change;
  const uuid = change.vendorReference ?? (await bookings.find({ grantKey, state: before }))?.uuid;
  if (uuid === undefined) throw vanished(write);
  await remove(write, uuid);
  throw new ConflictError({
    what: 'slot',
    message:
      `${writer.providerId}: the new times of a booking on asset ${lane} are taken. Its former times, which are not booked any more, were ` +
      'taken away; it is written anew as soon as there is room.',
    isRetryable: true,
    effect: 'unknown',
  });
}

/** What is not there any more is as good as removed. */
async function remove({ writer, lane, options }: IpassanWrite, uuid: string): Promise<void> {
  try {
    await writer.client.assetBookings.delete(lane, uuid, options);
  } catch (failure) {
    if (!isNotFound(failure)) throw failure;
  }
}

function checkLane(lane: string, asset: string): void {
  if (asset !== lane)
    throw new InvalidInputError({
      subject: 'change of an iPassan grant',
      problems: [{ path: 'after.asset', message: 'must be the lane, because each asset is a lane of its own' }],
    });
}

/** Was it refused because somebody has the slot? */
export function isSlotTaken(failure: unknown): boolean {
  return ConflictError.isInstance(failure) && 'what' in failure && failure.what === 'slot';
}

/**
 * Where no mark is kept, what is in the slot may also be another booking of the same person. The caller knows which records are taken, and
 * the effect `unknown` makes it read them.
 */
function unmarked({ writer, lane }: IpassanWrite): ConflictError {
  return new ConflictError({
    what: 'slot',
    message:
      `${writer.providerId}: the slot on asset ${lane} is taken by a booking of the same person and times, and iPassan keeps no mark that tells ` +
      'whose it is. It is read before anything is written; if it belongs to another booking of ours, this one is written once the slot is free.',
    isRetryable: true,
    effect: 'unknown',
  });
}

/**
 * Somebody took the record away. The failed call changed nothing, but what we believe of the vendor is wrong, so the effect is `unknown`:
 * that makes the caller read before trying again, and then create. Creating here could make a second right, if the record only has another
 * uuid now.
 */
function vanished({ writer, lane }: IpassanWrite): ConflictError {
  return new ConflictError({
    what: 'record',
    message: `${writer.providerId}: the asset booking to be changed on asset ${lane} is no longer there, so it was not changed. It is read and written anew.`,
    isRetryable: true,
    effect: 'unknown',
  });
}
