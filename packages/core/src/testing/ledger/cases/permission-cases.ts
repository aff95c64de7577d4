import assert from 'node:assert/strict';
import type { PermissionState } from '../../../model/permission-status';
import type { PermissionRecord } from '../../../ports/ledger-records';
import { minute, minutes, permissionOf } from '../ledger-rows';
import type { LedgerSuite } from '../ledger-suite';

const lane = { providerId: 'site-1', lane: 'lane-1' };
const subject = { providerId: 'site-1', place: 'gym-door', subject: 'card-1' };
const states: readonly PermissionState[] = [
  ...(['pending', 'scheduled', 'live', 'waiting', 'retrying', 'failed', 'withdrawing', 'ended'] as const),
];
const keysOf = (records: readonly PermissionRecord[]): string[] =>
  records.map(({ permission }) => permission.key).sort();

/** Permissions, and the ways to find them. */
export function permissionCases({ section, check }: LedgerSuite): void {
  section('permissions', () => {
    check('are in their lane until they have ended, and stay findable by booking and subject', async ({ run }) => {
      for (const state of states) {
        await run(({ permissions }) => permissions.save(permissionOf('b1', { state })));
        await run(async ({ permissions }) => {
          assert.equal((await permissions.listOfLane(lane)).length, state === 'ended' ? 0 : 1, state);
          assert.deepEqual(await permissions.listOfBooking('b1'), [permissionOf('b1', { state })]);
          assert.deepEqual(await permissions.listOfSubject(subject), [permissionOf('b1', { state })]);
        });
      }
    });

    check('are found by exactly their booking, lane and subject', async ({ run }) => {
      const mine = permissionOf('b1');
      const others = [
        permissionOf('b2', { subject: 'card-2', lane: 'lane-2' }),
        permissionOf('b2', { subject: 'card-2', providerId: 'site-2' }),
        permissionOf('b2', { providerId: 'site-2', lane: 'lane-2' }),
        permissionOf('b2', { place: 'pool-door', lane: 'lane-2' }),
      ];
      await run(async ({ permissions }) => {
        for (const record of [mine, ...others]) await permissions.save(record);
        assert.deepEqual(await permissions.listOfBooking('b1'), [mine]);
        assert.deepEqual(await permissions.listOfLane(lane), [mine]);
        assert.deepEqual(await permissions.listOfSubject(subject), [mine]);
        assert.deepEqual(keysOf(await permissions.listOfBooking('b2')), keysOf(others));
        assert.deepEqual(await permissions.listOfBooking('b'), []);
      });
    });

    check('that have moved to another lane are in that one only', async ({ run, reopen }) => {
      await run(({ permissions }) => permissions.save(permissionOf('b1')));
      await run(({ permissions }) => permissions.save(permissionOf('b1', { lane: 'lane-2' })));
      await reopen();
      await run(async ({ permissions }) => {
        assert.deepEqual(await permissions.listOfLane(lane), []);
        assert.equal((await permissions.listOfLane({ ...lane, lane: 'lane-2' })).length, 1);
      });
    });

    check('are gone from every list once they are removed, and an unknown one may be removed', async ({ run }) => {
      const [mine, other] = [permissionOf('b1'), permissionOf('b2')];
      await run(async ({ permissions }) => {
        for (const record of [mine, other]) await permissions.save(record);
        await permissions.remove(mine.permission.key);
        await permissions.remove('never');
      });
      await run(async ({ permissions }) => {
        assert.deepEqual(await permissions.listOfBooking('b1'), []);
        assert.deepEqual(await permissions.listOfLane(lane), [other]);
        assert.deepEqual(await permissions.listOfSubject(subject), [other]);
      });
    });

    check('name the places and subjects of an installation, each once, without what has ended', async ({ run }) => {
      await run(async ({ permissions }) => {
        await permissions.save(permissionOf('b1', { subject: 'card-1' }));
        await permissions.save(permissionOf('b2', { subject: 'card-1', state: 'withdrawing' }));
        await permissions.save(permissionOf('b3', { subject: 'card-2', place: 'pool-door', state: 'failed' }));
        await permissions.save(permissionOf('b4', { subject: 'card-3', place: 'hall-door', state: 'ended' }));
        await permissions.save(permissionOf('b5', { subject: 'card-4', providerId: 'site-2' }));
      });
      const { places, subjects } = await run(({ permissions }) => permissions.listIdentitiesOfProvider('site-1'));
      assert.deepEqual(
        [[...places].sort(), [...subjects].sort()],
        [
          ['gym-door', 'pool-door'],
          ['card-1', 'card-2'],
        ],
      );
      assert.deepEqual(await run(({ permissions }) => permissions.listIdentitiesOfProvider('site-9')), {
        places: [],
        subjects: [],
      });
    });
  });

  section('permissions that are not in place', () => {
    const asked = { now: minute(30), startsBefore: minute(90), limit: 99 };

    check('are those that are pending, retrying or withdrawing', async ({ run }) => {
      for (const state of states) {
        await run(({ permissions }) => permissions.save(permissionOf('b1', { state })));
        const found = await run(({ permissions }) => permissions.listNotInPlace(asked));
        assert.equal(found.length, ['pending', 'retrying', 'withdrawing'].includes(state) ? 1 : 0, state);
      }
    });

    check('are those that were expected more than a minute ago', async ({ run }) => {
      for (const state of ['scheduled', 'waiting'] as const)
        for (const [expected, count] of [
          [40, 0],
          [30, 0],
          [29, 0],
          [29 - 1 / 60_000, 1],
          [10, 1],
        ] as const) {
          await run(({ permissions }) => permissions.save(permissionOf('b1', { state, expectedAt: minute(expected) })));
          const found = await run(({ permissions }) => permissions.listNotInPlace(asked));
          assert.equal(found.length, count, `${state}, expected at minute ${expected}`);
        }
    });

    check('are open ones whatever was expected of them', async ({ run }) => {
      for (const state of ['pending', 'retrying', 'withdrawing'] as const) {
        await run(({ permissions }) => permissions.save(permissionOf('b1', { state, expectedAt: minute(40) })));
        assert.equal((await run(({ permissions }) => permissions.listNotInPlace(asked))).length, 1, state);
      }
    });

    check('are those whose time, buffer included, comes before the instant', async ({ run }) => {
      const bufferedWindow = minutes(80, 120);
      await run(({ permissions }) =>
        permissions.save(permissionOf('b1', { window: minutes(100, 120), bufferedWindow })),
      );
      for (const [startsBefore, count] of [
        [79, 0],
        [80, 0],
        [80 + 1 / 60_000, 1],
        [200, 1],
      ] as const) {
        const question = { ...asked, startsBefore: minute(startsBefore) };
        assert.equal((await run(({ permissions }) => permissions.listNotInPlace(question))).length, count);
      }
    });

    check('are listed even when their time is over', async ({ run }) => {
      await run(({ permissions }) => permissions.save(permissionOf('b1', { state: 'withdrawing' })));
      const late = { ...asked, now: minute(10_000), startsBefore: minute(10_001) };
      assert.equal((await run(({ permissions }) => permissions.listNotInPlace(late))).length, 1);
    });

    check('come with the earliest start first, of all installations, and no more than asked for', async ({ run }) => {
      const starts = [50, 20, 80, 10, 70, 30, 60, 40];
      await run(async ({ permissions }) => {
        for (const [index, start] of starts.entries())
          await permissions.save(
            permissionOf(`b${index}`, { providerId: `site-${index % 3}`, window: minutes(start, 200 - start) }),
          );
      });
      for (const limit of [1, 3, 99]) {
        const found = await run(({ permissions }) => permissions.listNotInPlace({ ...asked, limit }));
        assert.deepEqual(
          found.map(({ permission }) => permission.window.startsAt),
          [...starts]
            .sort((a, b) => a - b)
            .slice(0, limit)
            .map(minute),
        );
      }
    });
  });
}
