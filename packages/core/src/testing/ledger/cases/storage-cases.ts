import assert from 'node:assert/strict';
import type { JsonValue } from '../../../model/json';
import type { LedgerStage } from '../ledger-stage';
import type { LedgerSuite } from '../ledger-suite';

/** What providers remember. */
export function storageCases({ section, check }: LedgerSuite): void {
  section('the storage of providers', () => {
    check('holds a value once there is one, and tells its version', async (stage) => {
      const { read, set } = keyOf(stage);
      assert.equal(await read(), undefined);
      assert.equal(await set(undefined, { slots: [1, null] }), true);
      await stage.reopen();
      const stored = await read();
      assert.deepEqual(stored?.value, { slots: [1, null] });
      assert.ok(Number.isSafeInteger(stored?.version), 'The version is no whole number.');
      assert.deepEqual(await read(), stored);
      assert.equal(await set(stored?.version, 0), true);
      assert.equal((await read())?.value, 0);
    });

    check('tells a stored null from nothing', async (stage) => {
      const { read, set } = keyOf(stage);
      await set(undefined, null);
      assert.equal((await read())?.value, null);
      assert.equal(await set(undefined, 1), false);
      assert.equal(await set((await read())?.version, undefined), true);
      assert.equal(await read(), undefined);
    });

    check('stores nothing for who has read something else', async (stage) => {
      const { read, set } = keyOf(stage);
      for (const version of [0, 1, 2]) assert.equal(await set(version, 'a'), false);
      assert.equal(await read(), undefined);
      await set(undefined, 'b');
      const former = (await read())?.version;
      await set(former, 'c');
      const before = await read();
      for (const version of [undefined, former, (before?.version ?? 0) + 1, -1])
        for (const value of ['d', undefined]) assert.equal(await set(version, value), false);
      assert.deepEqual(await read(), before);
    });

    check('gives another version to every change, also to the same value', async (stage) => {
      const { read, set } = keyOf(stage);
      const seen = new Set<number | undefined>([undefined]);
      for (let round = 0; round < 5; round += 1) {
        assert.equal(await set((await read())?.version, 'same'), true);
        const version = (await read())?.version;
        assert.ok(!seen.has(version), 'A version comes again.');
        seen.add(version);
        if (round > 2) await stage.reopen();
      }
    });

    check('never takes a key that was removed and made again for the one that was read', async (stage) => {
      const { read, set } = keyOf(stage);
      const seen = new Set<number | undefined>([undefined]);
      for (let round = 0; round < 6; round += 1) {
        await set(undefined, 'same');
        const version = (await read())?.version;
        assert.ok(!seen.has(version), 'A version comes again.');
        seen.add(version);
        assert.equal(await set(version, undefined), true);
        assert.equal(await read(), undefined);
        if (round > 2) await stage.reopen();
        for (const old of seen) if (old !== undefined) assert.equal(await set(old, 'late'), false);
      }
    });

    check('is one for each provider and key, to the letter', async (stage) => {
      const names = [
        ...([
          ['a', 'b'],
          ['a', 'B'],
          ['A', 'b'],
          ['a"', '"b'],
          ['a', '","b'],
          ['a\nb', 'c'],
          ['a', 'b\nc'],
        ] as const),
        ...([
          ['', 'ab'],
          ['ab', ''],
          ['a', 'é'],
          ['a', 'e\u0301'],
          ['a', 'x'.repeat(200)],
          ['a', 'x'.repeat(199)],
        ] as const),
        ...([
          ['a', '😀'],
          ['a', ' b'],
          ['a', 'b '],
          ['a', 'provider/b/%2F'],
        ] as const),
      ];
      for (const [index, name] of names.entries())
        assert.equal(await keyOf(stage, ...name).set(undefined, index), true);
      for (const [index, name] of names.entries()) assert.equal((await keyOf(stage, ...name).read())?.value, index);
      const { read, set } = keyOf(stage, 'a', 'b');
      await set((await read())?.version, undefined);
      for (const [index, name] of names.slice(1).entries())
        assert.equal((await keyOf(stage, ...name).read())?.value, index + 1);
    });

    check('sees its own changes in a transaction, one after the other', async ({ run }) => {
      await run(async ({ storage }) => {
        const read = () => storage.read('site-1', 'slots');
        await storage.compareAndSet('site-1', 'slots', { expectedVersion: undefined, value: 1 });
        const first = await read();
        assert.equal(
          await storage.compareAndSet('site-1', 'slots', { expectedVersion: first?.version, value: 2 }),
          true,
        );
        assert.equal(
          await storage.compareAndSet('site-1', 'slots', { expectedVersion: first?.version, value: 3 }),
          false,
        );
        assert.equal((await read())?.value, 2);
      });
    });

    check('is as before when the transaction throws', async (stage) => {
      const { read, set } = keyOf(stage);
      await set(undefined, 'kept');
      const before = await read();
      await stage.undo(async ({ storage }) => {
        const change = { expectedVersion: before?.version, value: undefined };
        assert.equal(await storage.compareAndSet('site-1', 'slots', change), true);
        assert.equal(await storage.compareAndSet('site-1', 'other', { expectedVersion: undefined, value: 1 }), true);
      });
      assert.deepEqual(await read(), before);
      assert.equal(await keyOf(stage, 'site-1', 'other').read(), undefined);
      assert.equal(await set(before?.version, 'next'), true);
    });
  });
}

/** One key, each call in a transaction of its own. */
function keyOf({ run }: LedgerStage, providerId = 'site-1', key = 'slots') {
  return {
    read: () => run(({ storage }) => storage.read(providerId, key)),
    set: (expectedVersion: number | undefined, value: JsonValue | undefined) =>
      run(({ storage }) => storage.compareAndSet(providerId, key, { expectedVersion, value })),
  };
}
