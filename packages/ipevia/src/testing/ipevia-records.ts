/** A number on a list: nothing but what a reader reads. */
export interface SimulatedIdentifierItem {
  readonly typeName: string;
  readonly formatType: string;
  /** Upper-case hexadecimal. */
  readonly value: string;
}

export interface SimulatedIdentifier extends SimulatedIdentifierItem {
  /** True: not considered when somebody asks to pass, so that it opens nothing. */
  readonly isExempted: boolean;
}

/** From, included, to, excluded; `null` is no limit. Instants in ISO-8601, UTC. */
export interface SimulatedValidity {
  readonly validFromAt: string | null;
  readonly validToAt: string | null;
}

/** That a credential has an access profile, and when. */
export interface SimulatedProfileLink extends SimulatedValidity {
  /** Token of the access profile. */
  readonly accessProfile: string;
}

export interface SimulatedAttribute {
  readonly name: string;
  readonly value: string | null;
}

export interface SimulatedCredential extends SimulatedValidity {
  readonly token: string;
  readonly description: string | null;
  /** At most 64 characters. */
  readonly holder: string;
  readonly identifiers: readonly SimulatedIdentifier[];
  readonly accessProfiles: readonly SimulatedProfileLink[];
  readonly extendedGrantTime: boolean | null;
  readonly attributes: readonly SimulatedAttribute[];
  readonly isEnabled: boolean;
  /** Why it was enabled or disabled. */
  readonly reason: string | null;
}

/** One side of a barrier. */
export interface SimulatedAccessPoint {
  readonly token: string;
  readonly direction: 'entry' | 'exit';
}

export interface SimulatedAccessProfile {
  readonly token: string;
  /** Tokens of the access points that it opens; `all` includes those that come later. */
  readonly accessPoints: 'all' | readonly string[];
}

export type SimulatedEventType = 'granted' | 'denied' | 'taken' | 'notTaken';

/** What a barrier tells. */
export interface SimulatedEvent {
  readonly id: string;
  readonly type: SimulatedEventType;
  /** ISO-8601, UTC. */
  readonly at: string;
  /** Token. */
  readonly accessPoint: string;
  /** The identifier that was presented. */
  readonly identifier: SimulatedIdentifierItem;
  /** What it was recognised as: a credential, a number on a list, or nothing. */
  readonly recognisedAs: 'credential' | 'identifier' | 'nothing';
  /** Token; `null` unless a credential. */
  readonly credential: string | null;
  readonly holder: string | null;
  /** Of a denial. */
  readonly reason: IpeviaDenyReason | null;
}

/** The reasons of ONVIF that a barrier without PIN can have. */
export type IpeviaDenyReason =
  | 'CredentialNotEnabled'
  | 'CredentialNotActive'
  | 'CredentialExpired'
  | 'NotPermittedAtThisTime'
  | 'Unauthorized';

/** A consumer that subscribed, or a point where messages wait to be pulled. */
export interface SimulatedSubscription {
  readonly id: string;
  readonly kind: 'push' | 'pull';
  /** Address of the consumer; `null` of a pull point. */
  readonly consumer: string | null;
  /** Topics below the topic namespace; a `//.` at the end includes those below. `null`: all. */
  readonly topics: readonly string[] | null;
  /** ISO-8601, UTC. From this instant on it is gone. */
  readonly terminatesAt: string;
}

/** An address that the operator wrote into the product's screens. */
export interface SimulatedWebhook {
  readonly url: string;
  readonly email: string;
  readonly password: string;
  /** Gets nothing while the switch `eventTransport` says something else. */
  readonly form: 'notify' | 'json';
}
