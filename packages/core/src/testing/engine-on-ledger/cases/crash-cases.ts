import assert from 'node:assert/strict';
import { playWithCrash } from '../../laws/crash-life';
import { lawManifests } from '../../laws/law-manifests';
import { holdersLockedOut, strangersLetIn } from '../../laws/play-history';
import { seeded } from '../../laws/seeded';
import { createRandom } from '../../ledger/model/random';
import type { EngineSuite } from '../engine-suite';

/** The life that is played has more moments than this, on every vendor. */
const MOMENTS = 200;

/** A process that dies, and another one that opens the same ledger. */
export function crashCases({ section, check }: EngineSuite): void {
  section('a process that dies', () => {
    const { seed, numRuns } = seeded(6);
    const random = createRandom(seed);
    for (let run = 0; run < numRuns; run += 1) {
      const crashAt = 1 + Math.floor(((run + random.below(1_000) / 1_000) * MOMENTS) / numRuns);
      const { title, manifest = {} } = lawManifests[run % lawManifests.length] ?? { title: '' };
      check(
        `at moment ${crashAt} leaves exactly the wanted rights, on a vendor with ${title} (ACX_SEED=${seed})`,
        async ({ connect, reopen }) => {
          const ledgers = { first: await connect(), reopen };
          const { world, play, isCrashed } = await playWithCrash(manifest, crashAt, ledgers);
          assert.ok(isCrashed, 'The life was over before.');
          assert.deepEqual(strangersLetIn(world, play, manifest.nativeValidity === false ? 5 : 60), []);
          assert.deepEqual(holdersLockedOut(world, play), []);
          const rights = world.vendor.held().map(({ place, subject }) => `${place} ${subject}`);
          assert.deepEqual(rights, [...new Set(rights)]);
        },
      );
    }
  });
}
