import { seeded } from '../../laws/seeded';
import type { LedgerSuite } from '../ledger-suite';
import { playHistory } from '../model/play-history';
import { createRandom } from '../model/random';
import { type RandomTransaction, randomHistory } from '../model/random-history';
import { shortenHistory } from '../model/shorten-history';

const RUNS = 30;
const LONGEST = 40;

/** Random histories, compared with a model. */
export function historyCases({ section, checkWorlds }: LedgerSuite): void {
  section('histories', () => {
    const { seed, numRuns } = seeded(RUNS);
    checkWorlds(`answer everything like the model, at every step (ACX_SEED=${seed})`, async (createWorld) => {
      const play = async (history: readonly RandomTransaction[]): Promise<void> => {
        const world = await createWorld();
        try {
          await playHistory(world, history);
        } finally {
          await world.close();
        }
      };
      for (let run = 0; run < numRuns; run += 1) {
        // The short ones come first, so that what fails is short.
        const history = randomHistory(createRandom(seed + run), 1 + Math.floor((run * LONGEST) / numRuns));
        try {
          await play(history);
        } catch (cause) {
          const isFailing = (shorter: readonly RandomTransaction[]) =>
            play(shorter).then(
              () => false,
              () => true,
            );
          await play(await shortenHistory(history, isFailing));
          throw new Error('A history failed once, and not when it was played again.', { cause });
        }
      }
    });
  });
}
