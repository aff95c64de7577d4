import { ConnectionError, InvalidInputError, ProviderCallError, ResponseValidationError } from '@acx/core/provider';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { collect, failureOf, SITE, useTestVendor } from '../__fixtures__/ipassan-test-vendor';

describe('iPassan visitors', () => {
  const vendor = useTestVendor();
  const visitors = `${SITE}/visitor`;
  const input = {
    host: 'ada',
    name: 'Vera Visitor',
    startsAt: '2026-07-01T10:00:00+01:00',
    endsAt: '2026-07-01T11:00:00+01:00',
    reference: 'acx:1',
  };
  const { host, name, startsAt, endsAt } = input;
  const record = { uuid: 'v1', person: host, name, start: startsAt, end: endsAt, code: '048213', reference: 'acx:1' };

  it('are created by a form with local times and our mark, and come with their PIN', async () => {
    vendor.answer('post', visitors, () => HttpResponse.json(record));
    expect(await vendor.client().visitors.create(input)).toEqual({ uuid: 'v1', pin: '048213' });
    expect(vendor.seen.map(({ line, body }) => [line, body])).toEqual([
      [
        `POST ${visitors}`,
        'person=ada&name=Vera+Visitor&start=2026-07-01T10%3A00%3A00%2B01%3A00&end=2026-07-01T11%3A00%3A00%2B01%3A00' +
          '&reference=acx%3A1',
      ],
    ]);
  });

  it.each(['0000', '12345678'])('may have a PIN such as %s', async (code) => {
    vendor.answer('post', visitors, () => HttpResponse.json({ uuid: 'v1', code }));
    expect(await vendor.client().visitors.create(input)).toEqual({ uuid: 'v1', pin: code });
  });

  it.each<[string, object]>([
    ['no code', {}],
    ['null', { code: null }],
    ['an empty text', { code: '' }],
    ['three digits', { code: '739' }],
    ['nine digits', { code: '739104825' }],
    ['letters', { code: '7391a' }],
    ['digits and a space', { code: '7391 ' }],
    ['digits and a line break', { code: '7391\n' }],
    ['digits of another script', { code: '٧٣٩١' }],
    ['a number, which has lost zeros in front', { code: 7391 }],
    ['a list', { code: ['7391'] }],
  ])('with %s for a PIN are an error that says the visit is there', async (_what, more) => {
    vendor.answer('post', visitors, () => HttpResponse.json({ uuid: 'v1', ...more }));
    const failure = await failureOf(vendor.client().visitors.create(input));
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure).toMatchObject({ effect: 'applied', isRetryable: false, operation: 'createVisitor' });
    expect(failure).toMatchObject({ problems: [{ path: 'pin', message: expect.stringContaining('cancel it') }] });
    expect(String(failure)).not.toMatch(/739|٧٣٩|Vera|ada/);
  });

  it.each([
    ['a PIN but no uuid', () => HttpResponse.json({ code: '7391' })],
    ['nothing', () => new HttpResponse(null, { status: 204 })],
    ['a page', () => new HttpResponse('<!doctype html>7391')],
    ['words', () => new HttpResponse('PIN 7391')],
    ['a bare PIN', () => HttpResponse.json('7391')],
    ['a bare number', () => HttpResponse.json(7391)],
  ])('whose creation is answered with %s may or may not be there', async (_what, answer) => {
    vendor.answer('post', visitors, answer);
    const failure = await failureOf(vendor.client().visitors.create(input));
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure).toMatchObject({ effect: 'unknown' });
    expect(String(failure)).not.toContain('7391');
  });

  it('whose answer never came may have been created', async () => {
    vendor.answer('post', visitors, () => HttpResponse.error());
    const failure = await failureOf(vendor.client().visitors.create(input));
    expect(failure).toBeInstanceOf(ConnectionError);
    expect(failure).toMatchObject({ effect: 'unknown' });
  });

  it('that are not fit to be sent are refused with every problem, and nothing is sent', async () => {
    const wrong = { host: '', name: 'V'.repeat(256), startsAt: endsAt, endsAt: startsAt, reference: 'null' };
    const failure = await failureOf(vendor.client().visitors.create(wrong));
    if (!(failure instanceof InvalidInputError)) throw failure;
    expect(failure.problems.map(({ path }) => path).sort()).toEqual(['endsAt', 'host', 'name', 'reference']);
    expect(String(failure)).not.toContain('VV');
    expect(vendor.seen).toEqual([]);
  });

  it.each<[string, object]>([
    ['a blank name', { name: ' ' }],
    ['the name that would clear the field', { name: 'null' }],
    ['a start without an offset', { startsAt: '2026-07-01T10:00:00' }],
    ['an end that is no time', { endsAt: 'noon' }],
    ['an end at its start', { endsAt: '2026-07-01T09:00:00Z' }],
  ])('with %s are never sent', async (_what, more) => {
    const failure = await failureOf(vendor.client().visitors.create({ ...input, ...more }));
    expect(failure).toMatchObject({
      code: 'invalid_input',
      effect: 'none',
      problems: [{ path: Object.keys(more)[0] }],
    });
    expect(vendor.seen).toEqual([]);
  });

  it('may have a name of 255 characters and need no mark', async () => {
    vendor.answer('post', visitors, () => HttpResponse.json(record));
    await vendor.client().visitors.create({ ...input, name: 'é'.repeat(255), reference: undefined });
    const form = new URLSearchParams(vendor.seen[0]?.body);
    expect([...form.keys()]).toEqual(['person', 'name', 'start', 'end']);
    expect(form.get('name')).toBe('é'.repeat(255));
  });

  it('are updated with the changed time only', async () => {
    vendor.answer('put', `${visitors}/v1`, () => HttpResponse.json(record));
    await vendor.client().visitors.update('v1', { endsAt: '2026-07-01T11:30:00+01:00' });
    expect(vendor.seen.map(({ line, body }) => [line, body])).toEqual([
      [`PUT ${visitors}/v1`, 'end=2026-07-01T11%3A30%3A00%2B01%3A00'],
    ]);
  });

  it.each<[string, object]>([
    ['nothing', {}],
    ['a start without an offset', { startsAt: '2026-07-01T10:00:00' }],
    ['an end before the start', { startsAt: endsAt, endsAt: startsAt }],
    ['another name', { startsAt, name: 'Vera' }],
  ])('are not updated with %s', async (_what, change) => {
    const failure = await failureOf(vendor.client().visitors.update('v1', change));
    expect(failure).toBeInstanceOf(InvalidInputError);
    expect(String(failure)).not.toContain('Vera');
    expect(vendor.seen).toEqual([]);
  });

  it('whose update is answered without a uuid may or may not have changed', async () => {
    vendor.answer('put', `${visitors}/v1`, () => HttpResponse.json({}));
    const failure = await failureOf(vendor.client().visitors.update('v1', { startsAt }));
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure).toMatchObject({ effect: 'unknown' });
  });

  it.each([
    ['its PIN', () => HttpResponse.json(record), { pin: '048213' }],
    ['no PIN', () => HttpResponse.json({ ...record, code: null }), {}],
    ['an empty PIN', () => HttpResponse.json({ ...record, code: ' ' }), {}],
    ['a PIN without its zeros', () => HttpResponse.json({ ...record, code: 48_213 }), {}],
    ['nothing', () => new HttpResponse(null, { status: 204 }), {}],
  ])('are changed, whether the answer shows %s or not', async (_what, answer, shown) => {
    vendor.answer('put', `${visitors}/v1`, answer);
    expect(await vendor.client().visitors.update('v1', { startsAt })).toEqual(shown);
  });

  it('are read alone and in lists; a cancelled one shows no PIN', async () => {
    const read = { uuid: 'v1', ...input, pin: '048213' };
    vendor.answer('get', `${visitors}/v1`, () => HttpResponse.json(record));
    vendor.answer(
      'get',
      visitors,
      () => HttpResponse.json({ data: [record, { ...record, code: null }], next_cursor: 2 }),
      () =>
        HttpResponse.json({
          data: [
            { ...record, code: '', reference: null },
            { ...record, code: undefined, person: null, name: null },
          ],
        }),
    );
    expect(await vendor.client().visitors.get('v1')).toEqual(read);
    expect(await collect(vendor.client().visitors.list({ pageSize: 2 }))).toEqual([
      read,
      { ...read, pin: undefined },
      { ...read, pin: undefined, reference: null },
      { ...read, pin: undefined, host: undefined, name: undefined },
    ]);
    expect(vendor.seen.slice(1).map(({ line }) => line)).toEqual([
      `GET ${visitors}?limit=2&offset=0`,
      `GET ${visitors}?limit=2&offset=2`,
    ]);
  });

  it('do not look cancelled in a list because their PIN is shown in another form', async () => {
    vendor.answer('get', visitors, () => HttpResponse.json({ data: [{ ...record, code: '****' }] }));
    expect(await collect(vendor.client().visitors.list())).toMatchObject([{ uuid: 'v1', pin: '****' }]);
    vendor.answer('get', visitors, () => HttpResponse.json({ data: [{ ...record, code: 48213 }] }));
    const failure = await failureOf(collect(vendor.client().visitors.list()));
    expect(failure).toMatchObject({ code: 'response_validation', effect: 'none', problems: [{ path: 'data[0].pin' }] });
    expect(String(failure)).not.toContain('48213');
  });

  it.each([
    ['an answer without a uuid', () => HttpResponse.json({})],
    ['an empty answer', () => new HttpResponse(null, { status: 200 })],
    ['404 in JSON', () => HttpResponse.json({ error_description: 'Visitor not found' }, { status: 404 })],
  ])('are not there when there is %s', async (_what, answer) => {
    vendor.answer('get', `${visitors}/v1`, answer);
    expect(await vendor.client().visitors.get('v1')).toBeUndefined();
  });

  it('are cancelled, and are an error when there is no such visit', async () => {
    vendor.answer(
      'delete',
      `${visitors}/v1`,
      () => new HttpResponse(null, { status: 204 }),
      () => HttpResponse.json({ error: 'not found' }, { status: 404 }),
      () => HttpResponse.json({ error: 'upstream not found' }, { status: 502 }),
      () => new HttpResponse('<html>404 not found</html>', { status: 404 }),
      () => new HttpResponse('<html>Sign in</html>', { status: 200 }),
    );
    const cancel = () => vendor.client().visitors.cancel('v1');
    await cancel();
    expect(vendor.seen.map(({ line }) => line)).toEqual([`DELETE ${visitors}/v1`]);
    expect(await failureOf(cancel())).toMatchObject({ vendorCode: 'not_found', effect: 'none' });
    expect(await failureOf(cancel())).toMatchObject({ vendorCode: 'server_failure', effect: 'unknown' });
    expect(await failureOf(cancel())).toMatchObject({ vendorCode: 'unexpected_status' });
    expect(await failureOf(cancel())).toBeInstanceOf(ResponseValidationError);
  });

  it.each(['', '.', '..'])('with the id "%s" are never asked for', async (uuid) => {
    const calls = vendor.client().visitors;
    for (const work of [calls.get(uuid), calls.update(uuid, { startsAt }), calls.cancel(uuid)])
      expect(await failureOf(work)).toMatchObject({ code: 'invalid_input' });
    expect(vendor.seen).toEqual([]);
  });

  it('are spoken of by the names of a corrected profile', async () => {
    const profile = {
      paths: { visitors: '/api/v2/site/{site}/guest' },
      visitor: {
        uuid: 'id',
        host: 'user',
        name: 'label',
        startsAt: 'from',
        endsAt: 'to',
        pin: 'pin',
        reference: 'mark',
      },
    };
    vendor.answer('post', '/api/v2/site/site-1/guest', () => HttpResponse.json({ id: 'g1', pin: '7391', code: '1' }));
    expect(await vendor.client({ profile }).visitors.create(input)).toEqual({ uuid: 'g1', pin: '7391' });
    expect(decodeURIComponent(vendor.seen[0]?.body ?? '')).toBe(
      `user=ada&label=Vera+Visitor&from=${startsAt}&to=${endsAt}&mark=acx:1`,
    );
  });

  it.each([
    ['host_not_linked', 'The host does not exist: Ada Archer', 'not linked to a person of this site'],
    ['only_times', 'Only start and end can be changed, not Ada Archer', 'only start and end'],
    ['wrong_site', 'Access Denied', 'siteUuid'],
  ])('that are refused as %s say so, whatever the shape of the answer', async (vendorCode, text, told) => {
    const shapes = [
      () => HttpResponse.json({ error_description: text }, { status: 400 }),
      () => HttpResponse.json({ error: { message: text } }, { status: 403 }),
      () => HttpResponse.json({ error: text }, { status: 404 }),
      () => HttpResponse.text(text, { status: 422 }),
      () => HttpResponse.json({ error_description: text }, { status: 200 }),
    ];
    for (const shape of shapes) {
      vendor.answer('post', visitors, shape);
      vendor.answer('put', `${visitors}/v1`, shape);
      const calls = vendor.client().visitors;
      for (const failure of [await failureOf(calls.create(input)), await failureOf(calls.update('v1', { startsAt }))]) {
        expect(failure).toBeInstanceOf(ProviderCallError);
        expect(failure).toMatchObject({ vendorCode, effect: 'none', isRetryable: false });
        expect(String(failure)).toContain(told);
        expect(String(failure)).not.toMatch(/Archer|Vera/);
      }
    }
  });
});
