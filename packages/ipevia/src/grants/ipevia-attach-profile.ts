import { ConflictError, instantFromMs, type Outcome } from '@acx/core/provider';
import { formatIpeviaReference } from '../convert/ipevia-reference';
import { isIpeviaFault } from '../ipevia-errors';
import type { IpeviaAccessProfile, IpeviaCredential } from '../wire/ipevia-credential';
import { stateToProfile } from './ipevia-credential-record';
import { applied } from './ipevia-outcome';
import { attachedToken, noteAttached, noteDeleted, noteDetached, noteToken } from './ipevia-own-book';
import type { IpeviaStep, IpeviaWork } from './ipevia-writer';

/** Where a right may be opened to: the dates of a record, absent ones being open ends. */
type Dates = Pick<IpeviaAccessProfile, 'validFrom' | 'validTo'>;

/**
 * Attaches our access profile to somebody else's credential for the card, for the time of the right. The credential stays as it is otherwise.
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
  const wanted: Dates = stateToProfile(writer, after?.validity);
  const isOurs = attachedToken(await book.read(), grantKey) === token;
  const present = credential.accessProfiles.find((profile) => profile.token === writer.accessProfile);
  const now = instantFromMs(writer.clock.nowMs());
  if (present !== undefined && !isOurs && covers(present, wanted, now)) {
    await requireUsable(work, credential, wanted, now);
    return applied(grantKey, { vendorReference: formatIpeviaReference({ kind: 'foreign' }) });
  }
  if (present !== undefined && !isOurs)
    throw occupied(
      work,
      'somebody else has made a credential for this card that already carries the access profile of the site, for another time. ' +
        'It is left as it is: take the access profile off that credential in iPevia, or extend it there.',
    );
  await requireUsable(work, credential, wanted, now);
  if (after?.validity !== undefined && !(await writer.readCapabilities(options)).hasProfileValidity)
    throw occupied(
      work,
      'somebody else has made a credential for this card, and this iPevia cannot attach an access profile for a time. ' +
        "Delete that credential in iPevia, or set validity: 'none'.",
    );
  await book.change((records) => noteToken(noteAttached(records, grantKey, token), token, card));
  await writer.client.credentials.setAccessProfiles(token, [stateToProfile(writer, after?.validity)], options);
  return applied(grantKey, { vendorReference: formatIpeviaReference({ kind: 'attached', token }) });
}

/** Takes our access profile off somebody else's credential. A credential that is gone carries it no more. */
export async function detachProfile(
  { writer, book, options }: IpeviaWork,
  { grantKey }: IpeviaStep,
  token: string,
): Promise<void> {
  try {
    await writer.client.credentials.deleteAccessProfiles(token, [writer.accessProfile], options);
  } catch (failure) {
    if (!isIpeviaFault(failure, 'notFound', 'referenceNotFound')) throw failure;
  }
  const nowMs = writer.clock.nowMs();
  await book.change((records) => noteDeleted(noteDetached(records, grantKey, nowMs), token, nowMs));
}

/** @throws ConflictError for a credential that opens nothing in all of that time, whatever it carries. */
async function requireUsable(
  work: IpeviaWork,
  credential: IpeviaCredential,
  wanted: Dates,
  now: string,
): Promise<void> {
  const { writer, options } = work;
  if (!covers(credential, wanted, now))
    throw occupied(
      work,
      'somebody else has made a credential for this card, and it is not valid in all of the booked time. ' +
        'Extend or delete that credential in iPevia.',
    );
  const { isEnabled } = await writer.client.credentials.getState(credential.token, options);
  if (isEnabled) return;
  throw occupied(
    work,
    'somebody else has made a credential for this card and has disabled it. It stays disabled: enable or delete it in iPevia if the holder may pass.',
  );
}

/** Is the one valid whenever the other is, from now on? A right that is given without dates is taken away when its time is over: now counts. */
function covers(outer: Dates, inner: Dates, now: string): boolean {
  const startsAt = inner.validFrom === undefined || inner.validFrom < now ? now : inner.validFrom;
  const isFromThen = outer.validFrom === undefined || outer.validFrom <= startsAt;
  if (inner.validTo === undefined) return isFromThen && (outer.validTo === undefined || outer.validTo > now);
  return isFromThen && (outer.validTo === undefined || outer.validTo >= inner.validTo);
}

function occupied({ writer }: IpeviaWork, why: string): ConflictError {
  return new ConflictError({ what: 'occupied', message: `${writer.providerId}, site ${writer.site}: ${why}` });
}
