import type { VendorGrant } from '@acx/core/provider';
import { ipeviaCardToHex, ipeviaHexToCard } from '../card/ipevia-card-number';
import { type IpeviaGrantState, ipeviaGrantKey, ipeviaLane } from '../convert/ipevia-grant-state';
import { formatIpeviaReference } from '../convert/ipevia-reference';
import type { IpeviaIdentifierItem } from '../wire/ipevia-identifier';
import type { IpeviaOwnRecords } from './ipevia-own-book';
import type { IpeviaWork, IpeviaWriter } from './ipevia-writer';

const WHITELISTED = formatIpeviaReference({ kind: 'whitelisted' });

/** Up to so many numbers are asked for one by one; for more the whole list is read. */
const MOST_ASKED = 2;

/** Calls that looking for so many numbers takes, where a list fits on a page. */
export function looksFor(numbers: number): number {
  return numbers > MOST_ASKED ? 1 : numbers;
}

/** Which of these card values are on a list of the vendor. */
export async function findListed(
  { writer, options }: IpeviaWork,
  list: 'whitelist' | 'blacklist',
  values: readonly string[],
): Promise<Set<string>> {
  const wanted = new Set(values);
  const listed = new Set<string>();
  const note = (item: IpeviaIdentifierItem): void => {
    if (isOurFormat(writer, item) && wanted.has(item.value)) listed.add(item.value);
  };
  if (wanted.size <= MOST_ASKED) {
    for (const value of wanted) for await (const item of writer.client[list].list({ ...options, value })) note(item);
  } else for await (const item of writer.client[list].list(options)) note(item);
  return listed;
}

/** Which of these card values somebody has put on the blacklist; none where there is no blacklist. */
export async function findBlacklisted(work: IpeviaWork, values: readonly string[]): Promise<Set<string>> {
  if (values.length === 0) return new Set();
  const { maximumBlacklisted } = await work.writer.readCapabilities(work.options);
  return maximumBlacklisted > 0 ? findListed(work, 'blacklist', values) : new Set();
}

/** A number on the whitelist, as a grant. */
export function itemToGrant(writer: IpeviaWriter, item: IpeviaIdentifierItem, own: IpeviaOwnRecords): VendorGrant {
  const { site: place, ownsWhitelist } = writer;
  const lane = ipeviaLane({ place });
  const [written, listing] = Object.entries(own.whitelisted).find(([, { hex }]) => hex === item.value) ?? [];
  if (written !== undefined && listing !== undefined) {
    // Written by other rules than those of now: told with a member that we never write, so that it is seen.
    const isAltered = ipeviaCardToHex(listing.card, writer.card) !== listing.hex;
    const state = { form: 'whitelist', card: listing.card, ...(isAltered ? { isAltered } : {}) };
    return { origin: 'ours', grantKey: written, lane, vendorReference: WHITELISTED, state };
  }
  const card = isOurFormat(writer, item) ? ipeviaHexToCard(item.value, writer.card) : undefined;
  if (card === undefined) return { origin: 'foreign', lane, state: { form: 'whitelist', format: item.formatType } };
  const state: IpeviaGrantState = { form: 'whitelist', card };
  const grantKey = ipeviaGrantKey({ place, card });
  if (ownsWhitelist) return { origin: 'ours', grantKey, lane, vendorReference: WHITELISTED, state };
  const coverage = own.covered[grantKey];
  if (coverage?.card !== card || coverage.token !== undefined) return { origin: 'foreign', lane, state };
  return { origin: 'ours', grantKey, lane, vendorReference: formatIpeviaReference({ kind: 'foreign' }), state };
}

function isOurFormat({ identifier }: IpeviaWriter, { typeName, formatType }: IpeviaIdentifierItem): boolean {
  return typeName === identifier.typeName && formatType === identifier.formatType;
}
