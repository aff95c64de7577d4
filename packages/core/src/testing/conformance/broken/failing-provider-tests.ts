import type { ConformanceWorld } from '../conformance-world';
import { describeAccessProvider } from '../describe-access-provider';
import { failingTests } from '../failing-tests';

/** Titles of the tests of the suite of providers that fail. */
export function failingProviderTests(createWorld: () => Promise<ConformanceWorld>): Promise<string[]> {
  return failingTests((runner) => describeAccessProvider({ ...runner, name: 'on trial', createWorld }));
}
