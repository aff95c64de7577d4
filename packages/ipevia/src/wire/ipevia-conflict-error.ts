import { ConflictError } from '@acx/core/provider';

/** iPevia refused a call because of other records: a card number that another credential has, or no room for one more. Nothing was changed. */
export class IpeviaConflictError extends ConflictError {
  readonly providerId: string;
  readonly operation: string;
  /** Name of the fault in the wire profile, for example `duplicatedIdentifier`. */
  readonly vendorCode: string;
  readonly #vendorText?: string;

  constructor(options: {
    providerId: string;
    operation: string;
    what: string;
    message: string;
    vendorCode: string;
    vendorText?: string;
    isRetryable?: boolean;
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
