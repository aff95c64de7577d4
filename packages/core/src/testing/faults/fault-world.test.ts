import { describe, expect, it } from 'vitest';
import { seeded } from '../laws/seeded';
import { faultManifests } from './fault-manifests';
import { type FaultReport, formatFaultReport } from './fault-report';
import { memoryLedgerStore } from './memory-ledger-store';
import { playFaultHistories } from './play-fault-histories';
import { playFaultHistory } from './play-fault-history';

const createLedger = memoryLedgerStore;
// A seed alone tells everything: with `ACX_SEED` only that history is played. Without it always the same are; `npm run soak` plays others.
const isAlone = process.env['ACX_SEED'] !== undefined;
const FIRST_SEED = 567_436_588;

describe('the fault world, with the ledger in memory', () => {
  const { seed: given, numRuns } = seeded(150);
  const seed = isAlone ? given : FIRST_SEED;
  it(`keeps every law in ${isAlone ? 'the history' : `${numRuns} histories`} from seed ${seed} on`, async () => {
    const { broken } = await playFaultHistories({ seed, count: isAlone ? 1 : numRuns, createLedger });
    expect(broken && formatFaultReport(broken)).toBeUndefined();
  }, 600_000);

  it('plays the same history again from the same seed, whatever was played before', async () => {
    const options = { seed: 4_711, createLedger, size: 12 };
    expect(await playFaultHistory(options)).toEqual(await playFaultHistory(options));
  });

  it.each(faultManifests)('has trouble enough to mean something on a vendor with $title', async (manifest) => {
    const reports: FaultReport[] = [];
    for (let seed = 1; seed <= 6; seed += 1) reports.push(await playFaultHistory({ seed, createLedger, manifest }));
    const sum = (count: (report: (typeof reports)[number]) => number): number =>
      reports.reduce((total, report) => total + count(report), 0);
    expect(sum(({ crashes }) => crashes)).toBeGreaterThan(3);
    expect(sum(({ landed }) => landed)).toBeGreaterThan(40);
  });
});
