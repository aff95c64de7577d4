import type { Instant } from '@acx/core/provider';

/** One event, as it came. May hold card numbers and names: never log it. */
export interface IpeviaNotification {
  /** Path of the topic without prefixes, for example `AccessControl/AccessGranted/Credential`. */
  readonly topic: string;
  readonly at: Instant;
  /** `Initialized`, `Changed` or `Deleted`, where it tells of a property. */
  readonly operation?: string;
  /** Where it happened, by item name. */
  readonly source: Readonly<Record<string, string>>;
  /** What happened, by item name. */
  readonly data: Readonly<Record<string, string>>;
}
