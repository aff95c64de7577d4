import { describe, expect, it } from 'vitest';
import { seeded } from '../laws/seeded';
import { formatFaultReport } from './fault-report';
import { memoryLedgerStore } from './memory-ledger-store';
import { playFaultHistories } from './play-fault-histories';

// A file of its own, so that two processors share the histories. Always the same ones; `npm run soak` plays others.
const FIRST_SEED = 1_018_443_927;

describe.skipIf(process.env['ACX_SEED'] !== undefined)('the fault world, the other half of the histories', () => {
  const { numRuns } = seeded(150);
  it(`keeps every law in ${numRuns} more histories from seed ${FIRST_SEED} on`, async () => {
    const { broken } = await playFaultHistories({ seed: FIRST_SEED, count: numRuns, createLedger: memoryLedgerStore });
    expect(broken && formatFaultReport(broken)).toBeUndefined();
  }, 600_000);
});
