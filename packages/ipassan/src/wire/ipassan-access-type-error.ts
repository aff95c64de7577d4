import { type AcxError, ProviderCallError } from '@acx/core/provider';
import type { IpassanAccessKey } from './ipassan-person';

/**
 * A person was written, but their access is not what was asked for. `ignored`: iPassan answered with success and left the profile out, as
 * it does with an unknown profile uuid. `unconfirmed`: reading the person back failed, see `cause`. The effect is `applied`: do not create
 * the person again, correct the profile uuid and update `personUuid`.
 */
export class IpassanAccessTypeError extends ProviderCallError {
  readonly problem: 'ignored' | 'unconfirmed';
  /** The person that was written. */
  readonly personUuid: string;
  /** The keys of `accessType` that are not as asked for. */
  readonly keys: readonly IpassanAccessKey[];

  constructor(options: {
    providerId: string;
    operation: string;
    personUuid: string;
    keys: readonly IpassanAccessKey[];
    cause?: AcxError;
  }) {
    const { providerId, operation, personUuid, keys, cause } = options;
    const names = keys.map((key) => `accessType[${key}]`).join(', ');
    const found =
      cause === undefined
        ? `iPassan ignored ${names}: it does not know the access profile. Use a profile uuid of this site.`
        : `reading back ${names} failed, so the access is not confirmed. Read the person and compare.`;
    super({
      providerId,
      operation,
      message: `${providerId}: the person was written by ${operation}, but ${found}`,
      vendorCode: cause === undefined ? 'access_type_ignored' : 'access_type_unconfirmed',
      isRetryable: cause?.isRetryable ?? false,
      effect: 'applied',
    });
    this.problem = cause === undefined ? 'ignored' : 'unconfirmed';
    this.personUuid = personUuid;
    this.keys = keys;
    if (cause !== undefined) this.cause = cause;
  }

  protected override details() {
    return { ...super.details(), problem: this.problem, keys: this.keys };
  }
}
