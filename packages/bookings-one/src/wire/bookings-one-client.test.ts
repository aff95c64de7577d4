import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:https';
import { ConfigurationError, InvalidInputError, ResponseValidationError } from '@acx/core/provider';
import { HttpResponse } from 'msw';
import { generate } from 'selfsigned';
import { describe, expect, it } from 'vitest';
import {
  BASE_URL,
  failureOf,
  INFORMATION,
  json,
  SUBSCRIPTION,
  useTestVendor,
} from './__fixtures__/bookings-one-test-vendor';
import { createBookingsOneClient, settingsToBookingsOneClient } from './bookings-one-client';
import { bookingsOneClientOptionsSchema } from './bookings-one-client-options';

describe('the client', () => {
  const vendor = useTestVendor();
  const callUrl = 'https://host.example/hooks/unguessable';

  it.each([
    ['raw' as const, 's3cret-T0ken'],
    ['bearer' as const, 'Bearer s3cret-T0ken'],
    ['basic' as const, `Basic ${btoa('s3cret-T0ken:')}`],
  ])('shows its token %s', async (auth, authorization) => {
    vendor.answer('get', INFORMATION, json({ version: '1.0' }));
    await vendor.client({ auth }).information();
    expect(vendor.seen).toEqual([{ line: `GET ${INFORMATION}`, body: '', authorization, contentType: null }]);
  });

  it.each([
    ['an object', json({ version: '1.0', anything: [1] }), { version: '1.0', anything: [1] }],
    ['a text in JSON', json('1.0 beta'), '1.0 beta'],
    ['a text', () => new HttpResponse(' 1.0 beta '), '1.0 beta'],
    ['nothing', () => new HttpResponse(null, { status: 204 }), undefined],
    ['JSON behind a byte order mark', () => new HttpResponse('\uFEFF{"a":1}'), { a: 1 }],
  ])('passes on whatever the information is: %s', async (_what, answer, information) => {
    vendor.answer('get', INFORMATION, answer);
    expect(await vendor.client().information()).toEqual(information);
  });

  it('reaches a server whose API lies below a path', async () => {
    vendor.answer('get', `/one${INFORMATION}`, json(1));
    for (const baseUrl of [`${BASE_URL}/one`, `${BASE_URL}/one/`]) await vendor.client({ baseUrl }).information();
    expect(vendor.seen.map(({ line }) => line)).toEqual([`GET /one${INFORMATION}`, `GET /one${INFORMATION}`]);
  });

  it('subscribes an address by JSON', async () => {
    const answers = [json({ id: 1 }), () => new HttpResponse(null), () => new HttpResponse('Subscribed.')];
    vendor.answer('post', SUBSCRIPTION, ...answers);
    const client = vendor.client();
    for (const _ of answers) await client.subscribe({ callUrl });
    expect(vendor.seen).toHaveLength(3);
    expect(vendor.seen[0]).toEqual({
      line: `POST ${SUBSCRIPTION}`,
      body: JSON.stringify({ callURL: callUrl }),
      authorization: 's3cret-T0ken',
      contentType: 'application/json',
    });
  });

  it('speaks by the names of a corrected profile', async () => {
    const profile = { paths: { subscribe: '/v2/hook' }, subscription: { callUrl: 'hook.url' } };
    vendor.answer('post', '/v2/hook', json({}));
    await vendor.client({ profile }).subscribe({ callUrl });
    expect(vendor.seen[0]?.body).toBe(JSON.stringify({ hook: { url: callUrl } }));
  });

  it.each(['', 'host.example/hooks', 'javascript:alert(1)', 'ftp://host.example'])(
    'never subscribes %j',
    async (address) => {
      expect(await failureOf(vendor.client().subscribe({ callUrl: address }))).toBeInstanceOf(InvalidInputError);
      expect(vendor.seen).toEqual([]);
    },
  );

  it.each([
    ['a page', () => new HttpResponse('<html>Sign in</html>', { headers: { 'content-type': 'application/json' } })],
    ['JSON that is cut off', () => new HttpResponse('{"version": "1')],
  ])('believes no success that is told by %s', async (_what, answer) => {
    vendor.answer('get', INFORMATION, answer);
    vendor.answer('post', SUBSCRIPTION, answer);
    const read = await failureOf(vendor.client().information());
    const written = await failureOf(vendor.client().subscribe({ callUrl }));
    for (const failure of [read, written]) expect(failure).toBeInstanceOf(ResponseValidationError);
    expect([read, written]).toMatchObject([{ effect: 'none' }, { effect: 'unknown' }]);
    expect(String(read)).not.toContain('Sign in');
  });

  it('tells honestly what a call has done that was given up or lost', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    vendor.answer(
      'post',
      SUBSCRIPTION,
      () => HttpResponse.error(),
      () => {
        controller.abort();
        return HttpResponse.json({});
      },
    );
    const call = () => failureOf(vendor.client().subscribe({ callUrl }, { signal }));
    expect(await call()).toMatchObject({ code: 'connection', effect: 'unknown' });
    expect(await call()).toMatchObject({ reason: 'aborted', effect: 'unknown' });
    expect(await call()).toMatchObject({ reason: 'aborted', effect: 'none' });
    expect(vendor.seen).toHaveLength(2);
  });

  it('makes no call after it was closed', async () => {
    const client = vendor.client();
    await client.close();
    await client.close();
    expect(await failureOf(client.information())).toMatchObject({ reason: 'aborted', effect: 'none' });
    expect(vendor.seen).toEqual([]);
  });

  it('is made of settings, too, and never sends a token in the clear', () => {
    const settings = bookingsOneClientOptionsSchema.parse({ id: 'house', baseUrl: BASE_URL, token: 't' });
    expect(settingsToBookingsOneClient(settings).providerId).toBe('house');
    const plain = { ...settings, baseUrl: 'http://one.example' };
    expect(() => settingsToBookingsOneClient(plain)).toThrow(ConfigurationError);
    expect(() => createBookingsOneClient({ id: 'house', baseUrl: plain.baseUrl, token: 't' })).toThrow(
      ConfigurationError,
    );
  });
});

describe('a server with a private certificate', () => {
  it('is trusted by its fingerprint, and no other server is', async () => {
    const certificate = await generate([{ name: 'commonName', value: 'one.local' }]);
    let calls = 0;
    const server = createServer({ key: certificate.private, cert: certificate.cert }, (_request, response) => {
      calls += 1;
      response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const baseUrl = `https://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    const open = (fingerprint256: string) =>
      createBookingsOneClient({ id: 'house', baseUrl, token: 't', tls: { fingerprint256 } });
    const right = open(new X509Certificate(certificate.cert).fingerprint256);
    const wrong = open('00'.repeat(32));
    try {
      expect(await right.information()).toEqual({});
      expect(await failureOf(wrong.information())).toMatchObject({ reason: 'tls', effect: 'none' });
      expect(calls).toBe(1);
    } finally {
      await Promise.all([right.close(), wrong.close()]);
      server.closeAllConnections();
      server.close();
    }
  });
});
