import { InvalidInputError, ResponseValidationError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { answerTo, collect, failureOf, useTestVendor } from './__fixtures__/salto-test-vendor';
import type { SaltoInterval } from './salto-timetable';

const READ = 'SaltoDBTimezoneTableList.Read';
const item = (id: number, intervals = '') =>
  `<SaltoDBTimezoneTable><TimezoneTableID>${id}</TimezoneTableID><Name>t</Name><SaltoDBTimezoneList>${intervals}</SaltoDBTimezoneList></SaltoDBTimezoneTable>`;
const page = (...ids: number[]) =>
  answerTo(READ, `<SaltoDBTimezoneTableList>${ids.map((id) => item(id)).join('')}</SaltoDBTimezoneTableList>`);

describe('timetables', () => {
  const vendor = useTestVendor();
  const ids = async (from?: number) =>
    (await collect(vendor.client({ pageSize: 3 }).timetables.list({ from }))).map(({ id }) => id);

  it.each([
    ['with the slot that a page begins at', [page(899, 900, 901), page(901, 902, 903), page(903)]],
    ['behind the slot that a page begins at', [page(900, 901, 902), page(903), page()]],
    ['with fewer slots than asked for', [page(899, 900), page(900, 901), page(901, 902), page(902, 903), page(903)]],
  ])('are all read although no page is marked as the last, %s', async (_what, pages) => {
    vendor.answer(...pages);
    expect(await ids(900)).toEqual([900, 901, 902, 903]);
    expect(vendor.seen[0]?.body).toContain('<StartingFromTimezoneTableID>899</StartingFromTimezoneTableID>');
  });

  it('are not believed when pages begin anew', async () => {
    vendor.answer(page(899, 900, 901), page(901, 902, 900));
    expect(await failureOf(ids(900))).toBeInstanceOf(ResponseValidationError);
  });

  it('are all read when the last page is full', async () => {
    vendor.answer(page(1, 2, 3), page(3, 4, 5), page(5));
    expect(await ids()).toEqual([1, 2, 3, 4, 5]);
    vendor.answer(page(1, 2, 3), page());
    expect(await ids()).toEqual([1, 2, 3]);
  });

  it.each([
    ['a flag that is missing', '<StartTime>08:00:00</StartTime><EndTime>09:00:00</EndTime><Monday>1</Monday>'],
    ['no start', '<EndTime>09:00:00</EndTime>'],
    ['an end that is no time', '<StartTime>08:00:00</StartTime><EndTime>25:00:00</EndTime>'],
  ])('are not believed with %s', async (_what, content) => {
    const list = item(1, `<SaltoDBTimezone>${content}</SaltoDBTimezone>`);
    vendor.answer(answerTo(READ, `<SaltoDBTimezoneTableList>${list}</SaltoDBTimezoneTableList>`));
    expect(await failureOf(ids())).toBeInstanceOf(ResponseValidationError);
  });

  const at = (startsAt: string, endsAt: string): SaltoInterval => ({ startsAt, endsAt, days: ['monday'] });
  it.each<[string, number, SaltoInterval[]]>([
    ['in slot 0, which means no restriction', 0, []],
    ['in half a slot', 1.5, []],
    ['with nine intervals', 900, Array.from({ length: 9 }, () => at('08:00:00', '09:00:00'))],
    ['across midnight', 900, [at('22:00:00', '02:00:00')]],
    ['that is empty', 900, [at('08:00:00', '08:00:00')]],
    ['that is not padded', 900, [at('8:00:00', '09:00:00')]],
    ['with half an end', 900, [at('08:00:00', '09:00')]],
    ['on a day that Space does not know', 900, [{ ...at('08:00:00', '09:00:00'), days: ['someday' as 'monday'] }]],
  ])('are not written %s', async (_what, id, intervals) => {
    expect(await failureOf(vendor.client().timetables.update({ id, name: 't', intervals }))).toBeInstanceOf(
      InvalidInputError,
    );
    expect(vendor.seen).toEqual([]);
  });

  it('that Space confirms by another number are not believed to be written', async () => {
    vendor.answer(answerTo('SaltoDBTimezoneTable.Update', '<TimezoneTableID>901</TimezoneTableID>'));
    const failure = await failureOf(vendor.client().timetables.update({ id: 900, name: 't', intervals: [] }));
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure).toMatchObject({ effect: 'unknown' });
  });
});
