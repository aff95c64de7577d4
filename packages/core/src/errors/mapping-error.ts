import { AcxError } from './acx-error';

/** Why a booking, or a part of it, has no permission. */
export type MappingProblem =
  | 'resource_not_mapped'
  | 'holder_not_known'
  | 'holder_not_linked'
  | 'no_holder_in_audience'
  | 'provider_not_known'
  | 'not_representable';

/** A part of a booking cannot be turned into a permission. Correct the directory or the booking; nothing is ever guessed. */
export class MappingError extends AcxError {
  readonly problem: MappingProblem;
  readonly bookingId: string;
  readonly providerId?: string;
  readonly place?: string;
  /** Whose part it is, by position among the booking's holders. */
  readonly holderIndex?: number;

  constructor(options: {
    problem: MappingProblem;
    bookingId: string;
    message: string;
    providerId?: string;
    place?: string;
    holderIndex?: number;
  }) {
    super({ code: 'mapping', message: options.message });
    this.problem = options.problem;
    this.bookingId = options.bookingId;
    this.providerId = options.providerId;
    this.place = options.place;
    this.holderIndex = options.holderIndex;
  }

  protected override details() {
    const { problem, bookingId, providerId, place, holderIndex } = this;
    return { problem, bookingId, providerId, place, holderIndex };
  }
}
