import assert from 'node:assert/strict';
import { gate, hall, laneMoves, pool } from '../lane-moves';
import { minute } from '../ledger-rows';
import type { LedgerSuite } from '../ledger-suite';

/** When a lane has work. */
export function laneDueCases({ section, check }: LedgerSuite): void {
  section('lanes that are due', () => {
    check('stay as early as they were first asked for', async (stage) => {
      const { wake, nextDueAt } = laneMoves(stage);
      for (const [at, due] of [
        [10, 10],
        [20, 10],
        [5, 5],
        [5, 5],
        [7, 5],
      ] as const) {
        await wake(hall, at);
        assert.equal(await nextDueAt(), minute(due));
      }
    });

    check('are still due when they were woken during the work', async (stage) => {
      const { wake, claim, claimOne, release, nextDueAt } = laneMoves(stage);
      await wake(hall, 1);
      const held = await claimOne(1);
      await wake(hall, 2);
      assert.deepEqual(await claim(3), []);
      await stage.reopen();
      await release(held, { dueAt: minute(50) });
      assert.equal(await nextDueAt(), minute(2));
      await claimOne(3);
    });

    check('are due when the worker said so, where they were woken for later', async (stage) => {
      const { wake, claimOne, release, nextDueAt } = laneMoves(stage);
      await wake(hall, 1);
      const held = await claimOne(1);
      await wake(hall, 60);
      await release(held, { dueAt: minute(50) });
      assert.equal(await nextDueAt(), minute(50));
    });

    check('are still due when they were woken for later and the worker said nothing', async (stage) => {
      const { wake, claimOne, release, nextDueAt } = laneMoves(stage);
      await wake(hall, 1);
      const held = await claimOne(1);
      await wake(hall, 60);
      await release(held);
      assert.equal(await nextDueAt(), minute(60));
    });

    check('are still due when they were woken for later and the worker is gone', async (stage) => {
      const { wake, claimOne, release, nextDueAt } = laneMoves(stage);
      await wake(hall, 1);
      await claimOne(1, 5);
      await wake(hall, 60);
      await release(await claimOne(5));
      assert.equal(await nextDueAt(), minute(60));
    });

    check('are not due any more once what they were woken for was handed out', async (stage) => {
      const { wake, claim, claimOne, release, nextDueAt } = laneMoves(stage);
      await wake(hall, 1);
      await claimOne(1, 5);
      await wake(hall, 2);
      // The second worker begins after the waking, so it does that work too.
      await release(await claimOne(5));
      assert.deepEqual([await nextDueAt(), await claim(1_000)], [undefined, []]);
    });

    check('are none once the work is done, and the lane stays known', async (stage) => {
      const { wake, claim, claimOne, release, nextDueAt } = laneMoves(stage);
      await wake(hall, 1);
      await release(await claimOne(1), { version: 3, failures: 1 });
      await stage.reopen();
      assert.deepEqual([await nextDueAt(), await claim(1_000)], [undefined, []]);
      assert.deepEqual(await stage.run(({ lanes }) => lanes.listOfProvider('site-1')), [hall]);
      await wake(hall, 4);
      const { version, failures } = await claimOne(4);
      assert.deepEqual([version, failures], [3, 1]);
    });

    check('are told without some installations, claims that run out included', async (stage) => {
      const { wake, claim, nextDueAt } = laneMoves(stage);
      assert.equal(await nextDueAt(), undefined);
      await wake(hall, 1);
      await wake(pool, 30);
      await wake(gate, 20);
      assert.deepEqual(
        [await nextDueAt(), await nextDueAt('site-1'), await nextDueAt('site-2'), await nextDueAt('site-1', 'site-2')],
        [minute(1), minute(20), minute(1), undefined],
      );
      await claim(1, { until: 8 });
      assert.equal(await nextDueAt(), minute(8));
    });

    check(
      'are told at the end of their claim when they were woken meanwhile: nobody gets them before',
      async (stage) => {
        const { wake, claimOne, nextDueAt } = laneMoves(stage);
        await wake(hall, 1);
        await claimOne(1, 8);
        await wake(hall, 2);
        assert.equal(await nextDueAt(), minute(8));
      },
    );

    check('are listed by installation, each once, claimed or not', async (stage) => {
      const { wake, claimOne } = laneMoves(stage);
      for (const lane of [hall, pool, gate, hall]) await wake(lane, 1);
      await stage.run(async ({ lanes }) => {
        const names = (await lanes.listOfProvider('site-1')).map(({ lane }) => lane);
        assert.deepEqual(names.sort(), ['hall', 'pool']);
        assert.deepEqual(await lanes.listOfProvider('site-2'), [gate]);
        assert.deepEqual(await lanes.listOfProvider('site'), []);
      });
      await wake(gate, 0);
      await stage.undo(({ lanes }) => lanes.wake({ providerId: 'site-3', lane: 'new' }, minute(0)));
      assert.equal((await claimOne(0)).lane, 'gate');
      assert.deepEqual(await stage.run(({ lanes }) => lanes.listOfProvider('site-3')), []);
    });
  });
}
