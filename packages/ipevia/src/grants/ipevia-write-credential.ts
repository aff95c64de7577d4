import { type Outcome, UnsupportedCapabilityError } from '@acx/core/provider';
import { hexOfOwnName, ipeviaOwnName } from '../convert/ipevia-own-name';
import { formatIpeviaReference, parseIpeviaReference } from '../convert/ipevia-reference';
import { isIpeviaFault } from '../ipevia-errors';
import type { IpeviaCredential, IpeviaCredentialInput } from '../wire/ipevia-credential';
import { attachProfile, detachProfile } from './ipevia-attach-profile';
import { cardConflict } from './ipevia-card-conflict';
import { hexOfCredential, ownHexOf, stateToCredential } from './ipevia-credential-record';
import { applied } from './ipevia-outcome';
import { type IpeviaOwnRecords, noteDeleted, noteToken, noteUncovered } from './ipevia-own-book';
import type { IpeviaStep, IpeviaWork } from './ipevia-writer';

/**
 * Makes a card's credential say what the step asks for: changes the one that is there, else makes one. Where somebody else has made a credential for
 * the card, our access profile is attached to that one.
 * @throws AcxError with an honest effect.
 */
export async function giveCredential(work: IpeviaWork, step: IpeviaStep): Promise<Outcome> {
  const { writer } = work;
  const { grantKey, hex } = step;
  await requireValidity(work, step);
  const own = await work.readOwn();
  await uncover(work, own, grantKey);
  const attachment = own.attached[grantKey];
  const foreignToken = attachment?.token ?? own.covered[grantKey]?.token;
  if (foreignToken !== undefined) {
    const credential = await findByToken(work, foreignToken);
    const isFit = credential !== undefined && hexOfCredential(writer, credential) === hex;
    const isOtherProfile = attachment !== undefined && attachment.profile !== writer.accessProfile;
    if (isFit && !isOtherProfile) return attachProfile(work, step, credential);
    if (attachment !== undefined) await detachProfile(work, step, attachment);
  }
  const reference = parseIpeviaReference(step.reference);
  if (reference?.kind === 'credential') {
    const changed = await changeCredential(work, step, reference.token);
    if (changed !== undefined) return changed;
  }
  return makeCredential(work, step);
}

/** Takes away what a step gave: the credential, or our access profile on somebody else's. Gone already is gone. */
export async function takeCredential(work: IpeviaWork, step: IpeviaStep): Promise<Outcome> {
  const { grantKey, card, hex } = step;
  const own = await work.readOwn();
  await uncover(work, own, grantKey);
  const attachment = own.attached[grantKey];
  const reference = parseIpeviaReference(step.reference);
  if (attachment !== undefined) await detachProfile(work, step, attachment);
  else if (reference?.kind === 'attached') {
    // The ledger remembers what the book has lost.
    const { token } = reference;
    await detachProfile(work, step, { markId: '', token, profile: work.writer.accessProfile, card });
  }
  if (reference?.kind === 'foreign' || reference?.kind === 'attached') return applied(grantKey);
  const token = reference?.kind === 'credential' ? reference.token : await findOwnToken(work, hex);
  if (token === undefined) return applied(grantKey);
  // A token that does not tell the card by itself is remembered for events that come late.
  const isTelling = hexOfOwnName(work.writer.mark, token) !== undefined;
  if (!isTelling) await work.book.change((records) => noteToken(records, token, card));
  await deleteCredential(work, token);
  if (!isTelling) await work.book.change((records) => noteDeleted(records, token, work.writer.clock.nowMs()));
  return applied(grantKey);
}

/** What somebody else's right opens is looked at anew. */
export async function uncover(
  { writer, book }: Pick<IpeviaWork, 'writer' | 'book'>,
  own: IpeviaOwnRecords,
  grantKey: string,
): Promise<void> {
  if (own.covered[grantKey] === undefined) return;
  await book.change((records) => noteUncovered(records, grantKey, writer.clock.nowMs()));
}

/**
 * A service that ignores dates would open at once and for ever.
 * @throws UnsupportedCapabilityError for it, when dates are needed.
 */
async function requireValidity({ writer, options }: IpeviaWork, { after }: IpeviaStep): Promise<void> {
  if (after?.validity === undefined) return;
  const { hasValidity, validityHasTime } = await writer.readCapabilities(options);
  if (hasValidity && validityHasTime) return;
  throw new UnsupportedCapabilityError({
    providerId: writer.providerId,
    capability: 'nativeValidity',
    reason:
      "this iPevia does not hold the time of a credential, so the card would open outside of its booking. Set validity: 'none'",
  });
}

/** Nothing when it is gone, or its card is in another credential now: it is made anew. */
async function changeCredential(work: IpeviaWork, step: IpeviaStep, token: string): Promise<Outcome | undefined> {
  const { writer, options } = work;
  const { credentials } = writer.client;
  try {
    const { isEnabled } = await credentials.getState(token, options);
    if (!isEnabled)
      throw cardConflict(
        writer,
        'somebody has disabled the credential that was made for this card. It stays disabled: enable or delete it in iPevia if the holder may pass.',
      );
    await credentials.modify({ token, ...contentOf(work, step) }, options);
    return applied(step.grantKey, { vendorReference: formatIpeviaReference({ kind: 'credential', token }) });
  } catch (failure) {
    if (!isIpeviaFault(failure, 'notFound', 'duplicatedIdentifier')) throw failure;
    // Somebody has moved the card into a credential of their own; what ours holds now is not what we wrote.
    if (isIpeviaFault(failure, 'duplicatedIdentifier')) await deleteCredential(work, token);
    await work.book.change((records) => noteDeleted(records, token, writer.clock.nowMs()));
    return undefined;
  }
}

async function makeCredential(work: IpeviaWork, step: IpeviaStep): Promise<Outcome> {
  const { writer, options } = work;
  const { hex } = step;
  const { takesClientTokens } = await writer.readCapabilities(options);
  try {
    const content = contentOf(work, step);
    if (!takesClientTokens) {
      const made = await writer.client.credentials.create(content, { isEnabled: true }, options);
      return await remember(work, step, made);
    }
    const token = ipeviaOwnName(writer.mark, hex);
    await writer.client.credentials.set({ token, ...content }, { isEnabled: true }, options);
    return await remember(work, step, token);
  } catch (failure) {
    if (!isIpeviaFault(failure, 'duplicatedIdentifier')) throw failure;
    const found = await findByCard(work, hex);
    if (found === undefined) throw failure;
    const ownHex = ownHexOf(writer, found);
    if (ownHex === undefined) return attachProfile(work, step, found);
    if (ownHex !== hex)
      throw cardConflict(
        writer,
        'somebody has put this card into the credential that was made for another card. A healing check repairs that one first.',
      );
    // Ours from before: of a ledger that was lost, or of a create whose answer was.
    const changed = await changeCredential(work, step, found.token);
    if (changed === undefined) throw failure;
    return remember(work, step, found.token);
  }
}

/** An event may name the card by nothing but this token. */
async function remember(work: IpeviaWork, { grantKey, card }: IpeviaStep, token: string): Promise<Outcome> {
  if (hexOfOwnName(work.writer.mark, token) === undefined)
    await work.book.change((records) => noteToken(records, token, card));
  return applied(grantKey, { vendorReference: formatIpeviaReference({ kind: 'credential', token }) });
}

function contentOf({ writer }: IpeviaWork, { hex, after }: IpeviaStep): IpeviaCredentialInput {
  return stateToCredential(writer, hex, after?.validity);
}

async function deleteCredential({ writer, options }: IpeviaWork, token: string): Promise<void> {
  try {
    await writer.client.credentials.delete(token, options);
  } catch (failure) {
    if (!isIpeviaFault(failure, 'notFound')) throw failure;
  }
}

async function findByToken({ writer, options }: IpeviaWork, token: string): Promise<IpeviaCredential | undefined> {
  return (await writer.client.credentials.get([token], options)).find((credential) => credential.token === token);
}

/** The service cannot be asked for a card, so the list is read until it shows it. */
async function findByCard({ writer, options }: IpeviaWork, hex: string): Promise<IpeviaCredential | undefined> {
  for await (const credential of writer.client.credentials.list(options))
    if (hexOfCredential(writer, credential) === hex) return credential;
  return undefined;
}

/** The credential that we made for a card, when nobody has written down its token. */
async function findOwnToken(work: IpeviaWork, hex: string): Promise<string | undefined> {
  const { writer, options } = work;
  if ((await writer.readCapabilities(options)).takesClientTokens) return ipeviaOwnName(writer.mark, hex);
  for await (const credential of writer.client.credentials.list(options))
    if (ownHexOf(writer, credential) === hex) return credential.token;
  return undefined;
}
