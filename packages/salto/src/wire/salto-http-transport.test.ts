import { AuthenticationError, ConnectionError, ProviderCallError, ResponseValidationError } from '@acx/core/provider';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { answerTo, BASE_URL, failureOf, refusalOf, useTestVendor } from './__fixtures__/salto-test-vendor';

describe('SHIP over HTTP', () => {
  const vendor = useTestVendor();
  const done = answerTo('SaltoDBGroup.Delete', '<ExtGroupID>A</ExtGroupID>');
  const remove = (client = vendor.client()) => client.accessLevels.delete('A');

  it('is one POST to the root path with the content type of SHIP', async () => {
    vendor.answer(done);
    await remove();
    expect(vendor.seen).toHaveLength(1);
    const [{ method, url, headers } = { method: '', url: '', headers: new Headers() }] = vendor.seen;
    expect([method, url]).toEqual(['POST', `${BASE_URL}/`]);
    expect(headers.get('content-type')).toBe('application/vnd.saltosystems.ship.v1+xml');
    expect(headers.get('authorization')).toBeNull();
    expect(headers.get('salto-ship-key')).toBeNull();
  });

  it('sends the user and password as UTF-8', async () => {
    vendor.answer(done);
    await remove(vendor.client({}, { authentication: { kind: 'basic', user: 'ship', password: 'pä:ß' } }));
    expect(vendor.seen[0]?.headers.get('authorization')).toBe(`Basic ${btoa('ship:p\u00c3\u00a4:\u00c3\u009f')}`);
  });

  it('sends the shared key in the header of the profile', async () => {
    vendor.answer(done);
    await remove(vendor.client({}, { authentication: { kind: 'key', key: 's3cret' } }));
    const profile = { http: { keyHeader: 'X-Key', path: '/ship', contentType: 'text/xml' } };
    await remove(vendor.client({ profile }, { authentication: { kind: 'key', key: 's3cret' } }));
    expect(vendor.seen[0]?.headers.get('salto-ship-key')).toBe('s3cret');
    expect(vendor.seen[1]?.headers.get('x-key')).toBe('s3cret');
    expect(vendor.seen[1]?.headers.get('content-type')).toBe('text/xml');
    expect(vendor.seen[1]?.url).toBe(`${BASE_URL}/ship`);
  });

  it.each([401, 403])('tells by status %i that the credentials are wrong', async (status) => {
    vendor.answer(() => new HttpResponse(done, { status }));
    expect(await failureOf(remove())).toBeInstanceOf(AuthenticationError);
  });

  it('waits as long as the server asks for', async () => {
    vendor.answer(() => new HttpResponse('', { status: 429, headers: { 'retry-after': '7' } }));
    const failure = await failureOf(remove());
    expect(failure).toBeInstanceOf(ProviderCallError);
    expect(failure).toMatchObject({ status: 429, retryAfterMs: 7000, isRetryable: true, effect: 'none' });
  });

  it.each([
    [500, 'unknown', true],
    [204, 'unknown', false],
    [302, 'none', false],
    [404, 'none', false],
  ])('does not read the answer of status %i, and sends nothing twice', async (status, effect, isRetryable) => {
    const headers = { location: `${BASE_URL}/elsewhere` };
    vendor.answer(() => new HttpResponse(status === 204 ? null : done, { status, headers }));
    expect(await failureOf(remove())).toMatchObject({ status, effect, isRetryable });
    expect(vendor.seen).toHaveLength(1);
  });

  it('tells a refusal of SHIP from a success', async () => {
    vendor.answer(refusalOf('SaltoDBGroup.Delete', 11));
    expect(await failureOf(remove())).toMatchObject({ vendorCode: '11', effect: 'none', vendorText: 'Ada Lovelace' });
  });

  it.each([
    ['an empty body', ''],
    ['a page', '<html><body>Sign in</body></html>'],
    ['the answer to another request', answerTo('SaltoDBGroup.Update', '<ExtGroupID>A</ExtGroupID>')],
    ['an answer about another record', answerTo('SaltoDBGroup.Delete', '<ExtGroupID>B</ExtGroupID>')],
    ['half of an answer', done.slice(0, -10)],
  ])('believes nothing of %s', async (_what, body) => {
    vendor.answer(body);
    const failure = await failureOf(remove());
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure).toMatchObject({ effect: 'unknown' });
    vendor.answer(body);
    expect(await failureOf(vendor.client().getInfo())).toMatchObject({ effect: 'none' });
  });

  it('refuses an answer that is too long', async () => {
    vendor.answer(`${done}${' '.repeat(2000)}`);
    const failure = await failureOf(remove(vendor.client({ maximumAnswerBytes: 1024 })));
    expect(failure).toBeInstanceOf(ConnectionError);
    expect(failure).toMatchObject({ reason: 'too_large', effect: 'unknown' });
  });

  it('gives up when the time is over, and knows that a write may have been done', async () => {
    vendor.answer(() => new Promise<Response>(() => {}));
    const failure = await failureOf(remove(vendor.client({ timeoutMs: 20 })));
    expect(failure).toMatchObject({ reason: 'timeout', effect: 'unknown', isRetryable: true });
    expect(await failureOf(vendor.client({ timeoutMs: 20 }).getInfo())).toMatchObject({ effect: 'none' });
  });

  it('sends nothing for a caller who has given up, and nothing once it is closed', async () => {
    vendor.answer(done);
    const client = vendor.client();
    expect(await failureOf(client.accessLevels.delete('A', { signal: AbortSignal.abort() }))).toMatchObject({
      reason: 'aborted',
      effect: 'none',
    });
    await client.close();
    expect(await failureOf(remove(client))).toMatchObject({ reason: 'aborted', effect: 'none' });
    expect(vendor.seen).toEqual([]);
  });

  it('uses the given fetch', async () => {
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = async (input) => {
      asked.push(new Request(input).url);
      return new Response(done);
    };
    await remove(vendor.client({}, { fetch }));
    expect(asked).toEqual([`${BASE_URL}/`]);
  });
});
