/**
 * Did the failed action take effect at the vendor?
 * `applied`: yes. `none`: no, it is safe to try again. `unknown`: nobody knows; read before trying again.
 */
export type Effect = 'applied' | 'none' | 'unknown';

/** A code that callers may branch on; one per error class. */
export type AcxErrorCode =
  | 'invalid_input'
  | 'configuration'
  | 'authentication'
  | 'provider_call'
  | 'connection'
  | 'response_validation'
  | 'unsupported_capability'
  | 'conflict'
  | 'mapping'
  | 'unsafe_plan'
  | 'webhook_verification'
  | 'specification_version';

/** What every error takes. The message must hold no PIN, card number, token, password, name or e-mail. */
export interface AcxErrorOptions {
  readonly code: AcxErrorCode;
  readonly message: string;
  readonly isRetryable?: boolean;
  readonly effect?: Effect;
  /** Only errors of our own making: a foreign error may carry requests with secrets in them. */
  readonly cause?: Error;
}

/** An error as plain JSON, fit for logs, the journal and answers to a browser. */
export interface AcxErrorJson {
  readonly name: string;
  readonly code: AcxErrorCode;
  readonly message: string;
  readonly isRetryable: boolean;
  readonly effect: Effect;
  readonly [detail: string]: string | number | boolean | readonly string[] | undefined;
}

const marker = Symbol.for('acx.error');

/**
 * Base of every error of this SDK. Branch on `code`, `isRetryable` and `effect`, not on the text.
 * Recognised by a global symbol, so `AcxError.isInstance` also holds across duplicate installs and across ESM and CommonJS.
 */
export abstract class AcxError extends Error {
  readonly code: AcxErrorCode;
  /** True when the same call may succeed later without anybody changing anything. */
  readonly isRetryable: boolean;
  readonly effect: Effect;

  constructor(options: AcxErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = options.code;
    this.isRetryable = options.isRetryable ?? false;
    this.effect = options.effect ?? 'none';
    Object.defineProperty(this, marker, { value: true });
  }

  /** True for every error of this SDK, whichever copy of it threw. */
  static isInstance(value: unknown): value is AcxError {
    return typeof value === 'object' && value !== null && marker in value;
  }

  /** Details of the class that are safe to show. */
  protected details(): Record<string, string | number | boolean | readonly string[] | undefined> {
    return {};
  }

  toJSON(): AcxErrorJson {
    const { name, code, message, isRetryable, effect } = this;
    return { ...this.details(), name, code, message, isRetryable, effect };
  }
}
