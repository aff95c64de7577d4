import type { AccessEventType, Instant, JsonValue } from '@acx/core/provider';

/** What came of a door, by whichever way. May hold card numbers: never log it. */
export interface IpeviaDoorEvent {
  /** Equal for what is the same event. Holds everything the event says, so only a fingerprint of it may be seen. */
  readonly sameness: string;
  readonly type: AccessEventType;
  readonly at: Instant;
  /** Token of the access point. */
  readonly accessPoint?: string;
  /** Hexadecimal digits of a card in our format, in upper case. */
  readonly cardHex?: string;
  /** Token of the credential. */
  readonly credential?: string;
  /** Why it was denied, in a word of our own where there is one. */
  readonly reason?: string;
  /** As it came. */
  readonly raw: JsonValue;
}
