import type { ProviderStorage } from './provider-storage';

/** Options of every call that reaches the vendor. */
export interface CallOptions {
  /** Ends the call early; its effect is then `unknown` unless nothing had been sent. */
  readonly signal?: AbortSignal;
  /**
   * The provider's own durable memory. The engine gives it with every call, one per provider id, kept in the ledger. Whoever calls a
   * provider by hand that needs it passes `createMemoryProviderStorage()`, the same one every time.
   */
  readonly storage?: ProviderStorage;
}
