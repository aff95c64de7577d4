import type { Instant } from '@acx/core/provider';

/** How long a subscription lasts. */
export interface IpeviaTerm {
  /** The vendor's clock, where it tells it. */
  readonly currentTime?: Instant;
  /** By the vendor's clock. */
  readonly terminationTime: Instant;
}

/** A subscription that was made. */
export interface IpeviaSubscription extends IpeviaTerm {
  /** What the vendor calls it; calls about it go to its path on the server of the base address. */
  readonly address: string;
}
