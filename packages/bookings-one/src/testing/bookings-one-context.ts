import type { Clock } from '@acx/core/provider';
import type { BookingsOneProfile } from '../wire/bookings-one-profile';
import type { BookingsOneCallbackQueue } from './bookings-one-callback-queue';
import type { BookingsOneStore } from './bookings-one-state';
import type { BookingsOneSwitches } from './bookings-one-switches';

/** What every part of the simulated vendor works on. */
export interface BookingsOneContext {
  readonly store: BookingsOneStore;
  readonly switches: BookingsOneSwitches;
  readonly profile: BookingsOneProfile;
  readonly clock: Clock;
  /** IANA time zone of the reception. */
  readonly timeZone: string;
  /** What is taken. */
  readonly tokens: Set<string>;
  readonly callbacks: BookingsOneCallbackQueue;
  /** An id of digits. */
  readonly newId: () => string;
  readonly newRegistrationCode: () => string;
}
