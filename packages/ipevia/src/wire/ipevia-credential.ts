import type { Instant } from '@acx/core/provider';
import type { IpeviaIdentifier } from './ipevia-identifier';

/** A profile of access rights that a credential has, always or for a time. */
export interface IpeviaAccessProfile {
  readonly token: string;
  readonly validFrom?: Instant;
  /** Exclusive. */
  readonly validTo?: Instant;
}

/** Whether a credential opens anything, and why not. */
export interface IpeviaCredentialState {
  readonly isEnabled: boolean;
  /** At most 64 characters. May be a person's words: never log it. */
  readonly reason?: string;
}

/** What a credential is made of. */
export interface IpeviaCredentialInput {
  /** At most 1024 characters. */
  readonly description?: string;
  /** Whose it is, as text of your own, at most 64 characters. It may name a person: never log it. */
  readonly holder: string;
  /** Valid from the beginning of time where absent. */
  readonly validFrom?: Instant;
  /** Exclusive. Valid for ever where absent. */
  readonly validTo?: Instant;
  /** At least one. */
  readonly identifiers: readonly IpeviaIdentifier[];
  readonly accessProfiles: readonly IpeviaAccessProfile[];
  /** True: doors stay released longer for this holder. */
  readonly extendedGrantTime?: boolean;
  readonly attributes?: readonly IpeviaAttribute[];
}

/** A vendor's or your own remark on a credential. */
export interface IpeviaAttribute {
  readonly name: string;
  readonly value?: string;
}

/** A credential as it came. The values of its identifiers are in upper case. */
export interface IpeviaCredential extends IpeviaCredentialInput {
  readonly token: string;
}

/** What a credential is called and when it is valid, without its card numbers and rights. */
export interface IpeviaCredentialInfo {
  readonly token: string;
  readonly description?: string;
  readonly holder: string;
  readonly validFrom?: Instant;
  /** Exclusive. */
  readonly validTo?: Instant;
}
