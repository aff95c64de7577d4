import { AcxError, type Effect } from './acx-error';

/** What a refused vendor call is told with. */
export interface ProviderCallErrorOptions {
  readonly providerId: string;
  readonly operation: string;
  readonly message: string;
  /** HTTP status, where there is one. */
  readonly status?: number;
  /** The vendor's own error or fault code, or the name our wire profile gives it. Never free text. */
  readonly vendorCode?: string;
  readonly retryAfterMs?: number;
  readonly isRetryable?: boolean;
  readonly effect?: Effect;
  /** The vendor's own words. They may hold personal data, so they never enter the message, JSON, logs or the journal. */
  readonly vendorText?: string;
}

/** The vendor answered, and the answer is no. Look at `vendorCode` and `status`; retry only when `isRetryable`. */
export class ProviderCallError extends AcxError {
  readonly providerId: string;
  readonly operation: string;
  readonly status?: number;
  readonly vendorCode?: string;
  readonly retryAfterMs?: number;
  readonly #vendorText?: string;

  constructor(options: ProviderCallErrorOptions) {
    super({
      code: 'provider_call',
      message: options.message,
      isRetryable: options.isRetryable,
      effect: options.effect,
    });
    this.providerId = options.providerId;
    this.operation = options.operation;
    this.status = options.status;
    this.vendorCode = options.vendorCode;
    this.retryAfterMs = options.retryAfterMs;
    this.#vendorText = options.vendorText;
  }

  /** The vendor's own words, for an installer's eyes only: they may hold personal data and must not be logged. */
  get vendorText(): string | undefined {
    return this.#vendorText;
  }

  protected override details() {
    const { providerId, operation, status, vendorCode, retryAfterMs } = this;
    return { providerId, operation, status, vendorCode, retryAfterMs };
  }
}
