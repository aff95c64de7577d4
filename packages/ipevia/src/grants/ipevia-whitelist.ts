import type { VendorGrant } from '@acx/core/provider';
import { ipeviaHexToCard } from '../card/ipevia-card-number';
import { type IpeviaGrantState, ipeviaGrantKey, ipeviaLane } from '../convert/ipevia-grant-state';
import { formatIpeviaReference } from '../convert/ipevia-reference';
import type { IpeviaIdentifierItem } from '../wire/ipevia-identifier';
import type { IpeviaOwnRecords } from './ipevia-own-book';
import type { IpeviaWork, IpeviaWriter } from './ipevia-writer';

/** Up to so many numbers are asked for one by one; for more the whole list is read. */
const MOST_ASKED = 2;

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

/** A number on the whitelist, as a grant. */
export function itemToGrant(writer: IpeviaWriter, item: IpeviaIdentifierItem, own: IpeviaOwnRecords): VendorGrant {
  const { site: place, ownsWhitelist } = writer;
  const lane = ipeviaLane({ place });
  const card = isOurFormat(writer, item) ? ipeviaHexToCard(item.value, writer.card) : undefined;
  if (card === undefined) return { origin: 'foreign', lane, state: { form: 'whitelist', format: item.formatType } };
  const grantKey = ipeviaGrantKey({ place, card });
  const state: IpeviaGrantState = { form: 'whitelist', card };
  if (!ownsWhitelist && own.whitelisted[grantKey] === undefined) return { origin: 'foreign', lane, state };
  const vendorReference = formatIpeviaReference({ kind: 'whitelisted' });
  return { origin: 'ours', grantKey, lane, vendorReference, state };
}

function isOurFormat({ identifier }: IpeviaWriter, { typeName, formatType }: IpeviaIdentifierItem): boolean {
  return typeName === identifier.typeName && formatType === identifier.formatType;
}
