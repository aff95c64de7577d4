import { AcxError, type Effect } from './acx-error';

/**
 * Somebody else holds what this action needs: the slot at the vendor, the lane in the ledger, a newer revision.
 * Nothing was changed. It may succeed once the other has let go.
 */
export class ConflictError extends AcxError {
  /**
   * What is taken: `slot`, `lane`, `revision` or a provider's own word. `occupied`: the vendor has room for one right of this subject at this place,
   * and somebody else's is in it.
   */
  readonly what: string;

  constructor(options: { what: string; message: string; isRetryable?: boolean; effect?: Effect }) {
    super({ code: 'conflict', message: options.message, isRetryable: options.isRetryable, effect: options.effect });
    this.what = options.what;
  }

  protected override details() {
    return { what: this.what };
  }
}
