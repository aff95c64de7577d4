import { AcxError } from './acx-error';

/** The installation cannot do what was asked, and says why. Ask for something else, or map the place to another provider. */
export class UnsupportedCapabilityError extends AcxError {
  readonly providerId: string;
  readonly capability: string;
  readonly reason: string;

  constructor(options: { providerId: string; capability: string; reason: string }) {
    super({
      code: 'unsupported_capability',
      message: `${options.providerId} cannot do this (${options.capability}): ${options.reason}`,
    });
    this.providerId = options.providerId;
    this.capability = options.capability;
    this.reason = options.reason;
  }

  protected override details() {
    return { providerId: this.providerId, capability: this.capability, reason: this.reason };
  }
}
