import type { Instant } from './instant';
import type { CredentialKind } from './permission';

/** A reader asks: may this credential pass this place now? */
export interface DecisionRequest {
  readonly credential: { readonly kind: Exclude<CredentialKind, 'linked'>; readonly value: string };
  readonly place: string;
  readonly at: Instant;
}

/** The answer. Anything unknown, late or unclear is `deny`. */
export interface Decision {
  readonly verdict: 'allow' | 'deny';
  /** Why, in a word that software can branch on. */
  readonly reason: string;
}
