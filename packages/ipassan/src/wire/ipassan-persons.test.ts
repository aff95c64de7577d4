import { ConflictError, ProviderCallError, ResponseValidationError } from '@acx/core/provider';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { failureOf, SITE, useTestVendor } from '../__fixtures__/ipassan-test-vendor';
import { IpassanAccessTypeError } from './ipassan-access-type-error';

describe('iPassan persons', () => {
  const vendor = useTestVendor();
  const persons = `${SITE}/person`;
  const ada = { uuid: 'p1', lastname: 'Archer', firstname: 'Ada', mail: 'ada@riverside.example' };
  const noAccess = { doorPermanent: null, doorTemporary: null, floorPermanent: null, floorTemporary: null };

  it('are read as the bare object, with numbers as text and unknown fields dropped', async () => {
    vendor.answer('get', `${persons}/p1`, () =>
      HttpResponse.json({ ...ada, type: '1', number: 42, phone: null, architecture: { x: 1 }, accessType: noAccess }),
    );
    expect(await vendor.client().persons.get('p1')).toEqual({
      ...ada,
      type: 1,
      number: '42',
      phone: undefined,
      other: undefined,
      accessType: noAccess,
    });
  });

  it('are read as UTF-8 when the charset is missing', async () => {
    const body = new TextEncoder().encode(JSON.stringify({ uuid: 'p1', lastname: 'Müller', firstname: 'Zoë' }));
    vendor.answer(
      'get',
      `${persons}/p1`,
      () => new HttpResponse(body, { headers: { 'content-type': 'application/json' } }),
    );
    expect(await vendor.client().persons.get('p1')).toMatchObject({ lastname: 'Müller', firstname: 'Zoë' });
  });

  it.each([
    ['an answer without a uuid', () => HttpResponse.json({})],
    ['an empty answer', () => new HttpResponse(null, { status: 200 })],
    ['404 in JSON', () => HttpResponse.json({ error_description: 'Person not found' }, { status: 404 })],
    ['404 without a body', () => new HttpResponse(null, { status: 404 })],
  ])('are not there when there is %s', async (_what, answer) => {
    vendor.answer('get', `${persons}/p1`, answer);
    expect(await vendor.client().persons.get('p1')).toBeUndefined();
  });

  it('that cannot be found because the address is wrong are an error, not an absence', async () => {
    vendor.answer('get', `${persons}/p1`, () => new HttpResponse('<html>404 Not Found</html>', { status: 404 }));
    const failure = await failureOf(vendor.client().persons.get('p1'));
    expect(failure).toBeInstanceOf(ProviderCallError);
    expect(failure).toMatchObject({ vendorCode: 'unexpected_status', status: 404 });
  });

  it('are created by a form; what is undefined stays out and null is empty text', async () => {
    vendor.answer('post', persons, () => HttpResponse.json({ uuid: 'p9' }));
    const uuid = await vendor
      .client()
      .persons.create({ lastname: 'O’Neil & Söhne', firstname: 'Ada', type: 1, phone: null, mail: undefined });
    expect(uuid).toBe('p9');
    expect(vendor.seen[0]).toMatchObject({
      line: `POST ${persons}`,
      body: 'lastname=O%E2%80%99Neil+%26+S%C3%B6hne&firstname=Ada&phone=&type=1',
      contentType: expect.stringContaining('application/x-www-form-urlencoded'),
    });
  });

  it('are updated with the changed fields only, byte for byte', async () => {
    vendor.answer('put', `${persons}/p1`, () => HttpResponse.json(ada));
    await vendor.client().persons.update('p1', { phone: '+353 1 234' });
    expect(vendor.seen.map(({ line, body }) => [line, body])).toEqual([[`PUT ${persons}/p1`, 'phone=%2B353+1+234']]);
  });

  it('lose a text by the text of the profile, and an access profile by the text null', async () => {
    vendor.answer('put', `${persons}/p1`, () => HttpResponse.json(ada));
    vendor.answer('get', `${persons}/p1`, () => HttpResponse.json({ ...ada, accessType: noAccess }));
    const cleared = { phone: null, mail: null, number: null, other: null, accessType: { doorPermanent: null } };
    await vendor.client().persons.update('p1', cleared);
    await vendor.client({ profile: { person: { clearedText: 'none' } } }).persons.update('p1', cleared);
    const bodies = vendor.seen.flatMap(({ line, body }) => (line.startsWith('PUT') ? [decodeURIComponent(body)] : []));
    expect(bodies).toEqual([
      'phone=&mail=&number=&other=&accessType[doorPermanent]=null',
      'phone=none&mail=none&number=none&other=none&accessType[doorPermanent]=null',
    ]);
  });

  it('get their access profiles as bracketed fields, which are read back', async () => {
    vendor.answer('put', `${persons}/p1`, () => HttpResponse.json(ada));
    vendor.answer('get', `${persons}/p1`, () =>
      HttpResponse.json({ ...ada, accessType: { ...noAccess, doorPermanent: 'profile-1' } }),
    );
    await vendor.client().persons.update('p1', { accessType: { doorPermanent: 'profile-1', floorPermanent: null } });
    expect(vendor.seen.map(({ line }) => line)).toEqual([`PUT ${persons}/p1`, `GET ${persons}/p1`]);
    expect(decodeURIComponent(vendor.seen[0]?.body ?? '')).toBe(
      'accessType[doorPermanent]=profile-1&accessType[floorPermanent]=null',
    );
  });

  it('whose access profile was silently ignored are an error that names the key and keeps the uuid', async () => {
    vendor.answer('post', persons, () => HttpResponse.json({ uuid: 'p9' }));
    vendor.answer('get', `${persons}/p9`, () => HttpResponse.json({ ...ada, uuid: 'p9', accessType: noAccess }));
    const failure = await failureOf(
      vendor.client().persons.create({
        lastname: 'Archer',
        firstname: 'Ada',
        accessType: { doorPermanent: 'no-such-profile', floorPermanent: null },
      }),
    );
    expect(failure).toBeInstanceOf(IpassanAccessTypeError);
    expect(failure).toMatchObject({
      problem: 'ignored',
      personUuid: 'p9',
      keys: ['doorPermanent'],
      effect: 'applied',
      isRetryable: false,
      vendorCode: 'access_type_ignored',
    });
    expect(String(failure)).toContain('accessType[doorPermanent]');
    expect(JSON.stringify(failure) + String(failure)).not.toMatch(/no-such-profile|Archer|Ada/);
  });

  it('whose access cannot be read back are told as written but unconfirmed', async () => {
    vendor.answer('put', `${persons}/p1`, () => HttpResponse.json(ada));
    vendor.answer('get', `${persons}/p1`, () => new HttpResponse(null, { status: 503 }));
    const failure = await failureOf(vendor.client().persons.update('p1', { accessType: { doorPermanent: null } }));
    expect(failure).toMatchObject({ problem: 'unconfirmed', effect: 'applied', isRetryable: true });
  });

  it.each([
    ['no uuid', () => HttpResponse.json({ success: true })],
    ['nothing', () => new HttpResponse(null, { status: 204 })],
    ['a page', () => new HttpResponse('<!doctype html>')],
    ['words', () => new HttpResponse('fine')],
  ])('whose creation is answered with %s may or may not be there', async (_what, answer) => {
    vendor.answer('post', persons, answer);
    const failure = await failureOf(vendor.client().persons.create({ lastname: 'A', firstname: 'B' }));
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure).toMatchObject({ effect: 'unknown' });
  });

  it('with an address that another person has are a conflict that does not repeat it', async () => {
    vendor.answer('post', persons, () =>
      HttpResponse.json({ error: { message: 'E-Mail is already used: ada@riverside.example' } }, { status: 400 }),
    );
    const failure = await failureOf(vendor.client().persons.create({ lastname: 'A', firstname: 'B' }));
    expect(failure).toBeInstanceOf(ConflictError);
    expect(failure).toMatchObject({ what: 'mail', isRetryable: false, effect: 'none' });
    expect(String(failure)).not.toContain('ada@');
  });

  it('are deleted, and are an error when they are gone already', async () => {
    vendor.answer(
      'delete',
      `${persons}/p1`,
      () => new HttpResponse(null, { status: 204 }),
      () => HttpResponse.json({ error: 'not found' }, { status: 404 }),
    );
    await vendor.client().persons.delete('p1');
    expect(await failureOf(vendor.client().persons.delete('p1'))).toMatchObject({ vendorCode: 'not_found' });
  });

  it.each(['', '.', '..'])('with the id "%s" are never asked for', async (uuid) => {
    expect(await failureOf(vendor.client().persons.delete(uuid))).toMatchObject({ code: 'invalid_input' });
    expect(vendor.seen).toEqual([]);
  });

  it('with any other id stay in their path', async () => {
    vendor.answer('delete', `${persons}/:id`, () => new HttpResponse(null, { status: 204 }));
    await vendor.client().persons.delete('a/../b?c');
    expect(vendor.seen[0]?.line).toBe(`DELETE ${persons}/a%2F..%2Fb%3Fc`);
  });
});
