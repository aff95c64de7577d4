import type { CallOptions, GrantReference, VendorGrant } from '@acx/core/provider';
import { ipeviaCardToHex } from '../card/ipevia-card-number';
import { type IpeviaForm, parseIpeviaGrantState } from '../convert/ipevia-grant-state';
import { ipeviaOwnName } from '../convert/ipevia-own-name';
import { parseIpeviaReference } from '../convert/ipevia-reference';
import type { IpeviaCredential } from '../wire/ipevia-credential';
import { credentialToGrant } from './ipevia-credential-record';
import { attachedToken, type IpeviaOwnRecords, noteDetached, noteUnlisted, openIpeviaOwnBook } from './ipevia-own-book';
import { findListed, itemToGrant } from './ipevia-whitelist';
import type { IpeviaWork, IpeviaWriter } from './ipevia-writer';

/** A grant that is asked for, as far as it is known. */
interface AskedGrant {
  readonly grantKey: string;
  readonly hex: string;
  readonly reference?: string;
}

/**
 * What the site holds for these grants, in as few calls as their number needs. Both forms are looked at where both were in use. A grant that nobody
 * knows more of than its key is looked for among everything.
 */
export async function readIpeviaGrants(
  writer: IpeviaWriter,
  form: IpeviaForm,
  { grants }: { readonly lane: string; readonly grants: readonly GrantReference[] },
  options: CallOptions,
): Promise<VendorGrant[]> {
  const work: IpeviaWork = { writer, book: openIpeviaOwnBook(writer.providerId, options), options };
  if (grants.some(({ state }) => state === undefined)) {
    const keys = new Set(grants.map(({ grantKey }) => grantKey));
    const found: VendorGrant[] = [];
    for await (const grant of listIpeviaGrants(writer, form, options))
      if (grant.grantKey !== undefined && keys.has(grant.grantKey)) found.push(grant);
    return found;
  }
  const own = await work.book.read();
  const asked = grants.flatMap(({ grantKey, vendorReference: reference, state }) => {
    if (state === undefined) return [];
    const { form, card } = parseIpeviaGrantState(state);
    return [{ grantKey, form, reference, hex: ipeviaCardToHex(card, writer.card) }];
  });
  const isListed = ({ grantKey, form }: { grantKey: string; form: IpeviaForm }): boolean =>
    form === 'whitelist' || own.whitelisted[grantKey] !== undefined;
  const isCredential = ({ grantKey, form }: { grantKey: string; form: IpeviaForm }): boolean =>
    form === 'credential' || attachedToken(own, grantKey) !== undefined;
  return [
    ...(await readCredentials(work, own, asked.filter(isCredential))),
    ...(await readWhitelisted(work, own, asked.filter(isListed))),
  ];
}

async function readCredentials(
  { writer, book, options }: IpeviaWork,
  own: IpeviaOwnRecords,
  asked: readonly AskedGrant[],
): Promise<VendorGrant[]> {
  if (asked.length === 0) return [];
  const { takesClientTokens, maximumLimit } = await writer.readCapabilities(options);
  const tokens = asked.map(({ grantKey, hex, reference }) => {
    const known = parseIpeviaReference(reference);
    const tokenKnown = known !== undefined && 'token' in known ? known.token : undefined;
    return (
      attachedToken(own, grantKey) ?? tokenKnown ?? (takesClientTokens ? ipeviaOwnName(writer.mark, hex) : undefined)
    );
  });
  const found = tokens.every((token) => token !== undefined)
    ? await getInBatches(writer, tokens, maximumLimit, options)
    : await listAll(writer, options);
  const keys = new Set(asked.map(({ grantKey }) => grantKey));
  const grants = found
    .map((credential) => credentialToGrant(writer, credential, own))
    .filter(({ origin, grantKey }) => origin === 'ours' && grantKey !== undefined && keys.has(grantKey));
  const seen = new Set(grants.map(({ grantKey }) => grantKey));
  // Nobody else works on the site now: what is not there is not ours any more.
  for (const { grantKey } of asked)
    if (attachedToken(own, grantKey) !== undefined && !seen.has(grantKey))
      await book.change((records) => noteDetached(records, grantKey, writer.clock.nowMs()));
  return grants;
}

async function readWhitelisted(
  work: IpeviaWork,
  own: IpeviaOwnRecords,
  asked: readonly AskedGrant[],
): Promise<VendorGrant[]> {
  if (asked.length === 0) return [];
  const { writer, book } = work;
  const listed = await findListed(
    work,
    'whitelist',
    asked.map(({ hex }) => hex),
  );
  const gone = asked.filter(({ grantKey, hex }) => !listed.has(hex) && own.whitelisted[grantKey] !== undefined);
  if (gone.length > 0)
    await book.change((records) =>
      noteUnlisted(
        records,
        gone.map(({ grantKey }) => grantKey),
        writer.clock.nowMs(),
      ),
    );
  return [...listed]
    .map((value) => itemToGrant(writer, { ...writer.identifier, value }, own))
    .filter(({ origin }) => origin === 'ours');
}

async function getInBatches(
  { client }: IpeviaWriter,
  tokens: readonly string[],
  maximumLimit: number,
  options: CallOptions,
): Promise<IpeviaCredential[]> {
  const found: IpeviaCredential[] = [];
  for (let at = 0; at < tokens.length; at += maximumLimit)
    found.push(...(await client.credentials.get(tokens.slice(at, at + maximumLimit), options)));
  return found;
}

async function listAll({ client }: IpeviaWriter, options: CallOptions): Promise<IpeviaCredential[]> {
  const found: IpeviaCredential[] = [];
  for await (const credential of client.credentials.list(options)) found.push(credential);
  return found;
}

/**
 * Everything that the site holds in the form in use, page by page; the other form too, where something of ours is still in it.
 * @param form The form in use.
 */
export async function* listIpeviaGrants(
  writer: IpeviaWriter,
  form: IpeviaForm,
  options: CallOptions,
): AsyncGenerator<VendorGrant, void, void> {
  const own = await openIpeviaOwnBook(writer.providerId, options).read();
  if (form === 'credential' || Object.keys(own.attached).length > 0 || Object.keys(own.tokens).length > 0)
    for await (const credential of writer.client.credentials.list(options))
      yield credentialToGrant(writer, credential, own);
  if (form === 'whitelist' || Object.keys(own.whitelisted).length > 0)
    for await (const item of writer.client.whitelist.list(options)) yield itemToGrant(writer, item, own);
}
