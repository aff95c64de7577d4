import assert from 'node:assert/strict';
import type { JournalEntry } from '../../../ports/ledger-records';
import { entryOf, minute } from '../ledger-rows';
import type { LedgerStage } from '../ledger-stage';
import type { LedgerSuite } from '../ledger-suite';

/** The journal. */
export function journalCases({ section, check }: LedgerSuite): void {
  section('the journal', () => {
    check('tells what was written last first, whatever instant it is about', async (stage) => {
      const append = (...entries: readonly (readonly [text: string, at: number])[]) =>
        stage.run(({ journal }) => journal.append(entries.map(([text, at]) => entryOf(text, minute(at), 'b1'))));
      await append(['one', 5], ['two', 5], ['three', 5]);
      await append(['four', 5]);
      await append(['five', 1], ['six', 9]);
      assert.deepEqual(await textsOf(stage, 'b1'), ['six', 'five', 'four', 'three', 'two', 'one']);
      await stage.reopen();
      await append(['seven', 5]);
      assert.deepEqual(await textsOf(stage, 'b1'), ['seven', 'six', 'five', 'four', 'three', 'two', 'one']);
    });

    check('keeps the order of many entries of one instant', async (stage) => {
      const texts = Array.from({ length: 120 }, (_, index) => `entry ${index}`);
      await stage.run(({ journal }) => journal.append(texts.map((text) => entryOf(text, minute(5), 'b1'))));
      assert.deepEqual(await textsOf(stage, 'b1', 500), [...texts].reverse());
    });

    check('tells the last ones, no more than asked for', async (stage) => {
      await stage.run(({ journal }) =>
        journal.append(['one', 'two', 'three'].map((text) => entryOf(text, minute(5), 'b1'))),
      );
      assert.deepEqual(await textsOf(stage, 'b1', 1), ['three']);
      assert.deepEqual(await textsOf(stage, 'b1', 2), ['three', 'two']);
    });

    check('tells an entry to each of its bookings, and to nobody else', async (stage) => {
      await stage.run(({ journal }) =>
        journal.append([
          entryOf('both', minute(1), 'b1', 'b2'),
          entryOf('nobody', minute(2)),
          entryOf('second', minute(3), 'b2'),
        ]),
      );
      assert.deepEqual(await textsOf(stage, 'b1'), ['both']);
      assert.deepEqual(await textsOf(stage, 'b2'), ['second', 'both']);
      assert.deepEqual(await textsOf(stage, 'b'), []);
    });

    check('keeps entries that are equal in everything', async (stage) => {
      const entry = entryOf('again', minute(1), 'b1');
      await stage.run(({ journal }) => journal.append([entry, entry]));
      await stage.run(({ journal }) => journal.append([entry]));
      await stage.run(({ journal }) => journal.append([]));
      assert.deepEqual(await textsOf(stage, 'b1'), ['again', 'again', 'again']);
    });

    check('keeps everything that an entry says', async ({ run, reopen }) => {
      const entry: JournalEntry = {
        ...entryOf('text', minute(1), 'b1'),
        kind: 'effect_unknown',
        ...{ providerId: 'site-1', lane: 'lane-1', grantKey: 'g1' },
      };
      await run(({ journal }) => journal.append([entry]));
      await reopen();
      assert.deepEqual(await run(({ journal }) => journal.listOfBooking('b1', 9)), [entry]);
    });
  });
}

async function textsOf({ run }: LedgerStage, bookingId: string, limit = 99): Promise<string[]> {
  return (await run(({ journal }) => journal.listOfBooking(bookingId, limit))).map(({ text }) => text);
}
