import { ConnectionError, ResponseValidationError } from '@acx/core/provider';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { collect, failureOf, SITE, useTestVendor } from '../__fixtures__/ipassan-test-vendor';

describe('iPassan lists', () => {
  const vendor = useTestVendor();
  const persons = `${SITE}/person`;
  const page = (uuids: string[], next?: unknown) => () =>
    HttpResponse.json({ data: uuids.map((uuid) => ({ uuid })), ...(next === undefined ? {} : { next_cursor: next }) });

  it.each([
    ['null', null],
    ['absent', undefined],
  ])('are read page by page until the cursor is %s', async (_what, end) => {
    vendor.answer('get', persons, page(['a', 'b'], 2), page(['c', 'd'], '4'), page(['e'], end));
    const found = await collect(vendor.client({ pageSize: 2 }).persons.list());
    expect(found.map(({ uuid }) => uuid)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(vendor.seen.map(({ line }) => line)).toEqual([
      `GET ${persons}?limit=2&offset=0`,
      `GET ${persons}?limit=2&offset=2`,
      `GET ${persons}?limit=2&offset=4`,
    ]);
  });

  it('may be empty', async () => {
    vendor.answer('get', persons, page([], null));
    expect(await collect(vendor.client().persons.list())).toEqual([]);
  });

  it('that are left early cost no further call', async () => {
    vendor.answer('get', persons, page(['a'], 1));
    for await (const { uuid } of vendor.client().persons.list({ pageSize: 1 })) {
      expect(uuid).toBe('a');
      break;
    }
    expect(vendor.seen).toHaveLength(1);
  });

  it.each([
    ['stands still', 0],
    ['goes back', -1],
  ])('whose cursor %s are an error and not an endless loop', async (_what, next) => {
    vendor.answer('get', persons, page(['a'], next));
    const failure = await failureOf(collect(vendor.client().persons.list()));
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(String(failure)).toContain('next_cursor: does not advance');
    expect(vendor.seen).toHaveLength(1);
  });

  it('with an empty page in the middle are not believed', async () => {
    vendor.answer('get', persons, page(['a'], 1), page([], 2));
    expect(await failureOf(collect(vendor.client().persons.list()))).toBeInstanceOf(ResponseValidationError);
  });

  it.each([
    ['no data', () => HttpResponse.json({ next_cursor: null })],
    ['an item without a uuid', () => HttpResponse.json({ data: [{ uuid: 'a' }, { lastname: 'Secret' }] })],
    ['a bare array', () => HttpResponse.json([{ uuid: 'a' }])],
    ['a cursor in words', () => HttpResponse.json({ data: [{ uuid: 'a' }], next_cursor: 'more' })],
    ['a page of HTML', () => new HttpResponse('<html><body>Sign in</body></html>')],
    ['nothing', () => new HttpResponse(null)],
  ])('with %s are an error that repeats no value', async (_what, answer) => {
    vendor.answer('get', persons, answer);
    const failure = await failureOf(collect(vendor.client().persons.list()));
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure).toMatchObject({ effect: 'none' });
    expect(String(failure)).not.toMatch(/Secret|Sign in/);
  });

  it('that are too long are refused', async () => {
    vendor.answer('get', persons, () => new HttpResponse('x'.repeat(11 * 1024 * 1024)));
    const failure = await failureOf(collect(vendor.client().persons.list()));
    expect(failure).toBeInstanceOf(ConnectionError);
    expect(failure).toMatchObject({ reason: 'too_large', effect: 'none' });
  });

  it('name bases, their sites and the assets of the site', async () => {
    vendor.answer('get', '/api/v1/admin/base', () =>
      HttpResponse.json({ data: [{ uuid: 'b', name: 'riverside', displayname: 'Riverside' }] }),
    );
    vendor.answer('get', '/api/v1/admin/base/b/site', () =>
      HttpResponse.json({ data: [{ uuid: 's', name: 'House' }] }),
    );
    vendor.answer('get', `${SITE}/asset`, () =>
      HttpResponse.json({
        data: [{ uuid: 'gym', name: 'Gym', slot: '15', maxDuration: 120, color: 'red' }, { uuid: 'x' }],
      }),
    );
    const client = vendor.client();
    expect(await collect(client.bases.list())).toEqual([{ uuid: 'b', name: 'riverside', displayname: 'Riverside' }]);
    expect(await collect(client.sites.list('b'))).toEqual([{ uuid: 's', name: 'House' }]);
    expect(await collect(client.assets.list())).toEqual([
      { uuid: 'gym', name: 'Gym', slotMinutes: 15, maximumMinutes: 120 },
      { uuid: 'x' },
    ]);
  });
});
