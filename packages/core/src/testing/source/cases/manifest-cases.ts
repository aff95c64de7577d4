import assert from 'node:assert/strict';
import { SOURCE_SPECIFICATION_VERSION } from '../../../ports/booking-source';
import type { SourceSuite } from '../source-suite';

/** What the source says of itself is complete, and true. */
export function manifestCases({ section, check, source: sample }: SourceSuite): void {
  section('manifest', () => {
    check('speaks this version of the port', async ({ source }) => {
      assert.equal(source.specificationVersion, SOURCE_SPECIFICATION_VERSION);
    });

    check('has an id of its own, the same in every instance', async ({ source }) => {
      assert.notEqual(source.id.trim(), '');
      assert.equal(source.id, sample.id);
    });

    check('names every resource that it is asked for once', async ({ source }) => {
      for (const resourceId of source.resourceIds) assert.notEqual(resourceId.trim(), '', 'A resource has no name.');
      assert.equal(new Set(source.resourceIds).size, source.resourceIds.length, 'A resource is there twice.');
    });

    check('makes as many calls for a reading as it says', async (stage) => {
      const { source, vendor } = stage;
      assert.ok(Number.isInteger(source.callsPerRead) && source.callsPerRead >= 1, 'A reading costs a whole call.');
      await stage.book();
      // The first one may have to sign in.
      await stage.read();
      for (const resourceId of stage.resources) {
        const before = vendor.callsMade();
        await stage.read({ resourceId });
        assert.equal(vendor.callsMade() - before, source.callsPerRead, 'A reading costs another number of calls.');
      }
    });

    check('is tested in a world that is fit for it', async (stage) => {
      const { world, source } = stage;
      assert.ok(source.resourceIds.length >= 2, 'Two resources are needed.');
      assert.ok(new Set(world.people).size >= 4, 'Four people are needed.');
      for (const email of world.people) assert.ok(/^[^\sA-Z]+@[^\sA-Z]+$/.test(email), 'People are e-mail addresses.');
      for (const secret of world.secrets) assert.ok(secret.length >= 8, 'A secret is too short to be searched for.');
      for (const [lever, reason] of Object.entries(world.cannot ?? {}))
        assert.notEqual(reason.trim(), '', `The world cannot do ${lever}, without a reason.`);
      const { bookings, window } = await stage.read();
      assert.equal(bookings.length, 0, 'Something is booked in a fresh world.');
      assert.ok(stage.slot(4).endsAt <= window.endsAt, 'The clock starts too late in the day.');
    });
  });
}
