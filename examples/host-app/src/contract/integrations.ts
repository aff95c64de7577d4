/** The systems that there are integrations for. */
export type SystemKind = 'ipassan' | 'salto' | 'ipevia' | 'bookings_one' | 'door_list' | 'visitors';

/** A field of an integration's form. */
export interface SettingField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'url' | 'secret' | 'number' | 'switch' | 'choice';
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly hint?: string;
  readonly isRequired: boolean;
}

/** `GET /api/integrations/kinds`. */
export interface SystemDescription {
  readonly kind: SystemKind;
  readonly name: string;
  readonly fields: readonly SettingField[];
  /** Door events come back from it, so that bookings can be checked in. */
  readonly hasCheckIns: boolean;
}

/** `GET /api/integrations`. */
export interface Integration {
  readonly id: string;
  readonly kind: SystemKind;
  readonly name: string;
  readonly isActive: boolean;
  /** Everything but secrets. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** Secrets that are set; they never come back. */
  readonly secretsSet: readonly string[];
  /** Whether entries become check-ins, and for which places; only where the system tells of entries. */
  readonly checkIns?: CheckInSettings;
}

/** "Check-in logs" of the vendors' guides. */
export interface CheckInSettings {
  readonly isOn: boolean;
  /** Where the system sends its events, with HTTP Basic authentication. */
  readonly webhookUrl?: string;
  readonly webhookEmail?: string;
  /** Write-only. */
  readonly webhookPasswordSet: boolean;
  readonly places: readonly { readonly place: string; readonly name: string; readonly isOn: boolean }[];
}

/** `POST /api/integrations`, `PUT /api/integrations/:id`. A secret that is left out stays as it is. */
export interface IntegrationInput {
  readonly kind: SystemKind;
  readonly name: string;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly checkIns?: {
    readonly isOn: boolean;
    readonly webhookEmail?: string;
    readonly webhookPassword?: string;
    readonly places?: Readonly<Record<string, boolean>>;
  };
}

/** `POST /api/integrations/:id/activate` and `/deactivate` take nothing. `DELETE /api/integrations/:id` needs it deactivated. */
export interface IntegrationChange {
  readonly integration: Integration;
  /** What happens now, in words. */
  readonly words: string;
}
