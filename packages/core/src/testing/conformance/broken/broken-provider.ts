import type { FakeProviderOptions } from '../../fake/fake-provider-options';
import type { AlterProvider } from '../fake-world';

/** A provider with one fault, and the tests of the suite that must notice it. */
export interface BrokenProvider {
  /** What is wrong with it: `a provider that …`. */
  readonly name: string;
  readonly options?: Omit<FakeProviderOptions, 'vendor'>;
  readonly alter: AlterProvider;
  /** Beginnings of the titles of tests that must fail. */
  readonly caughtBy: readonly string[];
}
