import { AcxError, instantFromMs, type Outcome, UnsupportedCapabilityError } from '@acx/core/provider';
import { formatIpeviaReference } from '../convert/ipevia-reference';
import { isIpeviaFault } from '../ipevia-errors';
import type { IpeviaCredential } from '../wire/ipevia-credential';
import { cardConflict } from './ipevia-card-conflict';
import { stateToProfile } from './ipevia-credential-record';
import { applied } from './ipevia-outcome';
import { type IpeviaAttachment, noteAttached, noteCovered, noteDetached, noteNeverAttached } from './ipevia-own-book';
import { datesOf, isCovering } from './ipevia-validity';
import type { IpeviaStep, IpeviaWork } from './ipevia-writer';

/**
 * Attaches our access profile to somebody else's credential for the card, for the time of the right. The credential stays as it is
 * otherwise. Where it has the right already, nothing is written.
 * @throws ConflictError where that would open nothing, or would change a right that somebody else has given.
 */
export async function attachProfile(
  work: IpeviaWork,
  step: IpeviaStep,
  credential: IpeviaCredential,
): Promise<Outcome> {
  const { writer, book, options } = work;
  const { grantKey, card, after } = step;
  const { token } = credential;
  const { accessProfile: profile } = writer;
  const now = instantFromMs(writer.clock.nowMs());
  const wanted = datesOf(after?.validity);
  const present = credential.accessProfiles.find((candidate) => candidate.token === profile);
  const known = (await work.readOwn()).attached[grantKey];
  const isOurs = known?.token === token && known.profile === profile;

  if (present !== undefined && !isOurs && !isCovering(present, wanted, now))
    throw cardConflict(
      writer,
      'somebody else has made a credential for this card that already carries the access profile of the site, for another time. It is left as it ' +
        'is. Take the access profile off that credential in iPevia, or extend it there. (If the ledger was lost, the profile may be ours.)',
    );
  await requireUsable(work, credential, step, now);
  if (present !== undefined && !isOurs) {
    await book.change((records) => noteCovered(records, grantKey, { token, card, validity: after?.validity }));
    return applied(grantKey, { vendorReference: formatIpeviaReference({ kind: 'foreign' }) });
  }
  if (after?.validity !== undefined && !(await writer.readCapabilities(options)).hasProfileValidity)
    throw new UnsupportedCapabilityError({
      providerId: writer.providerId,
      capability: 'nativeValidity',
      reason:
        'somebody else has made a credential for this card, and this iPevia cannot attach an access profile for a time. ' +
        "Delete that credential in iPevia, or set validity: 'none'",
    });
  const attachment = { markId: work.markId, token, profile, card };
  await book.change((records) => noteAttached(records, grantKey, attachment));
  try {
    await writer.client.credentials.setAccessProfiles(token, [stateToProfile(writer, after?.validity)], options);
  } catch (failure) {
    // What was certainly not written is not ours: somebody may give that right by hand now.
    if (!isOurs && AcxError.isInstance(failure) && failure.effect === 'none')
      await book.change((records) => noteNeverAttached(records, grantKey, { attachment, nowMs: writer.clock.nowMs() }));
    throw failure;
  }
  return applied(grantKey, { vendorReference: formatIpeviaReference({ kind: 'attached', token }) });
}

/** Takes the access profile that we have attached off somebody else's credential. A credential that is gone carries it no more. */
export async function detachProfile(
  { writer, book, options }: IpeviaWork,
  { grantKey }: Pick<IpeviaStep, 'grantKey'>,
  attachment: IpeviaAttachment,
): Promise<void> {
  const { token, profile } = attachment;
  try {
    await writer.client.credentials.deleteAccessProfiles(token, [profile], options);
  } catch (failure) {
    if (!isIpeviaFault(failure, 'notFound', 'referenceNotFound')) throw failure;
  }
  await book.change((records) => noteDetached(records, grantKey, { attachment, nowMs: writer.clock.nowMs() }));
}

/** @throws ConflictError for a credential that does not open in all of that time, whatever it carries. */
async function requireUsable(
  { writer, options }: IpeviaWork,
  credential: IpeviaCredential,
  { after }: IpeviaStep,
  now: string,
): Promise<void> {
  if (!isCovering(credential, datesOf(after?.validity), now))
    throw cardConflict(
      writer,
      'somebody else has made a credential for this card, and it is not valid in all of the booked time. Extend or delete it in iPevia.',
    );
  const { isEnabled } = await writer.client.credentials.getState(credential.token, options);
  if (isEnabled) return;
  throw cardConflict(
    writer,
    'somebody else has made a credential for this card and has disabled it. It stays disabled: enable or delete it in iPevia if the holder may pass.',
  );
}
