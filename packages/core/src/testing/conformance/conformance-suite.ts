import assert from 'node:assert/strict';
import type { AccessProvider } from '../../ports/access-provider';
import type { ProviderCapabilities, Support } from '../../ports/capabilities';
import type { ConformanceWorld, WorldLever } from './conformance-world';
import { createStage, type Stage } from './stage';
import type { DescribeTests, RunTest } from './test-runner';

/** What one test does in a fresh world. */
export type StageTest = (stage: Stage) => Promise<void>;

/** What the sections of the suite are written with. */
export interface ConformanceSuite {
  /** The manifest of the provider under test. */
  readonly capabilities: ProviderCapabilities;
  /** A provider to look at while tests are defined; it is closed when they run. */
  readonly provider: AccessProvider;
  section(title: string, define: () => void): void;
  check(title: string, test: StageTest): void;
  /** A check that needs a lever. Where the world cannot pull it, a test with the reason in its title stands in its place. */
  checkWith(levers: WorldLever | readonly WorldLever[], title: string, test: StageTest): void;
  /** A check of what the manifest says yes to, or of how the provider deviates where it says no. */
  checkIf(support: Support, yes: { title: string; test: StageTest }, no: { title: string; test: StageTest }): void;
  /** Another world, for tests that need two. */
  createWorld(): Promise<ConformanceWorld>;
}

/** Binds the sections to a test runner and a maker of worlds. */
export function createConformanceSuite(options: {
  describe: DescribeTests;
  it: RunTest;
  createWorld: () => Promise<ConformanceWorld>;
  sample: ConformanceWorld;
}): ConformanceSuite {
  const { describe, it, createWorld, sample } = options;

  const check: ConformanceSuite['check'] = (title, test) => {
    it(title, async () => {
      const world = await createWorld();
      try {
        await test(createStage(world));
      } finally {
        await world.close();
      }
    });
  };

  return {
    capabilities: sample.provider.capabilities,
    provider: sample.provider,
    createWorld,
    section: (title, define) => {
      describe(title, define);
    },
    check,
    checkWith(levers, title, test) {
      const lever = [levers].flat().find((candidate) => sample.cannot?.[candidate] !== undefined);
      if (lever === undefined) return check(title, test);
      const reason = sample.cannot?.[lever] ?? '';
      it(`${title} [not shown in this world, ${lever}: ${reason}]`, async () => {
        assert.notEqual(reason.trim(), '', `The world says that it cannot do ${lever}, without a reason.`);
      });
    },
    checkIf(support, yes, no) {
      if (support.supported) check(yes.title, yes.test);
      else check(`${no.title} [${support.reason}]`, no.test);
    },
  };
}
