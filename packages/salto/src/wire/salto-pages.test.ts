import { InvalidInputError, ResponseValidationError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { answerTo, collect, failureOf, refusalOf, useTestVendor } from './__fixtures__/salto-test-vendor';

const REQUEST = 'SaltoDBZoneList.Read';
const zone = (id: string) => `<SaltoDBZone><ExtZoneID>${id}</ExtZoneID><Name>${id}</Name></SaltoDBZone>`;
const page = (ids: readonly string[], end?: string) =>
  answerTo(
    REQUEST,
    `<SaltoDBZoneList>${ids.map(zone).join('')}</SaltoDBZoneList>${end === undefined ? '' : `<EOF>${end}</EOF>`}`,
  );

describe('SHIP lists', () => {
  const vendor = useTestVendor();
  const ids = async (pageSize = 2) =>
    (await collect(vendor.client({ pageSize }).zones.list())).map(({ id }) => id).join('');
  const starts = () => vendor.seen.map(({ body }) => /<StartingFromExtZoneID>(.*?)</.exec(body)?.[1]);

  it.each([
    ['with the record they begin at', [page(['a', 'b'], '0'), page(['b', 'c'], '0'), page(['c', 'd'], '1')]],
    ['behind the record they begin at', [page(['a', 'b'], '0'), page(['c'], '0'), page(['d'], '1')]],
    ['with an end that is not marked', [page(['a', 'b'], '0'), page(['c'], '0'), page(['d'])]],
    ['with fewer records than asked for', [page(['a'], '0'), page(['a', 'b', 'c'], '0'), page(['c', 'd'], '1')]],
    ['with an empty last page', [page(['a', 'b', 'c', 'd'], '0'), page([], '1')]],
  ])('are read page by page, %s', async (_what, pages) => {
    vendor.answer(...pages);
    expect(await ids()).toBe('abcd');
    expect(vendor.seen).toHaveLength(pages.length);
    expect(starts()[0]).toBeUndefined();
    expect(new Set(starts()).size).toBe(pages.length);
  });

  it('that are left early cost no further call', async () => {
    vendor.answer(page(['a', 'b'], '0'));
    for await (const { id } of vendor.client().zones.list()) {
      expect(id).toBe('a');
      break;
    }
    expect(vendor.seen).toHaveLength(1);
  });

  it.each([
    ['brings nothing new', [page(['a', 'b'], '0'), page(['b'], '0')]],
    ['is empty in the middle', [page(['a', 'b'], '0'), page([], '0')]],
    ['goes round in a circle', [page(['a', 'b'], '0'), page(['b', 'c'], '0'), page(['a', 'b'], '0')]],
    ['holds a record twice', [page(['a', 'a'], '1')]],
    ['has no list', [answerTo(REQUEST, '<EOF>1</EOF>')]],
    ['has two lists', [answerTo(REQUEST, '<SaltoDBZoneList/><SaltoDBZoneList/>')]],
    ['holds other records', [answerTo(REQUEST, '<SaltoDBZoneList><Zone/></SaltoDBZoneList>')]],
    ['holds a record without an id', [answerTo(REQUEST, `<SaltoDBZoneList>${zone('')}</SaltoDBZoneList>`)]],
    ['holds an id that could not be read', [page(['P\ufffdOL'], '1')]],
    ['marks its end with a word', [page(['a'], 'true')]],
    ['marks its end twice', [page(['a'], '0</EOF><EOF>1')]],
  ])('are not believed when a page %s', async (_what, pages) => {
    vendor.answer(...pages);
    const failure = await failureOf(collect(vendor.client({ pageSize: 2 }).zones.list()));
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure).toMatchObject({ effect: 'none' });
  });

  it.each([0, 1, 1.5, 1001, Number.NaN])('refuse a page of %d', async (pageSize) => {
    expect(await failureOf(collect(vendor.client().zones.list({ pageSize })))).toBeInstanceOf(InvalidInputError);
  });

  it('that Space does not know are told by the code', async () => {
    vendor.answer(refusalOf(REQUEST, 502));
    expect(await failureOf(collect(vendor.client().zones.list()))).toMatchObject({ vendorCode: '502' });
  });

  it('must hold what was asked for: a list that is missing is not an empty one', async () => {
    vendor.answer(page(['a'], '1'));
    const failure = await failureOf(collect(vendor.client().zones.list({ doors: true })));
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(String(failure)).toContain('items[0].doors');
  });
});
