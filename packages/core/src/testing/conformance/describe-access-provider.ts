import { applyCases } from './cases/apply-cases';
import { compositionCases } from './cases/composition-cases';
import { compositionTimeCases } from './cases/composition-time-cases';
import { eventCases } from './cases/event-cases';
import { failureCases } from './cases/failure-cases';
import { foreignRightCases } from './cases/foreign-right-cases';
import { lifecycleCases } from './cases/lifecycle-cases';
import { listingCases } from './cases/listing-cases';
import { lostAnswerCases } from './cases/lost-answer-cases';
import { manifestCases } from './cases/manifest-cases';
import { privacyCases } from './cases/privacy-cases';
import { purityCases } from './cases/purity-cases';
import { pushEventCases } from './cases/push-event-cases';
import { rightCases } from './cases/right-cases';
import { spellingCases } from './cases/spelling-cases';
import { type ConformanceSuite, createConformanceSuite } from './conformance-suite';
import type { ConformanceWorld } from './conformance-world';
import type { DescribeTests, RunTest } from './test-runner';

/** What the suite needs: a test runner by shape, and a maker of worlds. */
export interface ConformanceOptions {
  /** `describe` of the test runner. */
  readonly describe: DescribeTests;
  /** `it` of the test runner. */
  readonly it: RunTest;
  /** Name of the provider, for the titles. */
  readonly name: string;
  /** Makes a fresh provider with a vendor of its own. Called once while tests are defined and at least once per test. */
  readonly createWorld: () => Promise<ConformanceWorld>;
}

const sections: readonly ((suite: ConformanceSuite) => void)[] = [
  manifestCases,
  purityCases,
  spellingCases,
  compositionCases,
  compositionTimeCases,
  rightCases,
  applyCases,
  foreignRightCases,
  failureCases,
  lostAnswerCases,
  listingCases,
  eventCases,
  pushEventCases,
  privacyCases,
  lifecycleCases,
];

/**
 * The contract of `AccessProvider` as tests. They read the provider's manifest: where it says no, the deviation is tested instead and the
 * reason stands in the title. What came of a change is asked of the vendor itself, never of the provider.
 */
export function describeAccessProvider({ describe, it, name, createWorld }: ConformanceOptions): void {
  describe(`AccessProvider: ${name}`, async () => {
    const sample = await createWorld();
    try {
      const suite = createConformanceSuite({ describe, it, createWorld, sample });
      for (const define of sections) define(suite);
    } finally {
      await sample.close();
    }
  });
}
