import { createSeededWords } from './bookings-one-seeded-words';
import type { BookingsOneCallbackSwitches } from './bookings-one-switches';

/**
 * Callbacks that are lost, repeated and late, for the switch `callbacks`. What happens to a callback follows from seed and number alone.
 * @param options.loss Share of lost ones, 0 to 1. Default 0.
 * @param options.repetition Share of repeated ones, 0 to 1. Default 0.
 * @param options.longestDelayMs They are late by 0 to this. Default 0. More than the time between two of them changes their order.
 */
export function createSeededMischief(options: {
  seed: number;
  loss?: number;
  repetition?: number;
  longestDelayMs?: number;
}): Pick<BookingsOneCallbackSwitches, 'isLost' | 'isRepeated' | 'delayMs'> {
  const { seed, loss = 0, repetition = 0, longestDelayMs = 0 } = options;
  // three independent shares of 1 for each number
  const shareOf = (number: number, which: 0 | 1 | 2): number =>
    createSeededWords(Math.imul(seed, 0x9e3779b1) + number * 3 + which)() / 2 ** 32;
  return {
    isLost: ({ number }) => shareOf(number, 0) < loss,
    isRepeated: ({ number }) => shareOf(number, 1) < repetition,
    delayMs: ({ number }) => Math.floor(shareOf(number, 2) * (longestDelayMs + 1)),
  };
}
