import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histories, playHistory } from './__fixtures__/salto-history';

const seed = process.env.ACX_SEED === undefined ? Date.now() % 2 ** 31 : Number(process.env.ACX_SEED);
const numRuns = 1000 * Number(process.env.ACX_RUNS ?? 1);

describe('bookings of two apartments for two zones, played by the engine against the simulated doors', () => {
  it(`open every minute that is booked and no other, ${numRuns} histories (seed ${seed})`, async () => {
    const told = await fc.check(fc.asyncProperty(histories, playHistory), { seed, numRuns });
    expect(told.failed ? fc.defaultReportMessage(told) : 'held').toBe('held');
  }, 600_000);
});
