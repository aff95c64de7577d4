import { instantFromMs, type VendorGrant } from '@acx/core/provider';
import { ipeviaHexToCard } from '../card/ipevia-card-number';
import { type IpeviaGrantState, ipeviaGrantKey, ipeviaLane } from '../convert/ipevia-grant-state';
import { hexOfOwnName, ipeviaOwnName } from '../convert/ipevia-own-name';
import { formatIpeviaReference, type IpeviaReference } from '../convert/ipevia-reference';
import type { IpeviaAccessProfile, IpeviaCredential, IpeviaCredentialInput } from '../wire/ipevia-credential';
import { attachedToken, type IpeviaOwnRecords } from './ipevia-own-book';
import type { IpeviaWriter } from './ipevia-writer';

type Validity = IpeviaGrantState['validity'];

/** The credential that gives a card its right. */
export function stateToCredential(
  { identifier, mark, accessProfile }: IpeviaWriter,
  hex: string,
  validity: Validity,
): IpeviaCredentialInput {
  return {
    holder: ipeviaOwnName(mark, hex),
    ...(validity === undefined ? {} : { validFrom: validity.startsAt, validTo: validity.endsAt }),
    identifiers: [{ ...identifier, isExempted: false, value: hex }],
    accessProfiles: [{ token: accessProfile }],
  };
}

/** Our access profile with the dates of a right, for a credential that is not ours. */
export function stateToProfile({ accessProfile }: IpeviaWriter, validity: Validity): IpeviaAccessProfile {
  return {
    token: accessProfile,
    ...(validity === undefined ? {} : { validFrom: validity.startsAt, validTo: validity.endsAt }),
  };
}

/** The card of a credential as its identifier value, where it has one of our type and format. */
export function hexOfCredential({ identifier }: IpeviaWriter, credential: IpeviaCredential): string | undefined {
  return credential.identifiers.find(
    ({ typeName, formatType }) => typeName === identifier.typeName && formatType === identifier.formatType,
  )?.value;
}

/** True for a credential that we have made: it goes by our name for the card that it holds, or for the one that it held when we made it. */
export function isOwnCredential({ mark }: IpeviaWriter, { token, holder }: IpeviaCredential): boolean {
  return hexOfOwnName(mark, token) !== undefined || hexOfOwnName(mark, holder) !== undefined;
}

/** What a credential says, as a grant. Of somebody else's only that it is there, unless it carries our access profile because we gave it. */
export function credentialToGrant(
  writer: IpeviaWriter,
  credential: IpeviaCredential,
  own: IpeviaOwnRecords,
): VendorGrant {
  const { site: place, mark } = writer;
  const lane = ipeviaLane({ place });
  const isOwn = isOwnCredential(writer, credential);
  const hex = isOwn
    ? (hexOfOwnName(mark, credential.token) ?? hexOfOwnName(mark, credential.holder))
    : hexOfCredential(writer, credential);
  const card = hex === undefined ? undefined : ipeviaHexToCard(hex, writer.card);
  const foreign: VendorGrant = { origin: 'foreign', lane, state: { form: 'credential', credential: credential.token } };
  if (card === undefined || hex === undefined) return foreign;
  const grantKey = ipeviaGrantKey({ place, card });
  if (isOwn) {
    const { validFrom, validTo } = credential;
    const isAsWritten =
      hexOfCredential(writer, credential) === hex &&
      credential.identifiers.length === 1 &&
      credential.accessProfiles.length === 1 &&
      credential.accessProfiles[0]?.token === writer.accessProfile &&
      hasNoDates(credential.accessProfiles[0]);
    return ours(
      writer,
      { grantKey, lane, card, validFrom, validTo, isAsWritten },
      {
        kind: 'credential',
        token: credential.token,
      },
    );
  }
  const profile = credential.accessProfiles.find(({ token }) => token === writer.accessProfile);
  if (profile === undefined || attachedToken(own, grantKey) !== credential.token) return foreign;
  return ours(
    writer,
    { grantKey, lane, card, validFrom: profile.validFrom, validTo: profile.validTo, isAsWritten: true },
    {
      kind: 'attached',
      token: credential.token,
    },
  );
}

function ours(
  { clock }: IpeviaWriter,
  found: {
    readonly grantKey: string;
    readonly lane: string;
    readonly card: string;
    readonly validFrom?: string;
    readonly validTo?: string;
    readonly isAsWritten: boolean;
  },
  reference: IpeviaReference,
): VendorGrant {
  const { grantKey, lane, card, validFrom, validTo, isAsWritten } = found;
  const isWithin = validFrom !== undefined && validTo !== undefined;
  // Half of the dates, or rights that somebody has added, is not what we write: told with a member that we never write, so that it is seen.
  const isAltered = !isAsWritten || (validFrom === undefined) !== (validTo === undefined);
  const now = instantFromMs(clock.nowMs());
  return {
    origin: 'ours',
    grantKey,
    lane,
    vendorReference: formatIpeviaReference(reference),
    state: {
      form: 'credential',
      card,
      ...(isWithin ? { validity: { startsAt: validFrom, endsAt: validTo } } : {}),
      ...(isAltered ? { isAltered } : {}),
    },
    // One that should be gone by now is told as if it were in force, so that a healing check takes it away.
    ...(isWithin && !isAltered && validTo > now ? { lapsesAt: validTo, sweepAt: validTo } : {}),
  };
}

function hasNoDates({ validFrom, validTo }: IpeviaAccessProfile): boolean {
  return validFrom === undefined && validTo === undefined;
}
