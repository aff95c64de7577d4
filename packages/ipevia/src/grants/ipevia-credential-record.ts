import { instantFromMs, type VendorGrant } from '@acx/core/provider';
import { ipeviaCardToHex, ipeviaHexToCard } from '../card/ipevia-card-number';
import { type IpeviaGrantState, ipeviaGrantKey, ipeviaLane } from '../convert/ipevia-grant-state';
import { hexOfOwnName, ipeviaOwnName } from '../convert/ipevia-own-name';
import { formatIpeviaReference } from '../convert/ipevia-reference';
import type { IpeviaAccessProfile, IpeviaCredential, IpeviaCredentialInput } from '../wire/ipevia-credential';
import type { IpeviaOwnRecords } from './ipevia-own-book';
import { datesOf, type IpeviaDates, isCovering } from './ipevia-validity';
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
    ...datesOf(validity),
    identifiers: [{ ...identifier, isExempted: false, value: hex }],
    accessProfiles: [{ token: accessProfile }],
  };
}

/** Our access profile with the dates of a right, for a credential that is not ours. */
export function stateToProfile({ accessProfile }: IpeviaWriter, validity: Validity): IpeviaAccessProfile {
  return { token: accessProfile, ...datesOf(validity) };
}

/** The card of a credential as its identifier value, where it has one of our type and format. */
export function hexOfCredential({ identifier }: IpeviaWriter, credential: IpeviaCredential): string | undefined {
  return credential.identifiers.find(
    ({ typeName, formatType }) => typeName === identifier.typeName && formatType === identifier.formatType,
  )?.value;
}

/** The card for which we have made a credential, as its identifier value; nothing for a credential of somebody else. */
export function ownHexOf({ mark }: IpeviaWriter, { token, holder }: IpeviaCredential): string | undefined {
  return hexOfOwnName(mark, token) ?? hexOfOwnName(mark, holder);
}

/**
 * What a credential says, as a grant. Somebody else's is foreign, unless it carries an access profile that we attached, or gives by itself what a
 * grant asks for. What is not as we would write it is told with a member that we never write, so that it is seen.
 */
export function credentialToGrant(
  writer: IpeviaWriter,
  credential: IpeviaCredential,
  own: IpeviaOwnRecords,
): VendorGrant {
  return (
    ownGrant(writer, credential) ??
    attachedGrant(writer, credential, own) ??
    coveredGrant(writer, credential, own) ?? {
      origin: 'foreign',
      lane: ipeviaLane({ place: writer.site }),
      state: { form: 'credential', credential: credential.token },
    }
  );
}

function ownGrant(writer: IpeviaWriter, credential: IpeviaCredential): VendorGrant | undefined {
  const hex = ownHexOf(writer, credential);
  const card = hex === undefined ? undefined : ipeviaHexToCard(hex, writer.card);
  if (hex === undefined || card === undefined) return undefined;
  const { identifiers, accessProfiles, token } = credential;
  const [profile] = accessProfiles;
  const isAsWritten =
    hexOfCredential(writer, credential) === hex &&
    identifiers.length === 1 &&
    accessProfiles.length === 1 &&
    profile?.token === writer.accessProfile &&
    profile.validFrom === undefined &&
    profile.validTo === undefined;
  const reference = formatIpeviaReference({ kind: 'credential', token });
  return toGrant(writer, { card, dates: credential, isAsWritten, reference });
}

/** Known by its token, whichever card it has now. */
function attachedGrant(
  writer: IpeviaWriter,
  credential: IpeviaCredential,
  own: IpeviaOwnRecords,
): VendorGrant | undefined {
  const attachment = bestFit(writer, credential, Object.values(own.attached));
  const profile = credential.accessProfiles.find(({ token }) => token === attachment?.profile);
  if (attachment === undefined || profile === undefined) return undefined;
  const { card, token } = attachment;
  const isAsWritten =
    hexOfCredential(writer, credential) === ipeviaCardToHex(card, writer.card) &&
    profile.token === writer.accessProfile &&
    isCovering(credential, profile, instantFromMs(writer.clock.nowMs()));
  const reference = formatIpeviaReference({ kind: 'attached', token });
  return toGrant(writer, { card, dates: profile, isAsWritten, reference });
}

function coveredGrant(
  writer: IpeviaWriter,
  credential: IpeviaCredential,
  own: IpeviaOwnRecords,
): VendorGrant | undefined {
  const coverage = bestFit(writer, credential, Object.values(own.covered));
  const profile = credential.accessProfiles.find(({ token }) => token === writer.accessProfile);
  if (coverage === undefined || profile === undefined) return undefined;
  const { card, validity } = coverage;
  const now = instantFromMs(writer.clock.nowMs());
  const isStillCovering =
    hexOfCredential(writer, credential) === ipeviaCardToHex(card, writer.card) &&
    [profile, credential].every((dates) => isCovering(dates, datesOf(validity), now));
  if (!isStillCovering) return undefined;
  const reference = formatIpeviaReference({ kind: 'foreign' });
  return toGrant(writer, { card, dates: datesOf(validity), isAsWritten: true, reference });
}

/** Of several marks of one credential the one for the card that it holds, and one that still counts before one that was taken away. */
function bestFit<Mark extends { readonly token?: string; readonly card: string; readonly removedAtMs?: number }>(
  writer: IpeviaWriter,
  credential: IpeviaCredential,
  marks: readonly Mark[],
): Mark | undefined {
  const hex = hexOfCredential(writer, credential);
  const own = marks.filter(({ token }) => token === credential.token);
  const fitting = own.filter(({ card }) => ipeviaCardToHex(card, writer.card) === hex);
  const isLiving = ({ removedAtMs }: Mark): boolean => removedAtMs === undefined;
  return fitting.find(isLiving) ?? own.find(isLiving) ?? fitting[0] ?? own[0];
}

function toGrant(
  { clock, site: place }: IpeviaWriter,
  found: {
    readonly card: string;
    readonly dates: IpeviaDates;
    readonly isAsWritten: boolean;
    readonly reference: string;
  },
): VendorGrant {
  const { card, dates, isAsWritten, reference: vendorReference } = found;
  const { validFrom: startsAt, validTo: endsAt } = dates;
  const isWithin = startsAt !== undefined && endsAt !== undefined;
  const isAltered = !isAsWritten || (startsAt === undefined) !== (endsAt === undefined);
  return {
    origin: 'ours',
    grantKey: ipeviaGrantKey({ place, card }),
    lane: ipeviaLane({ place }),
    vendorReference,
    state: {
      form: 'credential',
      card,
      ...(isWithin ? { validity: { startsAt, endsAt } } : {}),
      ...(isAltered ? { isAltered } : {}),
    },
    // One that should be gone by now is told as if it were in force, so that a healing check takes it away.
    ...(isWithin && !isAltered && endsAt > instantFromMs(clock.nowMs()) ? { lapsesAt: endsAt, sweepAt: endsAt } : {}),
  };
}
