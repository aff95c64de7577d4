import assert from 'node:assert/strict';
import type { JsonValue } from '../../../model/json';
import type { LedgerTransaction } from '../../../ports/ledger';
import { accessEventOf } from '../delivery-rows';
import { bookingOf, entryOf, grantOf, minute, minutes } from '../ledger-rows';
import type { LedgerSuite } from '../ledger-suite';

const nested = (depth: number): JsonValue => (depth === 0 ? 'bottom' : { list: [nested(depth - 1)] });
const prototypeNames: JsonValue = JSON.parse(
  '{"__proto__":{"x":1},"constructor":2,"toString":null,"hasOwnProperty":3}',
);

const values: readonly (readonly [what: string, value: JsonValue])[] = [
  ['null, true and false', [null, true, false]],
  ['nothing at all', ['', [], {}, [[]], [{}], { '': {} }]],
  ['whole numbers', [0, 1, -1, 2 ** 31, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]],
  ['broken numbers', [0.1, -2.5, 1e-7, 5e-324, 1.7976931348623157e308, 1e21, 123456789.12345679]],
  ['texts that look like something else', ['null', '0012', '1e5', 'true', '{}', '[1]', '2026-11-21T00:00:00Z', ' x ']],
  ['signs that mean something elsewhere', ["'", '"', '\\', '\\u0041', '%_', '$1', ':a', '--', '/*', '`', '<&>', '?']],
  ['line ends and control characters', ['\n', '\r\n', '\t', '\b\f', '\u0001', '\u007f', '\u2028\u2029', '\ufeff']],
  ['languages', ['Zoë', 'Straße', 'Ελλάδα', 'Москва', 'مرحبا', 'שלום', '東京', '한국', 'ไทย', 'ﬁ', 'İı']],
  ['signs of several code points', ['e\u0301', 'é', '👩‍👩‍👧‍👦', '🇮🇪', '😀', '\u{10ffff}', '\uffff', '\ufffd']],
  ['names that objects have already', prototypeNames],
  ['names of every kind', { é: 1, 'e\u0301': 2, '😀': 3, 'a.b': 4, $c: 5, '': 6, '1': 7, A: 8, a: 9, '\n': 10 }],
  ['the same value many times', Array.from({ length: 1_000 }, () => ({ same: 'value' }))],
  ['fifty levels', nested(25)],
  ['a hundred kilobytes', ['x'.repeat(50_000), 'é😀'.repeat(20_000)]],
];

/** Texts that not every store can hold. */
const difficult: readonly (readonly [what: string, text: string])[] = [
  ['half of a pair', 'before\ud83dafter'],
  ['the other half', '\ude00'],
  ['the character zero', 'before\u0000after'],
];

/** Plain JSON of every kind. */
export function jsonCases({ section, check }: LedgerSuite): void {
  section('JSON', () => {
    for (const [what, value] of values)
      check(`is kept to the letter: ${what}`, async ({ run, reopen }) => {
        await run((transaction) => saveEverywhere(transaction, value));
        await reopen();
        for (const found of await run(readEverywhere)) assert.deepEqual(found, value);
      });

    for (const [what, text] of difficult)
      check(`is refused or kept to the letter, never altered: ${what}`, async ({ run, reopen }) => {
        const isKept = await run((transaction) => saveEverywhere(transaction, text)).then(
          () => true,
          () => false,
        );
        await reopen();
        const expected = isKept ? [text, text, text] : [undefined, undefined, undefined];
        assert.deepEqual(await run(readEverywhere), expected);
      });

    for (const [what, text] of difficult)
      check(`in an id is refused or kept apart from what is like it: ${what}`, async ({ run }) => {
        const alike = text.replaceAll(/[\ud800-\udfff\0]/g, '\ufffd');
        await run(({ bookings }) => bookings.save(bookingOf(alike)));
        const isKept = await run(({ bookings }) => bookings.save(bookingOf(text))).then(
          () => true,
          () => false,
        );
        const ids = (await run(({ bookings }) => bookings.listOfHolder('ada'))).map(({ booking }) => booking.id);
        assert.deepEqual(ids.sort(), (isKept ? [alike, text] : [alike]).sort());
      });

    check('is kept in texts of the journal and in ids that are long', async ({ run, reopen }) => {
      const text = 'é"😀\n'.repeat(20_000);
      const id = '😀'.repeat(100);
      await run(async ({ bookings, journal }) => {
        await bookings.save(bookingOf(id, { holders: [{ holderId: id, role: 'attendee' }], resourceId: id }));
        await journal.append([entryOf(text, minute(1), id)]);
      });
      await reopen();
      await run(async ({ bookings, journal }) => {
        assert.equal((await bookings.find(id))?.booking.id, id);
        assert.equal((await bookings.listOfHolder(id)).length, 1);
        assert.equal((await bookings.listOverlapping(id, minutes(0, 1_000))).length, 1);
        assert.equal((await journal.listOfBooking(id, 9))[0]?.text, text);
      });
    });
  });
}

async function saveEverywhere({ grants, events, storage }: LedgerTransaction, value: JsonValue): Promise<void> {
  await grants.save(grantOf('g1', { state: { value } }));
  await events.add(accessEventOf('e1', { raw: value }));
  await storage.compareAndSet('site-1', 'slots', { expectedVersion: undefined, value });
}

async function readEverywhere({ grants, events, storage }: LedgerTransaction): Promise<(JsonValue | undefined)[]> {
  return [
    (await grants.find('site-1', 'g1'))?.state?.value,
    (await events.listUndelivered({ limit: 9 }))[0]?.event.raw,
    (await storage.read('site-1', 'slots'))?.value,
  ];
}
