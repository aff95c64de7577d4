import type { IpeviaContext } from './ipevia-context';
import { beyondCapability } from './ipevia-fault';
import { readIdentifierItem } from './ipevia-identifier-input';
import { readBoolean, readInstantMs } from './ipevia-lexical';
import type { SimulatedCredential, SimulatedProfileLink, SimulatedValidity } from './ipevia-records';
import { attributeOf, childrenOf, type IpeviaNode, textOf } from './ipevia-xml-node';

/** What a request says of a credential, state apart. Its shape has been checked. */
export type CredentialInput = Omit<SimulatedCredential, 'isEnabled' | 'reason'>;

/** @throws IpeviaFault for identifiers that are wrong, and for dates where there can be none. */
export function readCredential(context: IpeviaContext, node: IpeviaNode): CredentialInput {
  const { credential } = context.profile;
  return {
    token: attributeOf(node, credential.token) ?? '',
    description: textOf(node, credential.description) ?? null,
    holder: textOf(node, credential.holder) ?? '',
    ...readValidity(context, node, 'hasValidity'),
    identifiers: childrenOf(node, credential.identifier).map((identifier) => ({
      ...readIdentifierItem(context, identifier),
      isExempted: readBoolean(textOf(identifier, credential.isExempted) ?? '') ?? false,
    })),
    accessProfiles: childrenOf(node, credential.accessProfile).map((link) => readProfileLink(context, link)),
    extendedGrantTime: readBoolean(textOf(node, credential.extendedGrantTime) ?? '') ?? null,
    attributes: childrenOf(node, credential.attribute).map((attribute) => ({
      name: attributeOf(attribute, credential.attributeName) ?? '',
      value: attributeOf(attribute, credential.attributeValue) ?? null,
    })),
  };
}

export function readProfileLink(context: IpeviaContext, node: IpeviaNode): SimulatedProfileLink {
  const accessProfile = textOf(node, context.profile.credential.accessProfileToken) ?? '';
  return { accessProfile, ...readValidity(context, node, 'hasProfileValidity') };
}

export function readState(
  { profile: { credential } }: IpeviaContext,
  node: IpeviaNode,
): Pick<SimulatedCredential, 'isEnabled' | 'reason'> {
  const isEnabled = readBoolean(textOf(node, credential.isEnabled) ?? '') ?? false;
  return { isEnabled, reason: textOf(node, credential.reason) ?? null };
}

function readValidity(
  context: IpeviaContext,
  node: IpeviaNode,
  capability: 'hasValidity' | 'hasProfileValidity',
): SimulatedValidity {
  const { profile, switches } = context;
  const [validFromAt, validToAt] = [profile.credential.validFrom, profile.credential.validTo].map((name) => {
    const atMs = readInstantMs(textOf(node, name) ?? '');
    return atMs === undefined ? null : new Date(atMs).toISOString();
  });
  const missing = {
    hasValidity: profile.faults.validityNotSupported,
    hasProfileValidity: profile.faults.profileValidityNotSupported,
  };
  const validity = { validFromAt: validFromAt ?? null, validToAt: validToAt ?? null };
  if (switches[capability] || (validity.validFromAt === null && validity.validToAt === null)) return validity;
  if (switches.unsupportedValidity === 'refused')
    throw beyondCapability(context, 'There are no dates here.', missing[capability]);
  return { validFromAt: null, validToAt: null };
}
