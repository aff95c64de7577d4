import type { Instant } from './instant';
import type { JsonValue } from './json';

/** `granted`: the door decided yes. `denied`: it decided no. `taken`: somebody really passed. */
export type AccessEventType = 'granted' | 'denied' | 'taken';

/** What happened at a door, in one form for every vendor. Delivered at least once; equal `id` means the same event. */
export interface AccessEvent {
  readonly id: string;
  readonly type: AccessEventType;
  readonly providerId: string;
  readonly place: string;
  /** The vendor's identity of who it was, where the vendor says so. May be a card number: never log it. */
  readonly subject?: string;
  readonly at: Instant;
  /** True when somebody came in here: what a check-in rests on. Absent when it was a way out, a refusal, or cannot be told. */
  readonly isEntry?: boolean;
  /** Why it was denied, in the words of the decision. */
  readonly reason?: string;
  /** The vendor's own record, untouched. */
  readonly raw: JsonValue;
}
