import type { IsOrdinaryDay } from '../convert/salto-day-type';

/** What composing goes by. */
export interface SaltoComposeRules {
  readonly providerId: string;
  /** Of the site. */
  readonly timeZone: string;
  readonly resolutionSeconds: number;
  readonly maximumIntervals: number;
  readonly horizonDays: number;
  readonly readyMinutes: number;
  /** Minutes after local midnight at which lapsed records are cleared. */
  readonly clearingMinutes: number;
  readonly isStrict: boolean;
  readonly hasExactPeriods: boolean;
  readonly isOrdinary: IsOrdinaryDay;
}
