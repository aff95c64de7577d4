import assert from 'node:assert/strict';
import { SPECIFICATION_VERSION } from '../../../ports/access-provider';
import type { Support } from '../../../ports/capabilities';
import type { ConformanceSuite } from '../conformance-suite';

/** The manifest is complete, explained, and true. */
export function manifestCases({ section, check, checkIf, capabilities, provider }: ConformanceSuite): void {
  section('manifest', () => {
    check('speaks this version of the port', async (stage) => {
      assert.equal(stage.provider.specificationVersion, SPECIFICATION_VERSION);
      assert.notEqual(stage.provider.id, '');
    });

    check('gives a reason for every no', async (stage) => {
      const { nativeValidity, readBack, repeatableCreate, listing, marker, deciding, events } =
        stage.provider.capabilities;
      const answers: Record<string, Support> = {
        nativeValidity,
        readBack,
        repeatableCreate,
        listing,
        marker,
        deciding,
        events,
      };
      for (const [name, support] of Object.entries(answers))
        if (!support.supported) assert.ok(support.reason.trim().length > 3, `${name} says no without a reason.`);
    });

    check('states numbers that can be worked with', async (stage) => {
      const { resolutionSeconds, maximumMinutes, windowsPerGrant, horizonMinutes } = stage.provider.capabilities;
      const { changesPerCall, concurrentLanes, nativeValidity } = stage.provider.capabilities;
      for (const count of [resolutionSeconds, windowsPerGrant, changesPerCall, concurrentLanes])
        assert.ok(count >= 1, 'A count or a resolution was below 1.');
      assert.ok(maximumMinutes === undefined || maximumMinutes * 60 >= resolutionSeconds);
      assert.ok(horizonMinutes >= 0);
      assert.ok(nativeValidity.supported || horizonMinutes === 0, 'Only a vendor that knows dates has a horizon.');
    });

    check('names what it opens, for whom and with what', async (stage) => {
      const { placeKind, subjectKind, credentialKinds } = stage.provider.capabilities;
      assert.notEqual(placeKind.trim(), '');
      assert.notEqual(subjectKind.trim(), '');
      assert.ok(credentialKinds.length > 0, 'There is no kind of credential.');
      assert.equal(new Set(credentialKinds).size, credentialKinds.length);
    });

    for (const [method, support] of [
      ['readGrants', capabilities.readBack],
      ['listGrants', capabilities.listing],
      ['decide', capabilities.deciding],
    ] as const)
      checkIf(
        support,
        {
          title: `has ${method}, as the manifest says`,
          test: async (stage) => assert.equal(typeof stage.provider[method], 'function'),
        },
        {
          title: `has no ${method}`,
          test: async (stage) => assert.equal(stage.provider[method], undefined),
        },
      );

    check('has the same manifest and id in every instance', async (stage) => {
      assert.deepEqual(stage.provider.capabilities, capabilities);
      assert.equal(stage.provider.id, provider.id);
    });

    check('is tested in a world that is fit for it', async ({ world }) => {
      assert.ok(new Set(world.subjects).size >= 2, 'Two subjects are needed.');
      assert.ok(world.places.length >= 1, 'A place is needed.');
      assert.equal(new Set(world.places).size, world.places.length, 'A place is there twice.');
      for (const subject of world.subjects)
        assert.ok(subject.length >= 6, 'A subject is too short to be searched for in errors.');
      for (const [lever, reason] of Object.entries(world.cannot ?? {}))
        assert.notEqual(reason.trim(), '', `The world cannot do ${lever}, without a reason.`);
    });
  });
}
