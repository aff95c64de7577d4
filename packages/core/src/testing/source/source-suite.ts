import assert from 'node:assert/strict';
import type { BookingSource } from '../../ports/booking-source';
import type { DescribeTests, RunTest } from '../conformance/test-runner';
import { createSourceStage, type SourceStage } from './source-stage';
import type { SourceLever, SourceWorld } from './source-world';

/** What one test does in a fresh world. */
export type SourceTest = (stage: SourceStage) => Promise<void>;

/** What the sections of the suite are written with. */
export interface SourceSuite {
  /** A source to look at while tests are defined; it is closed when they run. */
  readonly source: BookingSource;
  section(title: string, define: () => void): void;
  check(title: string, test: SourceTest): void;
  /** A check that needs levers. Where the world cannot pull one, a test with the reason in its title stands in its place. */
  checkWith(levers: SourceLever | readonly SourceLever[], title: string, test: SourceTest): void;
}

/** Binds the sections to a test runner and a maker of worlds. */
export function createSourceSuite(options: {
  describe: DescribeTests;
  it: RunTest;
  createWorld: () => Promise<SourceWorld>;
  sample: SourceWorld;
}): SourceSuite {
  const { describe, it, createWorld, sample } = options;

  const check: SourceSuite['check'] = (title, test) => {
    it(title, async () => {
      const world = await createWorld();
      try {
        await test(createSourceStage(world));
      } finally {
        await world.close();
      }
    });
  };

  return {
    source: sample.source,
    section: (title, define) => void describe(title, define),
    check,
    checkWith(levers, title, test) {
      const needed = [levers].flat();
      const missing = needed.find((lever) => sample.cannot?.[lever] !== undefined);
      if (missing === undefined)
        return check(title, async (stage) => {
          for (const lever of needed)
            assert.ok(stage.vendor[lever], `The suite needs ${lever} from the world, or the reason why it cannot be.`);
          await test(stage);
        });
      const reason = sample.cannot?.[missing] ?? '';
      it(`${title} [not shown in this world, ${missing}: ${reason}]`, async () => {
        assert.notEqual(reason.trim(), '', `The world says that it cannot do ${missing}, without a reason.`);
      });
    },
  };
}
