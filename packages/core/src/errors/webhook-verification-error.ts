import { AcxError } from './acx-error';

/** A pushed message could not be proved to come from the vendor. It was not stored. */
export class WebhookVerificationError extends AcxError {
  readonly providerId: string;

  constructor(options: { providerId: string; message: string }) {
    super({ code: 'webhook_verification', message: options.message });
    this.providerId = options.providerId;
  }

  protected override details() {
    return { providerId: this.providerId };
  }
}
