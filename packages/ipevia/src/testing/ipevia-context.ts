import type { Clock } from '@acx/core/provider';
import type { IpeviaProfile } from '../wire/ipevia-profile';
import type { IpeviaLocalDays } from './ipevia-local-days';
import type { IpeviaLog } from './ipevia-operator-log';
import type { IpeviaStore } from './ipevia-state';
import type { IpeviaSwitches } from './ipevia-switches';

/** The API user of the site. */
export interface IpeviaLogin {
  readonly user: string;
  readonly password: string;
}

/** What every part of the simulated controller works on. */
export interface IpeviaContext {
  readonly store: IpeviaStore;
  readonly switches: IpeviaSwitches;
  readonly profile: IpeviaProfile;
  readonly clock: Clock;
  readonly credentials: IpeviaLogin;
  /** Dates of the site, for when only dates count. */
  readonly localDays: IpeviaLocalDays;
  readonly log: IpeviaLog;
  /** 36 characters, never the same twice. */
  readonly newId: () => string;
}
