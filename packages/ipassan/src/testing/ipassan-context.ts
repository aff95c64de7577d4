import type { Clock } from '@acx/core/provider';
import type { IpassanProfile } from '../wire/ipassan-profile';
import type { IpassanStore } from './ipassan-state';
import type { IpassanSwitches } from './ipassan-switches';

/** What the Web API accepts at its token endpoint. */
export interface IpassanCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What every part of the simulated vendor works on. */
export interface IpassanContext {
  readonly store: IpassanStore;
  readonly switches: IpassanSwitches;
  readonly profile: IpassanProfile;
  readonly clock: Clock;
  readonly credentials: IpassanCredentials;
  readonly newUuid: () => string;
  /** Where PINs come from: whole numbers from 0 to 2³² − 1. */
  readonly newPinWord: () => number;
}
