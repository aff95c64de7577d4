import { ipeviaCardToHex, readIpeviaCardNumber } from '../src/card/ipevia-card-number';
import { ipeviaOwnName } from '../src/convert/ipevia-own-name';
import { isIpeviaFault } from '../src/ipevia-errors';
import type { IpeviaServiceCapabilities } from '../src/wire/ipevia-capabilities';
import type { IpeviaClient } from '../src/wire/ipevia-client';
import type { IpeviaCredential } from '../src/wire/ipevia-credential';
import type { IpeviaIdentifierItem } from '../src/wire/ipevia-identifier';
import { ipeviaProfile } from '../src/wire/ipevia-profile';
import type { ContractTarget } from './contract-target';

/** Begins the names of the credentials that are made here, so that no host's are taken for ours. */
export const CONTRACT_MARK = 'acxcontract';

/** The fenced card in the vendor's words. */
export interface FencedCard {
  readonly item: IpeviaIdentifierItem;
  /** The card in the one way to write it. */
  readonly canonical: string;
  /** What our credential for it is called. */
  readonly ownName: string;
}

/** The fenced card of a target, whose number has been read before. */
export function fencedCardOf({ card, options }: ContractTarget): FencedCard {
  const rules = { layout: 'H10302', rendering: 'number', text: 'decimal', ...options.cards } as const;
  const read = readIpeviaCardNumber(card, rules);
  if ('problem' in read) throw new Error(`The fenced card cannot be used: ${read.problem}.`);
  const { typeName, formatType, facilityFormatType } = ipeviaProfile.identifier;
  const value = ipeviaCardToHex(read.canonical, rules);
  return {
    item: { typeName, formatType: rules.layout === 'H10304' ? facilityFormatType : formatType, value },
    canonical: read.canonical,
    ownName: ipeviaOwnName(CONTRACT_MARK, value),
  };
}

/**
 * Makes sure that nobody has the fenced card.
 * @throws Error that lists everything that speaks against it; nothing was written then.
 */
export async function checkFence(
  client: IpeviaClient,
  capabilities: IpeviaServiceCapabilities,
  fenced: FencedCard,
): Promise<void> {
  const problems: string[] = [];
  const credentials = capabilities.maximumCredentials > 0 ? await credentialsOf(client, fenced) : [];
  // What a contract that was cut off has left may be used again.
  if (credentials.some(({ holder }) => holder !== fenced.ownName))
    problems.push('ACX_IPEVIA_CARD: a credential of somebody has this card');
  if (await isWhitelisted(client, capabilities, fenced))
    problems.push('ACX_IPEVIA_CARD: the card is on the whitelist, and nothing tells whose it is; take it off there');
  if (capabilities.maximumBlacklisted > 0 && (await isListed(client.blacklist, fenced)))
    problems.push('ACX_IPEVIA_CARD: the card is on the blacklist; take it off there, or use another one');
  if (problems.length > 0)
    throw new Error(`The contract was not started.\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
}

/** Takes away what the contract has written. Resolves with how much of it is still there. */
export async function clearFence(
  client: IpeviaClient,
  capabilities: IpeviaServiceCapabilities,
  fenced: FencedCard,
): Promise<number> {
  const own = async (): Promise<IpeviaCredential[]> =>
    capabilities.maximumCredentials === 0
      ? []
      : (await credentialsOf(client, fenced)).filter(({ holder }) => holder === fenced.ownName);
  for (const { token } of await own())
    await client.credentials.delete(token).catch((failure: unknown) => {
      if (!isIpeviaFault(failure, 'notFound')) throw failure;
    });
  if (await isWhitelisted(client, capabilities, fenced)) await client.whitelist.remove([fenced.item]);
  return (await own()).length + ((await isWhitelisted(client, capabilities, fenced)) ? 1 : 0);
}

/** Credentials that hold the fenced card, whoever has made them. */
export async function credentialsOf(client: IpeviaClient, { item }: FencedCard): Promise<IpeviaCredential[]> {
  const found: IpeviaCredential[] = [];
  for await (const credential of client.credentials.list())
    if (credential.identifiers.some((identifier) => isSameNumber(identifier, item))) found.push(credential);
  return found;
}

/** Is the fenced card on the whitelist, where there is one? */
export async function isWhitelisted(
  { whitelist }: IpeviaClient,
  { maximumWhitelisted }: IpeviaServiceCapabilities,
  fenced: FencedCard,
): Promise<boolean> {
  return maximumWhitelisted > 0 && isListed(whitelist, fenced);
}

async function isListed(
  list: { list(options: { value: string }): AsyncIterable<IpeviaIdentifierItem> },
  { item }: FencedCard,
): Promise<boolean> {
  for await (const listed of list.list({ value: item.value })) if (isSameNumber(listed, item)) return true;
  return false;
}

function isSameNumber(a: IpeviaIdentifierItem, b: IpeviaIdentifierItem): boolean {
  return a.typeName === b.typeName && a.formatType === b.formatType && a.value === b.value;
}
