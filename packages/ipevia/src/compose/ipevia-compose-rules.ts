import type { IpeviaCardRules } from '../card/ipevia-card-number';
import type { IpeviaForm } from '../convert/ipevia-grant-state';

/** What composing goes by. */
export interface IpeviaComposeRules {
  readonly providerId: string;
  /** The one place that this installation opens. */
  readonly site: string;
  readonly card: IpeviaCardRules;
  readonly form: IpeviaForm;
  /** The vendor opens and closes by itself, so a right is written ahead. Otherwise it is written at its start and taken away at its end. */
  readonly hasValidity: boolean;
  readonly horizonDays: number;
}
