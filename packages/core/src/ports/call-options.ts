import type { ProviderStorage } from './provider-storage';

/**
 * Waits until a request may leave under the limit of the installation. Awaited once before each request, a repeated one included; the wait is no
 * part of the request's own time-out.
 * @throws ConnectionError with the effect `none`: `aborted` when the signal ends the wait, `no_turn` when no turn came in time. Nothing may be
 * sent then.
 */
export type TakeTurn = (request: {
  /** Named in errors. */
  readonly operation: string;
  /** Ends the wait early, beside the signal of the call itself. */
  readonly signal?: AbortSignal;
}) => Promise<void>;

/** Options of every call that reaches the vendor. */
export interface CallOptions {
  /** Ends the call early; its effect is then `unknown` unless nothing had been sent. */
  readonly signal?: AbortSignal;
  /**
   * The provider's own durable memory. The engine gives it with every call, one per provider id, kept in the ledger. Whoever calls a
   * provider by hand that needs it passes `createMemoryProviderStorage()`, the same one every time.
   */
  readonly storage?: ProviderStorage;
  /**
   * Keeps the requests of the installation within `capabilities.callLimit`. The engine gives it with every call. Absent: nobody counts, and
   * requests leave at once.
   */
  readonly takeTurn?: TakeTurn;
}
