import type { CallOptions, GrantReference, VendorGrant } from '@acx/core/provider';
import { ipeviaCardToHex } from '../card/ipevia-card-number';
import { type IpeviaForm, parseIpeviaGrantState } from '../convert/ipevia-grant-state';
import { ipeviaOwnName } from '../convert/ipevia-own-name';
import { parseIpeviaReference } from '../convert/ipevia-reference';
import type { IpeviaCredential } from '../wire/ipevia-credential';
import { credentialToGrant } from './ipevia-credential-record';
import { getInBatches } from './ipevia-get-in-batches';
import { listIpeviaGrants } from './ipevia-list-grants';
import { type IpeviaOwnRecords, noteDetached, noteUnlisted } from './ipevia-own-book';
import { findListed, itemToGrant } from './ipevia-whitelist';
import { uncover } from './ipevia-write-credential';
import { createIpeviaWork, type IpeviaWork, type IpeviaWriter } from './ipevia-writer';

/** A grant that is asked for, as far as it is known. */
interface AskedGrant {
  readonly grantKey: string;
  readonly form: IpeviaForm;
  readonly card: string;
  readonly hex: string;
  readonly reference?: string;
}

/**
 * What the site holds for these grants, in as few calls as their number needs. Each is looked for in both forms where the service has both:
 * a write in doubt may have been about the other one. A right that is there in both is told in the form that it should not have, so that it
 * is taken away. A grant of which nobody knows more than its key is looked for among everything.
 */
export async function readIpeviaGrants(
  writer: IpeviaWriter,
  form: IpeviaForm,
  { grants }: { readonly lane: string; readonly grants: readonly GrantReference[] },
  options: CallOptions,
): Promise<VendorGrant[]> {
  const work = createIpeviaWork(writer, options);
  const asked = grants.flatMap(({ grantKey, vendorReference: reference, state }): AskedGrant[] => {
    if (state === undefined) return [];
    const { form, card } = parseIpeviaGrantState(state);
    return [{ grantKey, form, card, reference, hex: ipeviaCardToHex(card, writer.card) }];
  });
  const isUnknown = asked.length < grants.length;
  const found = isUnknown ? await listAsked(writer, form, grants, options) : await lookUp(work, asked);
  const formOf = new Map(asked.map(({ grantKey, form }) => [grantKey, form]));
  const told = new Map<string, VendorGrant>();
  for (const grant of found) {
    const { grantKey, state } = grant;
    if (grantKey === undefined || grant.origin !== 'ours') continue;
    if (!told.has(grantKey) || state['form'] !== formOf.get(grantKey)) told.set(grantKey, grant);
  }
  return [...told.values()];
}

async function listAsked(
  writer: IpeviaWriter,
  form: IpeviaForm,
  grants: readonly GrantReference[],
  options: CallOptions,
): Promise<VendorGrant[]> {
  const keys = new Set(grants.map(({ grantKey }) => grantKey));
  const found: VendorGrant[] = [];
  for await (const grant of listIpeviaGrants(writer, form, options))
    if (grant.grantKey !== undefined && keys.has(grant.grantKey)) found.push(grant);
  return found;
}

async function lookUp(work: IpeviaWork, asked: readonly AskedGrant[]): Promise<VendorGrant[]> {
  if (asked.length === 0) return [];
  const own = await work.readOwn();
  const { maximumCredentials, maximumWhitelisted } = await work.writer.readCapabilities(work.options);
  return [
    ...(maximumCredentials > 0 ? await readCredentials(work, own, asked) : []),
    ...(maximumWhitelisted > 0 ? await readWhitelisted(work, own, asked) : []),
  ];
}

async function readCredentials(
  work: IpeviaWork,
  own: IpeviaOwnRecords,
  asked: readonly AskedGrant[],
): Promise<VendorGrant[]> {
  const { writer, options } = work;
  const { takesClientTokens, maximumLimit } = await writer.readCapabilities(options);
  const candidates = asked.map((grant) => ({ ...grant, tokens: tokensOf(writer, own, grant, takesClientTokens) }));
  // Without a token only the whole list can tell; it is read where a credential is what should be there.
  const isListed = candidates.some(({ tokens, form }) => tokens.length === 0 && form === 'credential');
  const tokens = [...new Set(candidates.flatMap((candidate) => candidate.tokens))];
  const found = isListed ? await listAll(writer, options) : await getInBatches(writer, tokens, maximumLimit, options);
  const grants = found.map((credential) => credentialToGrant(writer, credential, own));
  const seen = new Set(grants.map(({ grantKey }) => grantKey));
  // Nobody else works on the site now: what does not carry our profile any more is not ours any more.
  for (const { grantKey } of asked)
    if (own.attached[grantKey] !== undefined && !seen.has(grantKey)) await forgetAttachment(work, own, grantKey);
    else if (own.covered[grantKey]?.token !== undefined && !seen.has(grantKey)) await uncover(work, own, grantKey);
  return grants;
}

async function forgetAttachment({ writer, book }: IpeviaWork, own: IpeviaOwnRecords, grantKey: string): Promise<void> {
  const attachment = own.attached[grantKey];
  if (attachment === undefined) return;
  await book.change((records) => noteDetached(records, grantKey, { attachment, nowMs: writer.clock.nowMs() }));
}

/** Every credential that may hold the grant. */
function tokensOf(
  { mark }: IpeviaWriter,
  own: IpeviaOwnRecords,
  { grantKey, card, hex, reference }: AskedGrant,
  takesClientTokens: boolean,
): string[] {
  const known = parseIpeviaReference(reference);
  const noted = Object.entries(own.tokens).filter(([, record]) => record.card === card);
  return [
    own.attached[grantKey]?.token,
    own.covered[grantKey]?.token,
    known !== undefined && 'token' in known ? known.token : undefined,
    takesClientTokens ? ipeviaOwnName(mark, hex) : undefined,
    ...noted.map(([token]) => token),
  ].filter((token) => token !== undefined);
}

async function readWhitelisted(
  work: IpeviaWork,
  own: IpeviaOwnRecords,
  asked: readonly AskedGrant[],
): Promise<VendorGrant[]> {
  const { writer, book } = work;
  const hexOf = ({ grantKey, hex }: AskedGrant): string => own.whitelisted[grantKey]?.hex ?? hex;
  const listed = await findListed(work, 'whitelist', asked.map(hexOf));
  const isGone = (grant: AskedGrant): boolean => !listed.has(hexOf(grant));
  const gone = asked.filter((grant) => isGone(grant) && own.whitelisted[grant.grantKey] !== undefined);
  if (gone.length > 0)
    await book.change((records) =>
      noteUnlisted(
        records,
        gone.map(({ grantKey }) => grantKey),
        { seen: own, nowMs: writer.clock.nowMs() },
      ),
    );
  for (const grant of asked.filter(isGone)) {
    const coverage = own.covered[grant.grantKey];
    if (coverage !== undefined && coverage.token === undefined) await uncover(work, own, grant.grantKey);
  }
  return [...listed].map((value) => itemToGrant(writer, { ...writer.identifier, value }, own));
}

async function listAll({ client }: IpeviaWriter, options: CallOptions): Promise<IpeviaCredential[]> {
  const found: IpeviaCredential[] = [];
  for await (const credential of client.credentials.list(options)) found.push(credential);
  return found;
}
