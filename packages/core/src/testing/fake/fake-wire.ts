import type { FakeDoorPage } from './fake-door-log';
import type { FakeContent, FakeRecord } from './fake-record';
import type { FakeSubscription } from './fake-subscriptions';

/** Finds a record: by its marker where one is given, else by its reference, else as an unmarked record with one of these contents. */
export interface FakeLocator {
  readonly marker?: string;
  readonly vendorReference?: string;
  readonly contents?: readonly FakeContent[];
}

/** One change in a write call. `put` alters the record that is found, or makes one. `delete` of what is not there is fine. */
export type FakeWrite =
  | { readonly operation: 'put'; readonly locator: FakeLocator; readonly content: FakeContent }
  | { readonly operation: 'delete'; readonly locator: FakeLocator };

/** What became of one change in a write call. */
export type FakeWriteResult =
  | { readonly status: 'applied'; readonly vendorReference?: string }
  | { readonly status: 'refused' };

/** One page of everything that is held. */
export interface FakePage {
  readonly records: readonly FakeRecord[];
  /** Pass it to get the next page; absent on the last one. */
  readonly nextCursor?: number;
}

/** The calls that the fake vendor answers: all that a provider may use of it. Each is one vendor call; each throws `FakeWireFailure` only. */
export interface FakeWire {
  /** One result per change, in order. */
  write(writes: readonly FakeWrite[]): Promise<readonly FakeWriteResult[]>;
  /** One answer per locator, in order; `undefined` where nothing is found. */
  read(locators: readonly FakeLocator[]): Promise<readonly (FakeRecord | undefined)[]>;
  list(page: { readonly pageSize: number; readonly cursor?: number }): Promise<FakePage>;
  /** Without `after`, no events, and where the log of the doors ends now. */
  events(request: { readonly after?: number; readonly limit: number }): Promise<FakeDoorPage>;
  /** With an id, renews that subscription; nothing when it is gone. Without one, a new one. */
  subscribe(request: { readonly id?: string }): Promise<FakeSubscription | undefined>;
  ping(): Promise<void>;
}
