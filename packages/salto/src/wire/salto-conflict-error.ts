import { ConflictError } from '@acx/core/provider';

/** Space refused a call because of somebody else: a door or user that is being edited, an id or a card that is taken. Nothing was changed. */
export class SaltoConflictError extends ConflictError {
  readonly providerId: string;
  readonly operation: string;
  /** SHIP's error code, for example `101`. */
  readonly vendorCode: string;
  readonly #vendorText?: string;

  constructor(options: {
    providerId: string;
    operation: string;
    what: string;
    message: string;
    vendorCode: string;
    isRetryable: boolean;
    vendorText?: string;
  }) {
    super(options);
    this.providerId = options.providerId;
    this.operation = options.operation;
    this.vendorCode = options.vendorCode;
    this.#vendorText = options.vendorText;
  }

  /** The vendor's own words, for an installer's eyes only: they may hold personal data and must not be logged. */
  get vendorText(): string | undefined {
    return this.#vendorText;
  }

  protected override details() {
    const { providerId, operation, vendorCode } = this;
    return { ...super.details(), providerId, operation, vendorCode };
  }
}
