import type { IpeviaContext } from './ipevia-context';
import type { CredentialInput } from './ipevia-credential-input';
import { beyondCapability, wrongRequest } from './ipevia-fault';
import type { SimulatedProfileLink } from './ipevia-records';
import { identifierKey } from './ipevia-right-index';

/** What must hold of a credential before it is stored under `token`. @throws IpeviaFault */
export function checkCredential(context: IpeviaContext, credential: CredentialInput, token: string): void {
  const { store, switches, profile } = context;
  if (!store.credentials.has(token) && store.credentials.size >= switches.maximumCredentials)
    throw beyondCapability(context, 'There is no room for another credential.', profile.faults.maximumCredentials);
  const { identifiers } = credential;
  if (new Set(identifiers.map(({ typeName }) => typeName)).size < identifiers.length)
    throw beyondCapability(context, 'At most one identifier per type.', profile.faults.duplicatedIdentifierType);
  for (const identifier of identifiers)
    if (store.rights.tokensOf(identifierKey(identifier)).some((other) => other !== token))
      throw wrongRequest(context, 'Another credential has this identifier.', 'duplicatedIdentifier');
  checkProfileLinks(context, credential.accessProfiles);
}

/** The same of all access profiles that a credential will have. A profile twice is refused (assumed). @throws IpeviaFault */
export function checkProfileLinks(context: IpeviaContext, links: readonly SimulatedProfileLink[]): void {
  const { store } = context;
  const tokens = new Set(links.map(({ accessProfile }) => accessProfile));
  if (tokens.size < links.length) throw wrongRequest(context, 'An access profile is named twice.');
  for (const token of tokens)
    if (!store.accessProfiles.has(token))
      throw wrongRequest(context, 'There is no such access profile.', 'referenceNotFound');
  checkProfileCount(context, links.length);
}

/** @throws IpeviaFault */
export function checkProfileCount(context: IpeviaContext, count: number): void {
  if (count > context.switches.maximumProfiles)
    throw beyondCapability(context, 'Too many access profiles.', context.profile.faults.maximumProfiles);
}
