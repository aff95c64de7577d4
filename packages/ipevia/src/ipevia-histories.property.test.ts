import { describe, it } from 'vitest';
import { checkHistories, historiesWith } from './__fixtures__/ipevia-history';
import { ipeviaVariants } from './__fixtures__/ipevia-variants';

/** Every minute of every history the simulated barrier itself is asked. */
describe.each(ipeviaVariants)('random histories with $what', (variant) => {
  it('open the barrier for exactly those who have booked', () =>
    checkHistories(variant, historiesWith('no mishaps'), 100));

  it('end exact again after lost answers, outages, restarts and rights deleted by hand', () =>
    checkHistories(variant, historiesWith('mishaps'), 100));
});
