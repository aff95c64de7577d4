import { describe, expect, it } from 'vitest';
import { seeded } from '../laws/seeded';
import { formatFaultReport } from './fault-report';
import { memoryLedgerStore } from './memory-ledger-store';
import { playFaultHistories } from './play-fault-histories';

const FIRST_SEED = 567_436_588;
const HISTORIES_PER_PART = 500;
const PARTS = 4;

/**
 * Plays one part of the histories, 1 to 4, each in a test file of its own, so that processors share them. Always the same ones: `npm run soak`
 * plays others. With `ACX_SEED` the first part plays that one alone, because a seed tells everything, and the others nothing.
 */
export function describeFaultHistories(part: number): void {
  const { seed: given, numRuns } = seeded(HISTORIES_PER_PART);
  const isAlone = process.env['ACX_SEED'] !== undefined;
  const seed = isAlone ? given : FIRST_SEED + (part - 1) * numRuns;
  const count = isAlone ? 1 : numRuns;

  describe.skipIf(isAlone && part > 1)(`the fault world with the ledger in memory, part ${part} of ${PARTS}`, () => {
    it(`keeps every law in ${count} histories from seed ${seed} on`, async () => {
      const { broken } = await playFaultHistories({ seed, count, createLedger: memoryLedgerStore });
      expect(broken && formatFaultReport(broken)).toBeUndefined();
    }, 900_000);
  });
}
