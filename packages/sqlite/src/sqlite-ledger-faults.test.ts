import { formatFaultReport, playFaultHistories, seeded } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { createSqliteLedger } from './create-sqlite-ledger';

/** One file, in memory, that all workers of a history share; it outlives them. */
async function createLedger() {
  const ledger = await createSqliteLedger({ path: ':memory:', allowUnsealedCredentials: true });
  return { connect: async () => ledger, close: () => ledger.close() };
}

// Always the same histories; with `ACX_SEED` those from there on.
const FIRST_SEED = 1_477_771_080;

describe('the fault world, with the ledger in SQLite', () => {
  const { seed: given, numRuns } = seeded(60);
  const seed = process.env['ACX_SEED'] === undefined ? FIRST_SEED : given;
  it(`keeps every law in ${numRuns} histories from seed ${seed} on`, async () => {
    const { broken } = await playFaultHistories({ seed, count: numRuns, createLedger });
    expect(broken && formatFaultReport(broken)).toBeUndefined();
  });
});
