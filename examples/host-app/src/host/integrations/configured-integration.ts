import type { Clock, Logger } from '@acx/core';
import type { CheckInSettings, SystemKind } from '../../contract/integrations';

/** The values of a form. */
export type Settings = Readonly<Record<string, string | number | boolean>>;

/** An integration as its system needs it: secrets opened, and what the host adds. */
export interface ConfiguredIntegration {
  readonly id: string;
  readonly kind: SystemKind;
  readonly settings: Settings;
  readonly secrets: Readonly<Record<string, string>>;
  readonly checkIns?: Pick<CheckInSettings, 'isOn' | 'webhookEmail'> & { readonly webhookPassword?: string };
}

/** What the host gives to every installation. */
export interface Surroundings {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Other processes decide at the same doors. */
  readonly isShared: boolean;
}

/** A resource of ours that a source has under a name of its own. */
export interface FollowedRoom {
  readonly resource: string;
  readonly resourceId: string;
  readonly timeZone: string;
}
