import type {
  SimulatedAccessPoint,
  SimulatedAccessProfile,
  SimulatedCredential,
  SimulatedEvent,
  SimulatedIdentifierItem,
  SimulatedSubscription,
  SimulatedWebhook,
} from './ipevia-records';
import { createIpeviaRightIndex, type IpeviaRightIndex } from './ipevia-right-index';

/** Everything that the simulated controller holds, as it is now: the vendor's own truth, for tests to look at. */
export interface IpeviaState {
  /** By token, in the order in which they came. */
  readonly credentials: ReadonlyMap<string, SimulatedCredential>;
  /** By type, format and value. */
  readonly whitelist: ReadonlyMap<string, SimulatedIdentifierItem>;
  readonly blacklist: ReadonlyMap<string, SimulatedIdentifierItem>;
  readonly accessPoints: ReadonlyMap<string, SimulatedAccessPoint>;
  readonly accessProfiles: ReadonlyMap<string, SimulatedAccessProfile>;
  /** By id; those that have ended stay until somebody looks for them. */
  readonly subscriptions: ReadonlyMap<string, SimulatedSubscription>;
  readonly webhooks: readonly SimulatedWebhook[];
  /** What happened at the barrier, oldest first, whether it was told to somebody or not. */
  readonly events: readonly SimulatedEvent[];
}

/** The same for writing. Records are replaced, never changed in place. */
export interface IpeviaStore extends IpeviaState {
  readonly whitelist: Map<string, SimulatedIdentifierItem>;
  readonly blacklist: Map<string, SimulatedIdentifierItem>;
  readonly accessPoints: Map<string, SimulatedAccessPoint>;
  readonly accessProfiles: Map<string, SimulatedAccessProfile>;
  readonly subscriptions: Map<string, SimulatedSubscription>;
  readonly webhooks: SimulatedWebhook[];
  readonly events: SimulatedEvent[];
  /** Credentials by what a reader reads. */
  readonly rights: IpeviaRightIndex;
  putCredential(credential: SimulatedCredential): void;
  /** Whether there was one. */
  deleteCredential(token: string): boolean;
}

export function createIpeviaStore(): IpeviaStore {
  const credentials = new Map<string, SimulatedCredential>();
  const rights = createIpeviaRightIndex();
  const deleteCredential = (token: string): boolean => {
    rights.remove(token);
    return credentials.delete(token);
  };
  return {
    credentials,
    whitelist: new Map(),
    blacklist: new Map(),
    accessPoints: new Map(),
    accessProfiles: new Map(),
    subscriptions: new Map(),
    webhooks: [],
    events: [],
    rights,
    putCredential(credential) {
      rights.remove(credential.token);
      rights.add(credential);
      // one that is replaced keeps its place
      credentials.set(credential.token, credential);
    },
    deleteCredential,
  };
}
