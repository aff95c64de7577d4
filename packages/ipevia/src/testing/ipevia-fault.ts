import type { IpeviaProfile } from '../wire/ipevia-profile';

/** Who is to blame, as SOAP sees it. */
export type IpeviaFaultCode = 'Sender' | 'Receiver' | 'VersionMismatch' | 'MustUnderstand';

/** The service says no; nothing was done. */
export class IpeviaFault extends Error {
  override readonly name = 'IpeviaFault';
  readonly code: IpeviaFaultCode;
  /** From the general one to the particular one. */
  readonly subcodes: readonly string[];

  constructor(code: IpeviaFaultCode, subcodes: readonly string[], message: string) {
    super(message);
    this.code = code;
    this.subcodes = subcodes;
  }
}

type Names = { readonly profile: IpeviaProfile };

/** The request is wrong: `InvalidArgVal`, and below it what exactly. */
export function wrongRequest(
  { profile: { faults } }: Names,
  message: string,
  detail: keyof IpeviaProfile['faults'] = 'invalidArgument',
): IpeviaFault {
  const subcodes = detail === 'invalidArgument' ? [faults.invalidArgument] : [faults.invalidArgument, faults[detail]];
  return new IpeviaFault('Sender', subcodes, message);
}

/** The request wants more than the capabilities offer. `capability` is the last subcode. */
export function beyondCapability({ profile }: Names, message: string, capability: string): IpeviaFault {
  return new IpeviaFault('Receiver', [profile.faults.capabilityViolated, capability], message);
}

/** There is no such operation here. */
export function notSupported({ profile }: Names, message: string): IpeviaFault {
  return new IpeviaFault('Receiver', [profile.faults.notSupported], message);
}

export function notAuthorized({ profile }: Names): IpeviaFault {
  return new IpeviaFault('Sender', [profile.faults.notAuthorized], 'The sender is not authorized.');
}
