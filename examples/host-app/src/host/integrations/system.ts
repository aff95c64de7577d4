import type { AccessProvider, BookingSource } from '@acx/core';
import type { SettingField, SystemDescription } from '../../contract/integrations';
import type { ConfiguredIntegration, FollowedRoom, Surroundings } from './configured-integration';

/** A kind of system that there are integrations for: its form, and what is made of a form that is filled in. */
export interface System {
  readonly description: SystemDescription;
  /** Field of the form for each option of the package, by the beginning of its path, where the two are called otherwise. */
  readonly fieldOfOption: Readonly<Record<string, string>>;
  /** @throws ConfigurationError that lists every wrong option. */
  createProvider?(integration: ConfiguredIntegration, surroundings: Surroundings): AccessProvider;
  /** @throws ConfigurationError that lists every wrong option. */
  createSource?(
    integration: ConfiguredIntegration,
    surroundings: Surroundings & { readonly rooms: readonly FollowedRoom[]; readonly hintsUrl: string },
  ): BookingSource;
}

export const addressField: SettingField = {
  ...{ name: 'baseUrl', label: 'Address', kind: 'url', isRequired: true },
  hint: 'For example https://access.example. Plain http only on this machine.',
};

export const timeZoneField: SettingField = {
  ...{ name: 'timeZone', label: 'Time zone', kind: 'text', isRequired: true },
  hint: 'For example Europe/Dublin.',
};
