import type { ParsedBooking, SourceProblem } from '@acx/core/provider';

/** A problem of one booking, before it is known which resource and which id it is told with. */
export type BookingsOneFinding = Pick<SourceProblem, 'problem' | 'message'>;

/** What one item of a daily list comes to. Equal content gives equal JSON. */
export type BookingsOneListing =
  | {
      readonly state: 'listed';
      /** As core takes it, with the id that it has there. */
      readonly booking: ParsedBooking;
      readonly findings: readonly BookingsOneFinding[];
    }
  | { readonly state: 'released' | 'withheld' | 'unreadable'; readonly findings: readonly BookingsOneFinding[] };
