import assert from 'node:assert/strict';
import { gate, hall, laneMoves, namesOf, pool } from '../lane-moves';
import { minute } from '../ledger-rows';
import type { LedgerSuite } from '../ledger-suite';

/** Which of many lanes is worked on first. */
export function laneUrgencyCases({ section, check }: LedgerSuite): void {
  section('urgent lanes', () => {
    check('are handed out before those that have been due for longer, over all installations', async (stage) => {
      const { wake, claim } = laneMoves(stage);
      await wake({ providerId: 'site-1', lane: 'attic' }, 0);
      await wake(hall, 1, 50);
      await wake(pool, 2, 20);
      await wake(gate, 3, 30);
      await wake({ providerId: 'site-2', lane: 'cellar' }, 4);
      assert.deepEqual(namesOf(await claim(5, { limit: 2 })), ['pool', 'gate']);
      assert.deepEqual(namesOf(await claim(5)), ['hall', 'attic', 'cellar']);
    });

    check('are the first that an installation has room for', async (stage) => {
      const { wake, claim } = laneMoves(stage);
      for (const [index, lane] of ['a', 'b', 'c', 'd'].entries()) {
        await wake({ providerId: 'site-1', lane }, index, 90 - index);
        await wake({ providerId: 'site-2', lane: `${lane}${lane}` }, index, 50 + index);
      }
      assert.deepEqual(namesOf(await claim(5, { defaultRoom: 1 })), ['aa', 'd']);
      assert.deepEqual(namesOf(await claim(5, { room: [['site-2', 0]], limit: 2 })), ['c', 'b']);
    });

    check('are handed out by when they are due where they are as urgent as each other', async (stage) => {
      const { wake, claim } = laneMoves(stage);
      await wake(hall, 3, 20);
      await wake(pool, 1, 20);
      await wake(gate, 2, 20);
      assert.deepEqual(namesOf(await claim(5)), ['pool', 'gate', 'hall']);
    });

    check('wait until they are due', async (stage) => {
      const { wake, claim, nextDueAt } = laneMoves(stage);
      await wake(hall, 10, 1);
      await wake(pool, 4, 99);
      assert.equal(await nextDueAt(), minute(4));
      assert.deepEqual(namesOf(await claim(9)), ['pool']);
      assert.deepEqual(namesOf(await claim(10)), ['hall']);
    });

    check('tell since when they are urgent: the earliest that was asked for, whenever they are due', async (stage) => {
      const { wake, claimOne, nextDueAt } = laneMoves(stage);
      for (const [at, urgentAt] of [
        [5, undefined],
        [6, 40],
        [5, 20],
        [7, 30],
        [8, undefined],
      ] as const)
        await wake(hall, at, urgentAt);
      await stage.undo(({ lanes }) => lanes.wake(hall, minute(5), minute(3)));
      await stage.reopen();
      assert.equal(await nextDueAt(), minute(5));
      assert.equal((await claimOne(9)).urgentAt, minute(20));
    });

    check('stay urgent when their worker is gone', async (stage) => {
      const { wake, claim, claimOne } = laneMoves(stage);
      await wake(hall, 1, 50);
      await claimOne(1, 5);
      await wake(pool, 2, 60);
      await stage.reopen();
      const claims = await claim(6);
      assert.deepEqual(
        claims.map(({ lane, urgentAt }) => [lane, urgentAt]),
        [
          ['hall', minute(50)],
          ['pool', minute(60)],
        ],
      );
    });

    check('are as urgent as their worker says afterwards', async (stage) => {
      const { wake, claimOne, release } = laneMoves(stage);
      await wake(hall, 1, 20);
      await release(await claimOne(1), { dueAt: minute(2), urgentAt: minute(70) });
      const again = await claimOne(2);
      assert.equal(again.urgentAt, minute(70));
      await release(again, { dueAt: minute(3) });
      await stage.reopen();
      const last = await claimOne(3);
      assert.equal(last.urgentAt, undefined);
      assert.ok(!('urgentAt' in last), 'A claim that nobody waits for names no instant.');
    });

    check('stay urgent when they were woken during the work', async (stage) => {
      const { wake, claimOne, release } = laneMoves(stage);
      await wake(hall, 1, 40);
      const first = await claimOne(1);
      await wake(hall, 2, 30);
      await release(first, { dueAt: minute(60), urgentAt: minute(90) });
      const second = await claimOne(3);
      assert.equal(second.urgentAt, minute(30));
      await wake(hall, 4, 50);
      await stage.reopen();
      await release(second, { urgentAt: minute(20) });
      assert.equal((await claimOne(5)).urgentAt, minute(20));
    });

    check('are found among the thousand that have been due for longest', async (stage) => {
      const { wake, claim } = laneMoves(stage);
      await stage.run(async ({ lanes }) => {
        for (let index = 1; index < 1_000; index += 1)
          await lanes.wake({ providerId: 'site-1', lane: `lane-${index}` }, minute(index), minute(5_000 - index));
      });
      await wake(hall, 1_000, 1_001);
      assert.deepEqual(namesOf(await claim(1_001, { limit: 3, defaultRoom: 4 })), ['hall', 'lane-999', 'lane-998']);
    });
  });
}
