import {
  AcxError,
  type CallOptions,
  type Change,
  ConflictError,
  type CreateChange,
  type Outcome,
  type RevokeChange,
  type UpdateChange,
} from '@acx/core/provider';
import { splitGrantKey } from '../convert/ipassan-grant-key';
import { instantToWireTime } from '../convert/ipassan-time';
import { isNotFound } from '../ipassan-errors';
import {
  cancelledReference,
  type IpassanVisitState,
  isCancelledReference,
  parseIpassanVisitState,
} from './ipassan-visit-state';
import type { IpassanVisitWriter } from './ipassan-visit-writer';

/**
 * Carries out one change of a visit. Only its times can be changed: where anything else differs, or nobody knows its PIN, it is cancelled
 * and made anew, so there are never two PINs.
 * @throws AcxError whose effect is honest.
 */
export async function writeIpassanVisit(
  writer: IpassanVisitWriter,
  change: Change,
  options: CallOptions,
): Promise<Outcome> {
  if (change.kind === 'create') return create(writer, change, options);
  return change.kind === 'update' ? update(writer, change, options) : revoke(writer, change, options);
}

async function create(
  { client, timeZone }: IpassanVisitWriter,
  { grantKey, after }: Pick<CreateChange, 'grantKey' | 'after'>,
  options: CallOptions,
): Promise<Outcome> {
  const { host, name, startsAt, endsAt } = parseIpassanVisitState(after);
  const { uuid, pin } = await client.visitors.create(
    {
      host,
      name,
      startsAt: instantToWireTime(startsAt, timeZone),
      endsAt: instantToWireTime(endsAt, timeZone),
      reference: grantKey,
    },
    options,
  );
  return { grantKey, effect: 'applied', vendorReference: uuid, issuedCredential: { kind: 'pin', value: pin } };
}

async function update(writer: IpassanVisitWriter, change: UpdateChange, options: CallOptions): Promise<Outcome> {
  const { grantKey, vendorReference } = change;
  if (vendorReference === undefined) throw vanished(writer);
  const before = parseIpassanVisitState(change.before);
  const after = parseIpassanVisitState(change.after);
  const isPinKnown = !('isWithoutPin' in change.before);
  if (!isPinKnown || before.host !== after.host || before.name !== after.name)
    return replace(writer, change, vendorReference, options);
  const times = changedTimes(writer, before, after);
  if (Object.keys(times).length === 0) return { grantKey, effect: 'applied', vendorReference };
  let isPinShown: boolean;
  try {
    const { pin } = await writer.client.visitors.update(vendorReference, times, options);
    isPinShown = pin !== undefined;
  } catch (failure) {
    throw isNotFound(failure) ? vanished(writer) : failure;
  }
  // iPassan may change the times of a visit that was cancelled there (unknown), and nobody could come in with the PIN that people are told.
  if (writer.tellsPinAgain && !isPinShown && !(await isStillOpen(writer, vendorReference, options)))
    throw vanished(writer);
  return { grantKey, effect: 'applied', vendorReference };
}

/**
 * Does the visit show its PIN when it is read, as every visit that is not cancelled does where PINs are told again?
 * @throws ConflictError when it cannot be read: its times have been changed, but nobody knows whether it opens.
 */
async function isStillOpen(
  { providerId, client }: IpassanVisitWriter,
  uuid: string,
  options: CallOptions,
): Promise<boolean> {
  try {
    return (await client.visitors.get(uuid, options))?.pin !== undefined;
  } catch (failure) {
    if (!AcxError.isInstance(failure)) throw failure;
    throw new ConflictError({
      what: 'record',
      message:
        `${providerId}: the times of a visit were changed, but it could not be read whether its PIN still opens: somebody may have cancelled it. ` +
        'It is read before anything else is written.',
      isRetryable: true,
      effect: 'unknown',
    });
  }
}

function changedTimes(
  { timeZone }: IpassanVisitWriter,
  before: IpassanVisitState,
  after: IpassanVisitState,
): { startsAt?: string; endsAt?: string } {
  return {
    ...(before.startsAt === after.startsAt ? {} : { startsAt: instantToWireTime(after.startsAt, timeZone) }),
    ...(before.endsAt === after.endsAt ? {} : { endsAt: instantToWireTime(after.endsAt, timeZone) }),
  };
}

/** The old PIN goes first: a moment without one is better than two. */
async function replace(
  writer: IpassanVisitWriter,
  change: UpdateChange,
  uuid: string,
  options: CallOptions,
): Promise<Outcome> {
  for (const held of await heldEntries(writer, change.grantKey, uuid, options)) await cancel(writer, held, options);
  try {
    return await create(writer, change, options);
  } catch {
    // Half of it is done. The old entry is known no longer, or its dead PIN would be taken for a good one; the next look meets the reason
    // again.
    return {
      grantKey: change.grantKey,
      effect: 'unknown',
      vendorReference: cancelledReference(uuid),
      error: vanished(writer),
    };
  }
}

async function revoke(writer: IpassanVisitWriter, change: RevokeChange, options: CallOptions): Promise<Outcome> {
  const { grantKey, vendorReference } = change;
  for (const uuid of await heldEntries(writer, grantKey, vendorReference, options)) await cancel(writer, uuid, options);
  return { grantKey, effect: 'applied' };
}

/**
 * Every entry of a visit that may open something. Without PINs in reads the one that we know may not be the one that opens, so all count.
 */
async function heldEntries(
  { client, tellsPinAgain }: IpassanVisitWriter,
  grantKey: string,
  known: string | undefined,
  options: CallOptions,
): Promise<ReadonlySet<string>> {
  const { reference: mark, duplicateUuid } = splitGrantKey(grantKey);
  if (duplicateUuid !== undefined) return new Set([duplicateUuid]);
  const found = new Set(known === undefined || isCancelledReference(known) ? [] : [known]);
  if (found.size > 0 && tellsPinAgain) return found;
  for await (const { uuid, reference } of client.visitors.list(options)) if (reference === mark) found.add(uuid);
  return found;
}

/** What is not there any more is as good as cancelled. */
async function cancel({ client }: IpassanVisitWriter, uuid: string, options: CallOptions): Promise<void> {
  try {
    await client.visitors.cancel(uuid, options);
  } catch (failure) {
    if (!isNotFound(failure)) throw failure;
  }
}

/** The visit is gone or cancelled. As with asset bookings: the effect is `unknown`, so that it is read before it is tried again. */
function vanished({ providerId }: IpassanVisitWriter): ConflictError {
  return new ConflictError({
    what: 'record',
    message:
      `${providerId}: the visit to be changed was cancelled or removed in iPassan Manager, so the change opens nothing. ` +
      'It is read and written anew.',
    isRetryable: true,
    effect: 'unknown',
  });
}
