import { AcxError, type Effect } from './acx-error';

/** Why no answer came. */
export type ConnectionFailure =
  | 'timeout'
  | 'refused'
  | 'reset'
  | 'dns'
  | 'tls'
  | 'aborted'
  | 'too_large'
  | 'network'
  /** The limit of calls left no room in time, so nothing was sent. Says nothing about the vendor. */
  | 'no_turn';

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
    const happened =
      options.reason === 'no_turn'
        ? `The limit of calls to ${options.providerId} left no room for ${options.operation} in time (no_turn); nothing was sent.`
        : `${options.providerId} gave no usable answer to ${options.operation} (${options.reason}); ${told}.`;
    super({
      code: 'connection',
      message: options.advice === undefined ? happened : `${happened} ${options.advice}`,
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
