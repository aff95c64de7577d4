import assert from 'node:assert/strict';
import type { WaitingEvent } from '../../../ports/ledger';
import { accessEventOf } from '../delivery-rows';
import { minute } from '../ledger-rows';
import type { LedgerStage } from '../ledger-stage';
import type { LedgerSuite } from '../ledger-suite';

const SECRET = 'words-of-the-vendor-about-somebody';

/** Door events on their way to the host. */
export function inboxCases({ section, check }: LedgerSuite): void {
  section('door events', () => {
    check('wait in the order in which they came, in pages', async (stage) => {
      await add(stage, 'c', 'a', 'b');
      assert.deepEqual(await waitingIds(stage), ['c', 'a', 'b']);
      const [first] = await waiting(stage, { limit: 1 });
      assert.deepEqual(first?.event, accessEventOf('c'));
      const rest = await waiting(stage, { afterPosition: first?.position, limit: 1 });
      assert.deepEqual(
        rest.map(({ event }) => event.id),
        ['a'],
      );
      const end = await waiting(stage, { afterPosition: (await waiting(stage)).at(-1)?.position, limit: 9 });
      assert.deepEqual(end, []);
    });

    check('have positions that grow for ever: over deliveries, pruning and a reopening', async (stage) => {
      let last = 0;
      for (const id of ['a', 'b', 'c', 'd']) {
        await add(stage, id);
        const [only] = await waiting(stage);
        assert.ok(Number.isSafeInteger(only?.position), 'The position is no whole number.');
        assert.ok((only?.position ?? 0) > last, 'A position does not grow.');
        last = only?.position ?? last;
        await deliver(stage, id, 0);
        await stage.run((transaction) => transaction.prune(minute(1)));
        await stage.reopen();
      }
    });

    check('keep their position while others come and go', async (stage) => {
      await add(stage, 'a', 'b');
      const before = await waiting(stage);
      await deliver(stage, 'a', 0);
      await add(stage, 'c');
      await stage.reopen();
      assert.deepEqual((await waiting(stage))[0], before[1]);
    });

    check('keep their order when a transaction with them is undone', async (stage) => {
      await add(stage, 'a', 'b');
      const before = await waiting(stage);
      await stage.undo(async ({ events }) => {
        await events.markDelivered(accessEventOf('a'), minute(0));
        await events.add(accessEventOf('c'));
      });
      assert.deepEqual(await waiting(stage), before);
      await add(stage, 'd');
      assert.deepEqual(await waitingIds(stage), ['a', 'b', 'd']);
    });

    check('are added once, waiting or delivered; the id of another installation is another event', async (stage) => {
      await add(stage, 'a', 'a');
      await stage.run(({ events }) => events.add(accessEventOf('a', { type: 'denied', at: minute(99) })));
      assert.deepEqual(
        (await waiting(stage)).map(({ event }) => event),
        [accessEventOf('a')],
      );
      await deliver(stage, 'a', 0);
      await stage.reopen();
      await add(stage, 'a');
      assert.deepEqual(await waitingIds(stage), []);
      await stage.run(({ events }) => events.add(accessEventOf('a', { providerId: 'site-2' })));
      await stage.run(({ events }) => events.markDelivered(accessEventOf('never'), minute(0)));
      assert.deepEqual(await waitingIds(stage), ['a']);
    });

    check('are kept apart where installation and id run together', async (stage) => {
      for (const [providerId, id] of [
        ['a', 'b\nc'],
        ['a\nb', 'c'],
        ['a', 'B\nc'],
        ['a"', '"b'],
        ['a', '","b'],
      ] as const)
        await stage.run(({ events }) => events.add(accessEventOf(id, { providerId })));
      assert.equal((await waiting(stage)).length, 5);
    });

    check(
      'that are delivered are known until that instant is pruned, however old they are themselves',
      async (stage) => {
        await stage.run(({ events }) => events.add(accessEventOf('a', { at: minute(-10_000) })));
        await stage.run((transaction) => transaction.prune(minute(500)));
        assert.deepEqual(await waitingIds(stage), ['a']);
        await deliver(stage, 'a', 510);
        for (const before of [500, 510]) {
          await stage.run((transaction) => transaction.prune(minute(before)));
          await add(stage, 'a');
          assert.deepEqual(await waitingIds(stage), []);
        }
        await stage.run((transaction) => transaction.prune(minute(510 + 1 / 60_000)));
        await add(stage, 'a');
        assert.deepEqual(await waitingIds(stage), ['a']);
      },
    );

    check('leave nothing of their content once they are delivered or dropped', async (stage) => {
      const event = accessEventOf('a', { subject: 'card-1', raw: { words: SECRET } });
      await stage.run(async ({ events }) => {
        await events.add(event);
        await events.add({ ...event, id: 'b', subject: 'card-2' });
      });
      await stage.run(({ events }) => events.markDelivered(event, minute(0)));
      await stage.run(({ events }) => events.dropOfSubject({ providerId: 'site-1', subject: 'card-2', at: minute(0) }));
      await stage.assertNotHeld(SECRET);
      assert.deepEqual(await waitingIds(stage), []);
    });

    check('of one subject are dropped and do not come again; those of others stay', async (stage) => {
      const mine = accessEventOf('a', { subject: 'card-1' });
      await stage.run(async ({ events }) => {
        await events.add(mine);
        await events.add(accessEventOf('b', { subject: 'card-2' }));
        await events.add(accessEventOf('c'));
        await events.add(accessEventOf('a', { subject: 'card-1', providerId: 'site-2' }));
        await events.dropOfSubject({ providerId: 'site-1', subject: 'card-1', at: minute(10) });
        await events.add(mine);
      });
      const left = [
        ['site-1', 'b'],
        ['site-1', 'c'],
        ['site-2', 'a'],
      ];
      assert.deepEqual(
        (await waiting(stage)).map(({ event }) => [event.providerId, event.id]),
        left,
      );
      await stage.run((transaction) => transaction.prune(minute(10)));
      await stage.run(({ events }) => events.add(mine));
      assert.equal((await waiting(stage)).length, 3);
      await stage.run((transaction) => transaction.prune(minute(11)));
      await stage.run(({ events }) => events.add(mine));
      assert.equal((await waiting(stage)).length, 4);
    });

    check('that were delivered long ago are not made new by dropping those of their subject', async (stage) => {
      await stage.run(({ events }) => events.add(accessEventOf('a', { subject: 'card-1' })));
      await deliver(stage, 'a', 10);
      await stage.run(({ events }) => events.dropOfSubject({ providerId: 'site-1', subject: 'card-1', at: minute(0) }));
      await stage.run((transaction) => transaction.prune(minute(5)));
      await add(stage, 'a');
      assert.deepEqual(await waitingIds(stage), []);
    });
  });
}

function add({ run }: LedgerStage, ...ids: string[]): Promise<void> {
  return run(async ({ events }) => {
    for (const id of ids) await events.add(accessEventOf(id));
  });
}

function deliver({ run }: LedgerStage, id: string, at: number): Promise<void> {
  return run(({ events }) => events.markDelivered(accessEventOf(id), minute(at)));
}

function waiting(
  { run }: LedgerStage,
  page: { afterPosition?: number; limit: number } = { limit: 99 },
): Promise<WaitingEvent[]> {
  return run(({ events }) => events.listUndelivered(page));
}

async function waitingIds(stage: LedgerStage): Promise<string[]> {
  return (await waiting(stage)).map(({ event }) => event.id);
}
