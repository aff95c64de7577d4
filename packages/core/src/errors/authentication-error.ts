import { AcxError } from './acx-error';

/** The vendor refused our credentials. Not thrown for a missing permission of a known user: that is a ProviderCallError. */
export class AuthenticationError extends AcxError {
  readonly providerId: string;
  readonly operation: string;
  readonly status?: number;

  constructor(options: { providerId: string; operation: string; status?: number; message?: string }) {
    super({
      code: 'authentication',
      message:
        options.message ??
        `${options.providerId} refused the credentials during ${options.operation}; nothing was changed. Check the configured credentials.`,
    });
    this.providerId = options.providerId;
    this.operation = options.operation;
    this.status = options.status;
  }

  protected override details() {
    return { providerId: this.providerId, operation: this.operation, status: this.status };
  }
}
