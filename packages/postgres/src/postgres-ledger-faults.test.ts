import { formatFaultReport, playFaultHistories, seeded } from '@acx/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestSchema, type TestSchema } from './__fixtures__/test-schema';

let test: TestSchema;
beforeEach(() => {
  test = createTestSchema();
});
afterEach(() => test.drop());

/** Each worker has a ledger of its own on the one database. */
async function createLedger() {
  await test.open();
  return { connect: () => test.open(), close: () => test.clear() };
}

// Always the same histories; with `ACX_SEED` those from there on.
const FIRST_SEED = 94_742_041;

describe('the fault world, with the ledger in PostgreSQL', () => {
  const { seed: given, numRuns } = seeded(6);
  const seed = process.env['ACX_SEED'] === undefined ? FIRST_SEED : given;
  it(`keeps every law in ${numRuns} histories from seed ${seed} on`, async () => {
    const { broken } = await playFaultHistories({ seed, count: numRuns, createLedger });
    expect(broken && formatFaultReport(broken)).toBeUndefined();
  });
});
