import assert from 'node:assert/strict';
import type { AccessControl } from '../../../engine/access-control';
import { type HistoryStep, toBookingInput } from '../../laws/history-step';
import { lawManifests } from '../../laws/law-manifests';
import { createLawWorld, type LawWorld } from '../../laws/law-world';
import { deliver, heldBy } from '../../laws/messages';
import { comeToRest, createPlay, playStep } from '../../laws/play-history';
import { seeded } from '../../laws/seeded';
import { everyPair } from '../../laws/wanted-minutes';
import { createRandom } from '../../ledger/model/random';
import type { EngineSuite } from '../engine-suite';
import { drawDeliveries, drawHistory } from '../seeded-histories';

const STEPS = 12;

/** Random histories, on this ledger and in memory. Nothing goes wrong in them: whom trouble hits first is a matter of chance. */
export function historyCases({ section, check }: EngineSuite): void {
  section('histories', () => {
    const { seed, numRuns } = seeded(2);
    for (let run = 0; run < numRuns; run += 1) {
      const ownSeed = seed + run;
      const { title, manifest = {} } = lawManifests[ownSeed % lawManifests.length] ?? { title: '' };
      const where = `on a vendor with ${title} (ACX_SEED=${ownSeed})`;

      check(
        `end in the same rights for duplicated, reordered, delayed and lost inputs, ${where}`,
        async ({ connect }) => {
          const random = createRandom(ownSeed);
          const { newest, arrived } = drawDeliveries(random);
          const expected = createLawWorld({ manifest });
          for (const message of newest) await deliver(expected, message);
          await expected.access.runDue();
          const world = createLawWorld({ manifest, ledger: await connect() });
          for (const message of arrived) {
            await deliver(world, message);
            if (random.chance(40)) await world.access.runDue();
          }
          await world.access.runDue();
          assert.deepEqual(heldBy(world), heldBy(expected));
        },
      );

      check(`cost no call when every booking comes again, after a restart too, ${where}`, async (store) => {
        const world = createLawWorld({ manifest, ledger: await store.connect() });
        const play = createPlay();
        for (const step of drawHistory(createRandom(ownSeed), STEPS)) await playStep(world, play, step);
        const { calls } = world.vendor;
        for (const booking of play.bookings.values()) await world.access.putBooking(toBookingInput(booking));
        await world.access.runDue();
        world.restart(await store.reopen());
        await world.access.runDue();
        assert.equal(world.vendor.calls, calls);
      });

      check(`with two processes open and close the same doors as in memory, ${where}`, async ({ connect }) => {
        const history = drawHistory(createRandom(ownSeed), STEPS);
        const expected = createLawWorld({ manifest });
        const seenInMemory = await playWithTwo(expected, () => expected.restart(), history);
        const world = createLawWorld({ manifest, ledger: await connect() });
        const other = await connect();
        assert.deepEqual(await playWithTwo(world, () => world.restart(other), history), seenInMemory);
      });
    }
  });
}

/** Plays a history in which two processes take turns. Resolves with everything that can be seen of it, step by step. */
async function playWithTwo(
  world: LawWorld,
  startOther: () => void,
  history: readonly HistoryStep[],
): Promise<unknown[]> {
  const first = world.access;
  startOther();
  const second = world.access;
  const play = createPlay();
  const seen: unknown[] = [];
  for (const [index, step] of history.entries()) {
    const taking = { ...world, ledger: world.ledger, access: index % 2 === 0 ? first : second };
    await playStep(taking, play, step);
    for (const access of [first, second]) await access.runDue();
    seen.push(opening(world));
  }
  await comeToRest(world, play);
  for (const access of [first, second]) await access.runDue();
  for (const id of play.bookings.keys()) seen.push([id, await statesOf(first, id)]);
  seen.push(opening(world), heldBy(world));
  return seen;
}

function opening({ vendor }: LawWorld): unknown[] {
  return everyPair.filter((pair) => vendor.opens(pair));
}

async function statesOf(access: AccessControl, bookingId: string): Promise<string[]> {
  const { permissions } = await access.settled(bookingId, { timeoutMs: 0 });
  return permissions.map(({ place, status }) => `${place} ${status.state}`).sort();
}
