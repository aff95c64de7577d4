import { AuthenticationError, ConnectionError, ProviderCallError, ResponseValidationError } from '@acx/core/provider';
import { HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import {
  answerTo,
  CREDENTIAL_URL,
  envelopeOf,
  failureOf,
  faultOf,
  useTestVendor,
} from './__fixtures__/ipevia-test-vendor';

const loaded = vi.hoisted(() => ({ times: 0 }));
vi.mock(import('soap'), async (original) => {
  loaded.times += 1;
  return original();
});

describe('a call', () => {
  const vendor = useTestVendor();
  const done = answerTo('DeleteCredential');
  const remove = (client = vendor.client()) => client.credentials.delete('c1');
  const read = (client = vendor.client()) => client.credentials.getState('c1');

  it('loads the library only when it is made, and once', async () => {
    const client = vendor.client();
    expect(loaded.times).toBe(0);
    vendor.answer(done);
    await Promise.all([remove(client), remove(client)]);
    expect(loaded.times).toBe(1);
  });

  it('is one POST of SOAP 1.2 with its action', async () => {
    vendor.answer(done);
    await remove(vendor.client({ authentication: { kind: 'basic', user: 'api', password: 'pä:ß' } }));
    expect(vendor.seen).toHaveLength(1);
    const [{ method, url, headers } = { method: '', url: '', headers: new Headers() }] = vendor.seen;
    expect([method, url]).toEqual(['POST', CREDENTIAL_URL]);
    expect(headers.get('content-type')).toBe(
      'application/soap+xml; charset=utf-8; action="http://www.onvif.org/ver10/credential/wsdl/DeleteCredential"',
    );
    expect(headers.get('authorization')).toBe(`Basic ${btoa('api:p\u00c3\u00a4:\u00c3\u009f')}`);
  });

  it('that is made at the same time as others keeps its own message', async () => {
    vendor.answer(({ body }) => {
      const token = /<tcr:Token>([^<]*)</.exec(body)?.[1] ?? '';
      const reason = `<c:Reason>${token}</c:Reason>`;
      return new HttpResponse(
        answerTo('GetCredentialState', `<c:State><c:Enabled>true</c:Enabled>${reason}</c:State>`),
      );
    });
    const client = vendor.client();
    const tokens = Array.from({ length: 50 }, (_, index) => `c${index}`);
    const states = await Promise.all(tokens.map((token) => client.credentials.getState(token)));
    expect(states.map(({ reason }) => reason)).toEqual(tokens);
  });

  it.each([401, 403])('is told by status %i that the login is not accepted', async (status) => {
    vendor.answer(() => new HttpResponse(done, { status }));
    expect(await failureOf(remove())).toBeInstanceOf(AuthenticationError);
  });

  it.each([
    [500, 'unknown', true],
    [502, 'unknown', true],
    [204, 'unknown', false],
    [302, 'none', false],
    [400, 'none', false],
    [405, 'none', false],
    [415, 'none', false],
    [429, 'none', true],
  ])('does not believe an answer of status %i, and sends nothing twice', async (status, effect, isRetryable) => {
    const headers = { location: 'https://parking.example/elsewhere', 'retry-after': '7' };
    vendor.answer(() => new HttpResponse(status === 204 ? null : done, { status, headers }));
    const failure = await failureOf(remove());
    expect(failure).toBeInstanceOf(ProviderCallError);
    expect(failure).toMatchObject({ status, effect, isRetryable, retryAfterMs: 7000 });
    expect(vendor.seen).toHaveLength(1);
  });

  it.each([200, 400, 500, 503])('is told by a fault of status %i that nothing was changed', async (status) => {
    vendor.answer(() => new HttpResponse(faultOf(['InvalidArgVal', 'NotFound']), { status }));
    expect(await failureOf(remove())).toMatchObject({
      vendorCode: 'notFound',
      effect: 'none',
      vendorText: 'Ada Lovelace',
    });
  });

  it.each([
    ['an empty body', ''],
    ['a page', '<html><body>Sign in</body></html>'],
    ['the answer to another operation', answerTo('ModifyCredential')],
    ['two answers', envelopeOf('<c:DeleteCredentialResponse/><c:DeleteCredentialResponse/>')],
    ['an answer and a fault', envelopeOf('<c:DeleteCredentialResponse/><s:Fault/>')],
    ['its own request', envelopeOf('<c:DeleteCredential/>')],
    ['half of an answer', done.slice(0, -10)],
  ])('believes nothing of %s', async (_what, body) => {
    vendor.answer(body);
    const failure = await failureOf(remove());
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure).toMatchObject({ effect: 'unknown' });
    expect(await failureOf(read())).toMatchObject({ effect: 'none' });
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
    expect(await failureOf(read(vendor.client({ timeoutMs: 20 })))).toMatchObject({ effect: 'none' });
  });

  it('sends nothing for a caller who has given up, and nothing once the client is closed', async () => {
    vendor.answer(done);
    const client = vendor.client();
    const aborted = { reason: 'aborted', effect: 'none' };
    expect(await failureOf(client.credentials.delete('c1', { signal: AbortSignal.abort() }))).toMatchObject(aborted);
    await client.close();
    expect(await failureOf(remove(client))).toMatchObject(aborted);
    expect(vendor.seen).toEqual([]);
  });

  it('uses the given fetch', async () => {
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = async (input) => {
      asked.push(new Request(input).url);
      return new Response(done);
    };
    await remove(vendor.client({ fetch }));
    expect(asked).toEqual([CREDENTIAL_URL]);
  });
});
