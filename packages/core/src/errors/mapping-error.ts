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

  constructor(options: {
    problem: MappingProblem;
    bookingId: string;
    message: string;
    providerId?: string;
    place?: string;
  }) {
    super({ code: 'mapping', message: options.message });
    this.problem = options.problem;
    this.bookingId = options.bookingId;
    this.providerId = options.providerId;
    this.place = options.place;
  }

  protected override details() {
    return { problem: this.problem, bookingId: this.bookingId, providerId: this.providerId, place: this.place };
  }
}
