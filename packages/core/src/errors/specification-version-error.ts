import { AcxError } from './acx-error';

/** A provider was made for another version of the AccessProvider port. Install matching versions of core and the provider. */
export class SpecificationVersionError extends AcxError {
  readonly providerId: string;
  readonly found: string;

  constructor(options: { providerId: string; found: string; expected: string }) {
    super({
      code: 'specification_version',
      message: `Provider ${options.providerId} speaks ${options.found}, this core speaks ${options.expected}. Install matching versions.`,
    });
    this.providerId = options.providerId;
    this.found = options.found;
  }

  protected override details() {
    return { providerId: this.providerId, found: this.found };
  }
}
