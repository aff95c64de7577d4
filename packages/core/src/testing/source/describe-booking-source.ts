import type { DescribeTests, RunTest } from '../conformance/test-runner';
import { bookingCases } from './cases/booking-cases';
import { changeCases } from './cases/change-cases';
import { doubtCases } from './cases/doubt-cases';
import { hintCases } from './cases/hint-cases';
import { manifestCases } from './cases/manifest-cases';
import { outageCases } from './cases/outage-cases';
import { peopleCases } from './cases/people-cases';
import { sourceHealthCases } from './cases/source-health-cases';
import { sourcePrivacyCases } from './cases/source-privacy-cases';
import { strayHintCases } from './cases/stray-hint-cases';
import { windowCases } from './cases/window-cases';
import { createSourceSuite, type SourceSuite } from './source-suite';
import type { SourceWorld } from './source-world';

/** What the suite needs: a test runner by shape, and a maker of worlds. */
export interface SourceConformanceOptions {
  /** `describe` of the test runner. */
  readonly describe: DescribeTests;
  /** `it` of the test runner. */
  readonly it: RunTest;
  /** Name of the source, for the titles. */
  readonly name: string;
  /** Makes a fresh source with a booking product of its own. Called once while tests are defined and at least once per test. */
  readonly createWorld: () => Promise<SourceWorld>;
}

const sections: readonly ((suite: SourceSuite) => void)[] = [
  manifestCases,
  bookingCases,
  windowCases,
  peopleCases,
  changeCases,
  doubtCases,
  outageCases,
  hintCases,
  strayHintCases,
  sourcePrivacyCases,
  sourceHealthCases,
];

/**
 * The contract of `BookingSource` as tests. Bookings are made, moved and taken back in the booking product itself; what the source reads
 * must follow. What a booking product cannot be brought to do stands in the title of a test, with the reason.
 */
export function describeBookingSource({ describe, it, name, createWorld }: SourceConformanceOptions): void {
  describe(`BookingSource: ${name}`, async () => {
    const sample = await createWorld();
    try {
      const suite = createSourceSuite({ describe, it, createWorld, sample });
      for (const define of sections) define(suite);
    } finally {
      await sample.close();
    }
  });
}
