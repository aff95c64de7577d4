import type { CallLimit } from '../../model/call-limit';
import type { Clock } from '../../ports/clock';
import type { FakeAnnounce } from './fake-hint-queue';

/** What kind of booking product the fake plays. */
export interface FakeBookingSourceOptions {
  readonly clock: Clock;
  /** Default `fake-bookings`. */
  readonly id?: string;
  /** The resources that the source is asked for; others may be booked too. Default `room-1` and `room-2`. */
  readonly resourceIds?: readonly string[];
  /** How many days after today are read. Default 1. */
  readonly daysAhead?: number;
  /** How many days one vendor call answers for. Default: all of a reading. */
  readonly daysPerCall?: number;
  /** IANA zone of the days. Default `UTC`. */
  readonly timeZone?: string;
  /** Whether changes can be announced. Default true. */
  readonly hints?: boolean;
  /** The part of the hints' address that nobody guesses. With another one, it has to be subscribed again. */
  readonly hintSecret?: string;
  /** Default `yes`. */
  readonly announce?: FakeAnnounce;
  /** What the source tells of the product's limit. Default: no limit is known. */
  readonly callLimit?: CallLimit;
}

/** The token that the fake booking product takes, when nothing else is said. */
export const FAKE_BOOKING_TOKEN = 'fake-token-5f1c9a7e';

/** The secret part of the hints' address, when nothing else is said. */
export const FAKE_HINT_SECRET = 'fake-secret-b8d3470c6e5f4a91';
