import { AcxError, type Effect } from './acx-error';

/** Why no answer came. */
export type ConnectionFailure = 'timeout' | 'refused' | 'reset' | 'dns' | 'tls' | 'aborted' | 'too_large' | 'network';

/** No usable answer came from the vendor. Always retryable, except when the caller aborted or the certificate is not trusted. */
export class ConnectionError extends AcxError {
  readonly providerId: string;
  readonly operation: string;
  readonly reason: ConnectionFailure;

  /** @param options.advice What to do, where more is known than the reason says. No personal data. */
  constructor(options: {
    providerId: string;
    operation: string;
    reason: ConnectionFailure;
    effect: Effect;
    advice?: string;
  }) {
    const told = options.effect === 'none' ? 'nothing was changed' : 'it is not known whether it took effect';
    super({
      code: 'connection',
      message: `${options.providerId} gave no usable answer to ${options.operation} (${options.reason}); ${told}.${options.advice === undefined ? '' : ` ${options.advice}`}`,
      isRetryable: options.reason !== 'aborted' && options.reason !== 'tls',
      effect: options.effect,
    });
    this.providerId = options.providerId;
    this.operation = options.operation;
    this.reason = options.reason;
  }

  protected override details() {
    return { providerId: this.providerId, operation: this.operation, reason: this.reason };
  }
}
