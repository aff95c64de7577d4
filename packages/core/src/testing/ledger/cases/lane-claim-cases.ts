import assert from 'node:assert/strict';
import { gate, hall, laneMoves, namesOf, pool } from '../lane-moves';
import { minute } from '../ledger-rows';
import type { LedgerSuite } from '../ledger-suite';

/** Who works on a lane. */
export function laneClaimCases({ section, check }: LedgerSuite): void {
  section('claims of lanes', () => {
    check('are given from the instant on at which the lane is due, to one worker', async (stage) => {
      const { wake, claim } = laneMoves(stage);
      await wake(hall, 10);
      assert.deepEqual(await claim(9), []);
      const [taken, ...more] = await claim(10);
      assert.deepEqual(taken, { ...hall, token: taken?.token, expiresAt: minute(20), version: 0, failures: 0 });
      assert.ok(Number.isSafeInteger(taken?.token), 'The token is no whole number.');
      assert.deepEqual(more, []);
      await stage.reopen();
      assert.deepEqual(await claim(10), []);
    });

    check('are given for the earliest first, over all installations, at most as many as asked for', async (stage) => {
      const { wake, claim } = laneMoves(stage);
      await wake(pool, 3);
      await wake(gate, 2);
      await wake(hall, 1);
      assert.deepEqual(namesOf(await claim(5, { limit: 2 })), ['hall', 'gate']);
      assert.deepEqual(namesOf(await claim(5)), ['pool']);
    });

    check('mix what is due and what has run out by time', async (stage) => {
      const { wake, claim, claimOne } = laneMoves(stage);
      await wake(hall, 1);
      await claimOne(1, 8);
      await wake(pool, 7);
      await wake(gate, 9);
      assert.deepEqual(namesOf(await claim(10)), ['pool', 'hall', 'gate']);
    });

    check('keep to the room of each installation', async (stage) => {
      const { wake, claim } = laneMoves(stage);
      for (const providerId of ['site-1', 'site-2', 'site-3'])
        for (const lane of ['a', 'b', 'c']) await wake({ providerId, lane }, 1);
      const sitesOf = async (...asked: Parameters<typeof claim>) =>
        (await claim(...asked)).map(({ providerId }) => providerId).sort();
      const room = [
        ['site-1', 2],
        ['site-3', 0],
      ] as const;
      assert.deepEqual(await sitesOf(5, { room, defaultRoom: 1 }), ['site-1', 'site-1', 'site-2']);
      const none = [
        ['site-1', 0],
        ['site-2', -1],
      ] as const;
      assert.deepEqual(await sitesOf(5, { room: none, defaultRoom: 0 }), []);
      assert.deepEqual(await sitesOf(5, { room: none }), ['site-3', 'site-3', 'site-3']);
    });

    check('pass over an installation without room for lanes that are due later elsewhere', async (stage) => {
      const { wake, claim } = laneMoves(stage);
      for (const [index, lane] of ['a', 'b', 'c', 'd', 'e'].entries())
        await wake({ providerId: 'site-1', lane }, index);
      await wake(gate, 9);
      assert.deepEqual(namesOf(await claim(10, { room: [['site-1', 1]], limit: 2 })), ['a', 'gate']);
    });

    check('ask for the room of an installation by its id', async ({ run }) => {
      await run(({ lanes }) => lanes.wake(hall, minute(1)));
      const asked: string[] = [];
      const defaultRoomOf = (providerId: string): number => {
        asked.push(providerId);
        return 1;
      };
      const question = { now: minute(1), expiresAt: minute(9), limit: 9, room: new Map(), defaultRoomOf };
      assert.equal((await run(({ lanes }) => lanes.claimDue(question))).length, 1);
      assert.deepEqual([...new Set(asked)], ['site-1']);
    });

    check('that have run out are taken over from that instant on, and refused from then on', async (stage) => {
      const { wake, claim, claimOne, release, assertLost } = laneMoves(stage);
      await wake(hall, 1);
      const slow = await claimOne(1, 5);
      assert.deepEqual(await claim(4), []);
      const next = await claimOne(5);
      assert.ok(next.token > slow.token);
      await assertLost(slow);
      await stage.reopen();
      await assertLost(slow);
      await stage.run(({ lanes }) => lanes.fence(next));
      await release(next);
      await assertLost(next);
      await assertLost(slow);
    });

    check('that are late hold while nobody else has come', async (stage) => {
      const { wake, claimOne, release } = laneMoves(stage);
      await wake(hall, 1);
      const late = await claimOne(1, 5);
      await stage.run(({ lanes }) => lanes.fence(late));
      await release(late, { version: 4, failures: 2, dueAt: minute(9) });
      const { version, failures } = await claimOne(9);
      assert.deepEqual([version, failures], [4, 2]);
    });

    check('of a lane that nobody knows are refused', async (stage) => {
      await laneMoves(stage).assertLost({ ...hall, token: 1, expiresAt: minute(5), version: 0, failures: 0 });
    });

    check('that are lost change nothing by their release', async (stage) => {
      const { wake, claimOne, nextDueAt } = laneMoves(stage);
      await wake(hall, 1);
      const slow = await claimOne(1, 5);
      const next = await claimOne(5, 15);
      await stage.run(async ({ lanes }) => {
        await lanes.release(slow, { dueAt: minute(2), version: 99, failures: 99 }).catch(() => {});
      });
      assert.equal(await nextDueAt(), minute(15));
      await stage.run(({ lanes }) => lanes.fence(next));
      assert.deepEqual((await claimOne(15)).version, 0);
    });

    check('hold in the transaction that makes them, and count for nothing when it throws', async (stage) => {
      const { wake, claimOne } = laneMoves(stage);
      await wake(hall, 1);
      await stage.undo(async ({ lanes }) => {
        const asked = { now: minute(2), expiresAt: minute(9), limit: 9, room: new Map(), defaultRoomOf: () => 9 };
        const [claim] = await lanes.claimDue(asked);
        assert.ok(claim);
        await lanes.fence(claim);
        assert.deepEqual(await lanes.claimDue(asked), []);
      });
      await claimOne(2);
    });

    check('have a greater token every time, also after a reopening', async (stage) => {
      const { wake, claimOne, release } = laneMoves(stage);
      await wake(hall, 1);
      let token = 0;
      for (let round = 0; round < 6; round += 1) {
        const claim = await claimOne(round + 1);
        assert.ok(claim.token > token, 'A token does not grow.');
        token = claim.token;
        if (round % 2 === 0) await release(claim, { dueAt: minute(1) });
        else await release(claim).then(() => wake(hall, 1));
        if (round > 1) await stage.reopen();
      }
    });

    check('of lanes with names that run together are kept apart', async (stage) => {
      const { wake, claim } = laneMoves(stage);
      const lanes = [
        ['a', 'b\nc'],
        ['a\nb', 'c'],
        ['a', 'b/c'],
        ['a/b', 'c'],
        ['a', 'B'],
        ['A', 'b'],
        ['a"', '"b'],
      ] as const;
      for (const [index, [providerId, lane]] of lanes.entries()) await wake({ providerId, lane }, index);
      const claims = await claim(10);
      assert.deepEqual(
        claims.map(({ providerId, lane }) => [providerId, lane]),
        lanes,
      );
      assert.deepEqual(await stage.run((transaction) => transaction.lanes.listOfProvider('A')), [
        { providerId: 'A', lane: 'b' },
      ]);
    });
  });
}
