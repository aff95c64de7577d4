import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seeded } from '@acx/core/testing';
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { playKillHistory } from './__fixtures__/kill-history';
import { postgresLedger, sqliteLedger, type TestLedger } from './__fixtures__/ledger-settings';
import { buildWorker } from './__fixtures__/start-worker';

const { seed: firstSeed, numRuns } = seeded(1);
const seeds = Array.from({ length: Math.max(1, numRuns) }, (_, run) => firstSeed + run);

let folder: string;
beforeAll(buildWorker);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acx-many-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function expectExactRights(seed: number, workers: number, ledger: TestLedger): Promise<void> {
  try {
    const report = await playKillHistory({ seed, workers, folder, settings: ledger.settings });
    console.log(JSON.stringify(report));
    // Kills that hit nothing would prove nothing.
    expect(report.kills).toBeGreaterThanOrEqual(20);
    expect(report.killsInFlight).toBeGreaterThanOrEqual(8);
    expect(report.killsInCreates).toBeGreaterThanOrEqual(4);
    expect(report.exitCodes).toEqual(Array.from({ length: workers }, () => 0));
  } finally {
    await ledger.drop();
  }
}

describe('two workers on PostgreSQL that are killed again and again', () => {
  it.each(seeds)('leave every vendor with exactly what the bookings say (seed %i)', (seed) =>
    expectExactRights(seed, 2, postgresLedger(inject('databaseUrl'))),
  );
});

describe('one worker on SQLite that is killed again and again', () => {
  it.each(seeds)('leaves every vendor with exactly what the bookings say (seed %i)', (seed) =>
    expectExactRights(seed, 1, sqliteLedger(join(folder, 'ledger.db'))),
  );
});
