import * as fc from 'fast-check';
import type { HistoryStep } from './history-step';
import type { MinuteBooking } from './wanted-minutes';

const bookingIds = ['b1', 'b2', 'b3', 'b4', 'b5'];

const fiveMinutes = (from: number, to: number): fc.Arbitrary<number> =>
  fc.integer({ min: from / 5, max: to / 5 }).map((step) => step * 5);

/** A booking within the next hours, on a grid of five minutes. */
export const anyBooking: fc.Arbitrary<MinuteBooking> = fc
  .record({
    id: fc.constantFrom(...bookingIds),
    resourceId: fc.constantFrom('gym' as const, 'hall' as const, 'car-park' as const),
    startMinute: fiveMinutes(-30, 180),
    length: fiveMinutes(5, 60),
    holderIds: fc.subarray(['ada', 'ben', 'cleo'] as const, { minLength: 1 }),
  })
  .map(({ length, ...booking }) => ({ ...booking, endMinute: booking.startMinute + length }));

const ordinaryStep: fc.Arbitrary<HistoryStep> = fc.oneof(
  { weight: 6, arbitrary: anyBooking.map((booking) => ({ type: 'put' as const, booking })) },
  { weight: 2, arbitrary: fc.constantFrom(...bookingIds).map((id) => ({ type: 'cancel' as const, id })) },
  { weight: 4, arbitrary: fiveMinutes(5, 40).map((minutes) => ({ type: 'advance' as const, minutes })) },
);

const trouble: fc.Arbitrary<HistoryStep> = fc.oneof(
  fc.boolean().map((isOut) => ({ type: 'outage' as const, isOut })),
  fc.constantFrom('drop_answer', 'drop_request', 'rate_limit', 'restart').map((type) => ({ type }) as const),
);

/** Histories in which nothing goes wrong. */
export const quietHistory: fc.Arbitrary<readonly HistoryStep[]> = fc.array(ordinaryStep, {
  minLength: 1,
  maxLength: 14,
});

/** Histories full of trouble. */
export const roughHistory: fc.Arbitrary<readonly HistoryStep[]> = fc.array(
  fc.oneof({ weight: 3, arbitrary: ordinaryStep }, { weight: 2, arbitrary: trouble }),
  { minLength: 1, maxLength: 20 },
);
