/**
 * How a call to the fake vendor can go wrong.
 * `refused`: answered with a final no. `unavailable`: answered "not now", nothing done. `rate_limited`: answered "too many calls", nothing done.
 * `unreachable`: no connection, so nothing was sent. `lost`: sent, and no answer came. `aborted`: the caller gave up after it was sent.
 */
export type FakeWireFailureKind = 'refused' | 'unavailable' | 'rate_limited' | 'unreachable' | 'lost' | 'aborted';

/** Thrown by the fake vendor's wire. The fake provider turns it into an error of the SDK. */
export class FakeWireFailure extends Error {
  readonly kind: FakeWireFailureKind;
  readonly retryAfterMs?: number;

  constructor(kind: FakeWireFailureKind, retryAfterMs?: number) {
    super(`The fake vendor's wire failed: ${kind}.`);
    this.name = 'FakeWireFailure';
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}
