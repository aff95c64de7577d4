import assert from 'node:assert/strict';
import { bookingOf, minute, minutes } from '../ledger-rows';
import type { LedgerStage } from '../ledger-stage';
import type { LedgerSuite } from '../ledger-suite';

/** Ids in the order of their code points: no language, no numbers, no case, and every one is another booking. */
const ids: readonly string[] = [
  '"',
  '%',
  "'",
  '10',
  '2',
  'A',
  'Z',
  '\\',
  '_',
  'a',
  'a ',
  'a-1',
  'aA',
  'aa',
  'b',
  'e\u0301',
  'ss',
  'ssa',
  'x'.repeat(199),
  'x'.repeat(200),
  `${'x'.repeat(199)}y`,
  'ß',
  'é',
  'İ',
  'ı',
  'я',
  '東',
  '\uff5e',
  '\ufffd',
  '😀',
  '😀a',
  '😁',
];

/** The order of ids, which pages hang on. */
export function bookingOrderCases({ section, check }: LedgerSuite): void {
  section('pages of bookings', () => {
    check('go by the code points of their ids', async (stage) => {
      await saveAll(stage);
      assert.deepEqual(await page(stage, { limit: 100 }), ids);
      await stage.reopen();
      assert.deepEqual(await page(stage, { limit: 100 }), ids);
    });

    for (const limit of [1, 3, 7, ids.length])
      check(`hold every booking once, ${limit} at a time`, async (stage) => {
        await saveAll(stage);
        const found: string[] = [];
        for (let afterId: string | undefined; found.length <= ids.length; afterId = found.at(-1)) {
          const next = await page(stage, { afterId, limit });
          assert.ok(next.length <= limit);
          if (next.length === 0) break;
          found.push(...next);
        }
        assert.deepEqual(found, ids);
      });

    check('go on after an id that is not there any more', async (stage) => {
      await saveAll(stage);
      await stage.run(({ bookings }) => bookings.remove('aA'));
      assert.deepEqual(await page(stage, { afterId: 'aA', limit: 2 }), ['aa', 'b']);
      assert.deepEqual(await page(stage, { afterId: 'a-', limit: 1 }), ['a-1']);
      assert.deepEqual(await page(stage, { afterId: '😁', limit: 9 }), []);
    });

    check('count only what they list', async (stage) => {
      await stage.run(async ({ bookings }) => {
        await bookings.save(bookingOf('a', { status: 'cancelled' }));
        await bookings.save(bookingOf('b', minutes(0, 10)));
        for (const id of ['c', 'd']) await bookings.save(bookingOf(id));
      });
      assert.deepEqual(await page(stage, { limit: 2, endsAfter: minute(10) }), ['c', 'd']);
    });

    check('know every id as another one, whatever it looks like', async (stage) => {
      await saveAll(stage);
      await stage.run(async ({ bookings }) => {
        for (const id of ids) {
          assert.equal((await bookings.find(id))?.booking.id, id);
          assert.equal((await bookings.listOverlapping(id, minutes(0, 1_000))).length, 1, `Resource ${id}`);
          assert.equal((await bookings.listOfHolder(id)).length, 1, `Holder ${id}`);
        }
      });
    });
  });
}

/** Each with a resource and a holder of its own that are called the same. Not in order. */
async function saveAll({ run }: LedgerStage): Promise<void> {
  await run(async ({ bookings }) => {
    for (const id of [...ids].reverse()) {
      const holders = [{ holderId: id, role: 'organizer' }] as const;
      await bookings.save(bookingOf(id, { resourceId: id, holders }));
    }
  });
}

async function page(
  { run }: LedgerStage,
  options: { afterId?: string; limit: number; endsAfter?: string },
): Promise<string[]> {
  const found = await run(({ bookings }) => bookings.listUpcoming({ endsAfter: minute(0), ...options }));
  return found.map(({ booking }) => booking.id);
}
