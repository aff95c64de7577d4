import type { Outcome } from '@acx/core/provider';
import { hexOfOwnName, ipeviaOwnName } from '../convert/ipevia-own-name';
import { formatIpeviaReference, parseIpeviaReference } from '../convert/ipevia-reference';
import { isIpeviaFault } from '../ipevia-errors';
import type { IpeviaCredential } from '../wire/ipevia-credential';
import { attachProfile, detachProfile } from './ipevia-attach-profile';
import { hexOfCredential, isOwnCredential, stateToCredential } from './ipevia-credential-record';
import { applied } from './ipevia-outcome';
import { attachedToken, noteDeleted, noteToken } from './ipevia-own-book';
import type { IpeviaStep, IpeviaWork } from './ipevia-writer';

/**
 * Makes a card's credential say what the step asks for: changes the one that is there, else makes one. Where somebody else has made a credential for
 * the card, our access profile is attached to that one.
 * @throws AcxError with an honest effect.
 */
export async function giveCredential(work: IpeviaWork, step: IpeviaStep): Promise<Outcome> {
  const { writer, options } = work;
  const { grantKey, hex } = step;
  const reference = parseIpeviaReference(step.reference);
  const own = await work.book.read();
  const attached = attachedToken(own, grantKey);
  if (attached !== undefined) {
    const credential = await findByToken(work, attached);
    if (credential !== undefined && hexOfCredential(writer, credential) === hex)
      return attachProfile(work, step, credential);
    await detachProfile(work, step, attached);
  }
  if (reference?.kind === 'credential') {
    try {
      await writer.client.credentials.modify({ token: reference.token, ...contentOf(work, step) }, options);
      return applied(grantKey, { vendorReference: formatIpeviaReference(reference) });
    } catch (failure) {
      // Somebody has deleted it: it is made anew.
      if (!isIpeviaFault(failure, 'notFound')) throw failure;
    }
  }
  return makeCredential(work, step);
}

/** Takes away what a step gave: the credential, or our access profile on somebody else's. Gone already is gone. */
export async function takeCredential(work: IpeviaWork, step: IpeviaStep): Promise<Outcome> {
  const { grantKey, card, hex } = step;
  const attached = attachedToken(await work.book.read(), grantKey);
  if (attached !== undefined) {
    await detachProfile(work, step, attached);
    return applied(grantKey);
  }
  const reference = parseIpeviaReference(step.reference);
  if (reference?.kind === 'foreign') return applied(grantKey);
  const token = reference?.kind === 'credential' ? reference.token : await findOwnToken(work, hex);
  if (token === undefined) return applied(grantKey);
  // A token that does not tell the card by itself is remembered for events that come late.
  const isTelling = hexOfOwnName(work.writer.mark, token) !== undefined;
  if (!isTelling) await work.book.change((records) => noteToken(records, token, card));
  await deleteCredential(work, token);
  if (!isTelling) await work.book.change((records) => noteDeleted(records, token, work.writer.clock.nowMs()));
  return applied(grantKey);
}

async function makeCredential(work: IpeviaWork, step: IpeviaStep): Promise<Outcome> {
  const { writer, options } = work;
  const { grantKey, hex } = step;
  const { takesClientTokens } = await writer.readCapabilities(options);
  try {
    const content = contentOf(work, step);
    if (!takesClientTokens) {
      const made = await writer.client.credentials.create(content, { isEnabled: true }, options);
      return await remember(work, step, made);
    }
    const token = ipeviaOwnName(writer.mark, hex);
    await writer.client.credentials.set({ token, ...content }, { isEnabled: true }, options);
    return applied(grantKey, { vendorReference: formatIpeviaReference({ kind: 'credential', token }) });
  } catch (failure) {
    if (!isIpeviaFault(failure, 'duplicatedIdentifier')) throw failure;
    const found = await findByCard(work, hex);
    if (found === undefined) throw failure;
    if (!isOwnCredential(writer, found)) return attachProfile(work, step, found);
    // Ours from before: of a ledger that was lost, or of a create whose answer was.
    await writer.client.credentials.modify({ token: found.token, ...contentOf(work, step) }, options);
    return remember(work, step, found.token);
  }
}

/** An event may name the card by nothing but this token. */
async function remember(work: IpeviaWork, { grantKey, card }: IpeviaStep, token: string): Promise<Outcome> {
  if (hexOfOwnName(work.writer.mark, token) === undefined)
    await work.book.change((records) => noteToken(records, token, card));
  return applied(grantKey, { vendorReference: formatIpeviaReference({ kind: 'credential', token }) });
}

function contentOf({ writer }: IpeviaWork, { hex, after }: IpeviaStep) {
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
  const name = ipeviaOwnName(writer.mark, hex);
  if ((await writer.readCapabilities(options)).takesClientTokens) return name;
  const found = await findByCard(work, hex);
  return found !== undefined && isOwnCredential(writer, found) ? found.token : undefined;
}
