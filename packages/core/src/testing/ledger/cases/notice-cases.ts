import assert from 'node:assert/strict';
import { failureNoticeOf, invitationOf, noticeOf } from '../delivery-rows';
import { minute } from '../ledger-rows';
import type { LedgerStage } from '../ledger-stage';
import type { LedgerSuite } from '../ledger-suite';

const SECRET = 'credential-0815-of-the-notice';

/** Notices. */
export function noticeCases({ section, check }: LedgerSuite): void {
  section('notices', () => {
    check('wait in the order in which they came, whatever their id and instant', async (stage) => {
      for (const [id, at] of [
        ['n3', 5],
        ['n1', 9],
        ['n2', 1],
      ] as const)
        await stage.run(({ notices }) => notices.add(noticeOf(id, minute(at))));
      assert.deepEqual(await waitingIds(stage), ['n3', 'n1', 'n2']);
      assert.deepEqual(await waitingIds(stage, 2), ['n3', 'n1']);
      await stage.reopen();
      await stage.run(({ notices }) => notices.add(noticeOf('n0', minute(0))));
      assert.deepEqual(await waitingIds(stage), ['n3', 'n1', 'n2', 'n0']);
    });

    check('keep their order when a transaction that took one is undone', async (stage) => {
      for (const id of ['n1', 'n2', 'n3']) await stage.run(({ notices }) => notices.add(noticeOf(id, minute(1))));
      await stage.undo(({ notices }) => notices.markDelivered('n1'));
      assert.deepEqual(await waitingIds(stage), ['n1', 'n2', 'n3']);
    });

    check('are added once by id: the first one stays as it is', async (stage) => {
      await stage.run(({ notices }) => notices.add(noticeOf('n1', minute(1))));
      await stage.run(({ notices }) => notices.add(invitationOf('n1', 'b1', { at: minute(9) })));
      assert.deepEqual(await stage.run(({ notices }) => notices.listUndelivered(9)), [noticeOf('n1', minute(1))]);
    });

    check('are offered until they are delivered, and their id stays known', async (stage) => {
      await stage.run(async ({ notices }) => {
        for (const id of ['n1', 'n2']) await notices.add(noticeOf(id, minute(1)));
        await notices.markDelivered('n1');
        await notices.markDelivered('never');
      });
      await stage.reopen();
      await stage.run(({ notices }) => notices.add(noticeOf('n1', minute(9))));
      assert.deepEqual(await waitingIds(stage), ['n2']);
      await stage.run(({ notices }) => notices.markDelivered('n1'));
      assert.deepEqual(await waitingIds(stage), ['n2']);
    });

    check('whose delivery was undone are offered again, with their credential', async (stage) => {
      const notice = invitationOf('n1', 'b1', { value: SECRET });
      await stage.run(({ notices }) => notices.add(notice));
      await stage.undo(({ notices }) => notices.markDelivered('n1'));
      await stage.reopen();
      assert.deepEqual(await stage.run(({ notices }) => notices.listUndelivered(9)), [notice]);
    });

    check('keep their credential until they are delivered, and not longer', async (stage) => {
      const notice = invitationOf('n1', 'b1', { value: SECRET });
      await stage.run(({ notices }) => notices.add(notice));
      await stage.reopen();
      assert.deepEqual(await stage.run(({ notices }) => notices.listUndelivered(9)), [notice]);
      await stage.run(({ notices }) => notices.markDelivered('n1'));
      await stage.assertNotHeld(SECRET);
      await stage.run(({ notices }) => notices.add(invitationOf('n1', 'b1', { value: SECRET })));
      await stage.assertNotHeld(SECRET);
      assert.deepEqual(await waitingIds(stage), []);
    });

    check('come out whole, of every type', async ({ run }) => {
      const some = [noticeOf('n1', minute(1)), invitationOf('n2', 'b1'), failureNoticeOf('n3', 'b1')];
      await run(async ({ notices }) => {
        for (const notice of some) await notices.add(notice);
      });
      assert.deepEqual(await run(({ notices }) => notices.listUndelivered(9)), some);
    });
  });
}

async function waitingIds({ run }: LedgerStage, limit = 99): Promise<string[]> {
  return (await run(({ notices }) => notices.listUndelivered(limit))).map(({ id }) => id);
}
