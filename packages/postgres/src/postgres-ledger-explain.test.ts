import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ExplainedTask, explainTasks, ledgerTasks } from './__fixtures__/explain-ledger';
import { fillTables } from './__fixtures__/fill-tables';
import { createTestSchema, type TestSchema } from './__fixtures__/test-schema';

let test: TestSchema;
beforeEach(() => {
  test = createTestSchema();
});
afterEach(() => test.drop());

async function explain(permissions: number): Promise<ExplainedTask[]> {
  await test.open();
  await fillTables(test.pool, test.schema, permissions);
  return explainTasks(test.pool, (pool) => test.open({ pool }), ledgerTasks(permissions));
}

describe('what the engine asks again and again', () => {
  it('reads no table from end to end, and of 20 000 permissions only the pages that it needs', async () => {
    const tasks = await explain(20_000);
    expect(tasks.filter(({ scans }) => scans.length > 0)).toEqual([]);
    // The whole ledger has more than 3 000 pages here.
    expect(tasks.filter(({ pages }) => pages > 1_000)).toEqual([]);
    expect(tasks.every(({ pages }) => pages > 0)).toBe(true);
  });

  it('is seen to read a table from end to end where the indexes are missing', async () => {
    await test.open();
    for (const index of ['permissions_of_lane', 'permissions_of_subject'])
      await test.pool.query(`DROP INDEX "${test.schema}".${index}`);
    const tasks = await explain(20_000);
    expect(tasks.find(({ name }) => name === 'permissions of a lane')?.scans).toEqual(['permissions']);
  });
});
