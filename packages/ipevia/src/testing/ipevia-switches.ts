/** What nobody outside the vendor knows, as switches that can be moved at any time. Failures, latency and lost answers are levers. */
export interface IpeviaSwitches {
  /** How a caller shows who it is. Default `digest` (inferred: the rule of ONVIF). */
  auth: 'digest' | 'username-token' | 'basic' | 'none';
  /** Digests that are offered and accepted, best first. Default SHA-256, then MD5. */
  digestAlgorithms: readonly ('MD5' | 'SHA-256')[];
  /** Status of a fault. Default `by-code`: 400 when the sender is to blame, else 500. */
  faultStatus: 'by-code' | 400 | 500;
  /** Default `nested`: a general subcode with the particular one in it. `flat` has the particular one alone, `empty` is a status without SOAP. */
  faultShape: 'nested' | 'flat' | 'empty';
  /** How many credentials fit in. Default 10 000; 0 takes away every operation on credentials. */
  maximumCredentials: number;
  /** How many numbers fit on the whitelist. Default 10 000; 0 takes away its operations. */
  maximumWhitelisted: number;
  /** How many numbers fit on the blacklist. Default 10 000; 0 takes away its operation. */
  maximumBlacklisted: number;
  /** Most items in one request or answer. Default 10. */
  maximumLimit: number;
  /** Most access profiles of one credential. Default 8. */
  maximumProfiles: number;
  /** Whether there is SetCredential. Default true. */
  takesClientTokens: boolean;
  /** Whether a credential can have dates. Default true. */
  hasValidity: boolean;
  /** Whether an access profile of a credential can have dates. Default true. */
  hasProfileValidity: boolean;
  /** What dates come to that a capability says no to. Default `ignored`: they are not stored and the right never ends. */
  unsupportedValidity: 'ignored' | 'refused';
  /** Whether time counts in dates. Default true; false: the local date alone, the day of the end excluded. */
  validityHasTime: boolean;
  /** Type names of identifiers and the formats of each. Default: type and format of the profile, without the facility format; and PINs. */
  identifierTypes: Readonly<Record<string, readonly string[]>>;
  /** What deleting a credential that is not there comes to. Default `not-found`. */
  deletesUnknown: 'not-found' | 'ok';
  /** What adding a number comes to that is on the whitelist. Default `ok`. */
  addsTwice: 'ok' | 'duplicated';
  /** The one way that events go. Default `notify`. Operations of another way do not exist. */
  eventTransport: 'notify' | 'json' | 'pull';
  /** Longest life of a subscription, whatever is asked for. Default 60. */
  maximumSubscriptionMinutes: number;
  /** Host in the address of a subscription. Default `same`; `internal` is one that only the controller's own network knows. */
  referenceHost: 'same' | 'internal';
  /** Whether an access point notices if somebody passes. Default true. */
  reportsPassage: boolean;
  /** Whether events name the holder. Default false. */
  namesHolders: boolean;
  /** Default `list`: `{ "events": [...] }`; `single` is one event per request. */
  jsonShape: 'list' | 'single';
  /** Whether events in JSON have an id. Default true. */
  jsonIds: boolean;
  /** Whether an event leaves at once instead of at the next `flushEvents`. Default false. */
  deliversAtOnce: boolean;
  /** Whether an event that was not accepted is sent again. Default true. */
  redelivers: boolean;
  /**
   * Whether answers and notifications are written in awkward but legal ways: other prefixes, comments, character data sections, a byte order mark,
   * elements and attributes that nobody knows, instants without milliseconds or with an offset, lower-case hexadecimal. Default false.
   */
  awkward: boolean;
}

export const defaultIpeviaSwitches: Readonly<Omit<IpeviaSwitches, 'identifierTypes'>> = {
  auth: 'digest',
  digestAlgorithms: ['SHA-256', 'MD5'],
  faultStatus: 'by-code',
  faultShape: 'nested',
  maximumCredentials: 10_000,
  maximumWhitelisted: 10_000,
  maximumBlacklisted: 10_000,
  maximumLimit: 10,
  maximumProfiles: 8,
  takesClientTokens: true,
  hasValidity: true,
  hasProfileValidity: true,
  unsupportedValidity: 'ignored',
  validityHasTime: true,
  deletesUnknown: 'not-found',
  addsTwice: 'ok',
  eventTransport: 'notify',
  maximumSubscriptionMinutes: 60,
  referenceHost: 'same',
  reportsPassage: true,
  namesHolders: false,
  jsonShape: 'list',
  jsonIds: true,
  deliversAtOnce: false,
  redelivers: true,
  awkward: false,
};
