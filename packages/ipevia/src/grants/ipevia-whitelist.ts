import type { VendorGrant } from '@acx/core/provider';
import { ipeviaHexToCard } from '../card/ipevia-card-number';
import { type IpeviaGrantState, ipeviaGrantKey, ipeviaLane } from '../convert/ipevia-grant-state';
import { formatIpeviaReference } from '../convert/ipevia-reference';
import type { IpeviaIdentifierItem } from '../wire/ipevia-identifier';
import type { IpeviaOwnRecords } from './ipevia-own-book';
import type { IpeviaWork, IpeviaWriter } from './ipevia-writer';

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
  const [written] = Object.entries(own.whitelisted).find(([, { hex }]) => hex === item.value) ?? [];
  const card = isOurFormat(writer, item) ? ipeviaHexToCard(item.value, writer.card) : undefined;
  if (card === undefined) return { origin: 'foreign', lane, state: { form: 'whitelist', format: item.formatType } };
  const state: IpeviaGrantState = { form: 'whitelist', card };
  const grantKey = written ?? ipeviaGrantKey({ place, card });
  const isCovering = own.covered[grantKey]?.card === card;
  if (written === undefined && !isCovering && !ownsWhitelist) return { origin: 'foreign', lane, state };
  const kind = written === undefined && !ownsWhitelist ? 'foreign' : 'whitelisted';
  return { origin: 'ours', grantKey, lane, vendorReference: formatIpeviaReference({ kind }), state };
}

function isOurFormat({ identifier }: IpeviaWriter, { typeName, formatType }: IpeviaIdentifierItem): boolean {
  return typeName === identifier.typeName && formatType === identifier.formatType;
}
