import { failingTests } from '../../conformance/failing-tests';
import { describeBookingSource } from '../describe-booking-source';
import type { SourceWorld } from '../source-world';

/** Titles of the tests of the suite of sources that fail. */
export function failingSourceTests(createWorld: () => Promise<SourceWorld>): Promise<string[]> {
  return failingTests((runner) => describeBookingSource({ ...runner, name: 'on trial', createWorld }));
}
