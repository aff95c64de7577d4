import assert from 'node:assert/strict';
import type { GrantRecord } from '../../../ports/ledger-records';
import { grantOf } from '../ledger-rows';
import type { LedgerSuite } from '../ledger-suite';

const keysOf = (grants: readonly GrantRecord[]): string[] => grants.map(({ grantKey }) => grantKey).sort();
const SECRET = 'credential-4711-of-the-grant';

/** Grants. */
export function grantCases({ section, check }: LedgerSuite): void {
  section('grants', () => {
    check('are found by installation and key, in their lane and in their installation', async ({ run, reopen }) => {
      await run(async ({ grants }) => {
        await grants.save(grantOf('g1'));
        await grants.save(grantOf('g2', { lane: 'lane-2' }));
        await grants.save(grantOf('g1', { providerId: 'site-2', state: { n: 2 } }));
      });
      await reopen();
      await run(async ({ grants }) => {
        assert.deepEqual(await grants.find('site-1', 'g1'), grantOf('g1'));
        assert.deepEqual((await grants.find('site-2', 'g1'))?.state, { n: 2 });
        assert.equal(await grants.find('site-2', 'g2'), undefined);
        assert.deepEqual(keysOf(await grants.listOfLane({ providerId: 'site-1', lane: 'lane-1' })), ['g1']);
        assert.deepEqual(keysOf(await grants.listOfProvider('site-1')), ['g1', 'g2']);
        assert.deepEqual(await grants.listOfProvider('site'), []);
      });
    });

    check('are kept apart where the names run together', async ({ run }) => {
      const names: readonly (readonly [string, string])[] = [
        ...([
          ['a', 'b'],
          ['a"b', ''],
          ['a', '","b'],
          ['a\nb', 'c'],
          ['a', 'b\nc'],
          ['a/b', 'c'],
          ['a', 'b/c'],
        ] as const),
        ...([
          ['A', 'b'],
          ['a', 'B'],
          ['a', 'b '],
          ['', 'ab'],
          ['ab', ''],
        ] as const),
      ];
      await run(async ({ grants }) => {
        for (const [index, [providerId, name]] of names.entries())
          await grants.save(grantOf(name, { providerId, lane: name, state: { index } }));
        for (const [index, [providerId, name]] of names.entries()) {
          assert.deepEqual((await grants.find(providerId, name))?.state, { index });
          const inLane = await grants.listOfLane({ providerId, lane: name });
          assert.deepEqual(
            inLane.map(({ state }) => state),
            [{ index }],
          );
        }
      });
    });

    check('that have moved to another lane are in that one only', async ({ run }) => {
      await run(({ grants }) => grants.save(grantOf('g1')));
      await run(({ grants }) => grants.save(grantOf('g1', { lane: 'lane-2' })));
      await run(async ({ grants }) => {
        assert.deepEqual(await grants.listOfLane({ providerId: 'site-1', lane: 'lane-1' }), []);
        assert.equal((await grants.listOfLane({ providerId: 'site-1', lane: 'lane-2' })).length, 1);
        assert.equal((await grants.listOfProvider('site-1')).length, 1);
      });
    });

    check(
      'tell what was meant to come from nothing: no intent, an intended nothing, a state',
      async ({ run, reopen }) => {
        const wishes: readonly Partial<GrantRecord>[] = [
          {},
          { intended: null },
          { intended: {} },
          { intended: { n: 1 } },
        ];
        await run(async ({ grants }) => {
          for (const [index, wish] of wishes.entries())
            await grants.save(grantOf(`g${index}`, { certainty: 'unknown', ...wish }));
        });
        await reopen();
        for (const [index, wish] of wishes.entries()) {
          const found = await run(({ grants }) => grants.find('site-1', `g${index}`));
          assert.deepEqual(found, grantOf(`g${index}`, { certainty: 'unknown', ...wish }));
        }
      },
    );

    check('tell a state from none', async ({ run }) => {
      const { state: _, ...withoutState } = grantOf('g1');
      await run(async ({ grants }) => {
        await grants.save(withoutState);
        await grants.save(grantOf('g2', { state: {} }));
      });
      assert.deepEqual(await run(({ grants }) => grants.find('site-1', 'g1')), withoutState);
      assert.deepEqual((await run(({ grants }) => grants.find('site-1', 'g2')))?.state, {});
    });

    check('keep their issued credential sealed, through changes, until they are gone', async (stage) => {
      const issuedCredential = { kind: 'pin', value: SECRET } as const;
      const find = () => stage.run(({ grants }) => grants.find('site-1', 'g1'));
      for (const n of [1, 2]) {
        await stage.run(({ grants }) => grants.save(grantOf('g1', { state: { n }, issuedCredential })));
        await stage.assertNotHeld(SECRET);
        await stage.reopen();
        assert.deepEqual((await find())?.issuedCredential, issuedCredential);
        const [listed] = await stage.run(({ grants }) => grants.listOfProvider('site-1'));
        assert.deepEqual(listed?.issuedCredential, issuedCredential);
      }
      await stage.run(({ grants }) => grants.remove('site-1', 'g1'));
      await stage.assertNotHeld(SECRET);
      await stage.run(({ grants }) => grants.save(grantOf('g1')));
      assert.deepEqual(await find(), grantOf('g1'));
    });

    check('are gone from every list once they are removed, and an unknown one may be removed', async ({ run }) => {
      await run(async ({ grants }) => {
        for (const key of ['g1', 'g2']) await grants.save(grantOf(key));
        await grants.save(grantOf('g1', { providerId: 'site-2' }));
        await grants.remove('site-1', 'g1');
        await grants.remove('site-1', 'never');
      });
      await run(async ({ grants }) => {
        assert.equal(await grants.find('site-1', 'g1'), undefined);
        assert.deepEqual(keysOf(await grants.listOfProvider('site-1')), ['g2']);
        assert.deepEqual(keysOf(await grants.listOfProvider('site-2')), ['g1']);
      });
    });
  });
}
