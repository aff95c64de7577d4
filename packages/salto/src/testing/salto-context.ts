import type { Clock } from '@acx/core/provider';
import type { SaltoProfile } from '../wire/salto-profile';
import type { SaltoLocalTime } from './salto-local-time';
import type { SaltoStore } from './salto-state';
import type { SaltoSwitches } from './salto-switches';

/** What HTTP accepts: user and password while the switch `auth` says `basic`, the key while it says `custom`. */
export interface SaltoCredentials {
  readonly user: string;
  readonly password: string;
  readonly key: string;
}

/** What every part of the simulated Space works on. */
export interface SaltoContext {
  readonly store: SaltoStore;
  readonly switches: SaltoSwitches;
  readonly profile: SaltoProfile;
  readonly clock: Clock;
  /** Local time of the site. */
  readonly localTimeAt: (atMs: number) => SaltoLocalTime;
  readonly credentials: SaltoCredentials;
}
