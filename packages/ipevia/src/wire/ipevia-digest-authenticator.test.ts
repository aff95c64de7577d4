import { createHash } from 'node:crypto';
import { AuthenticationError } from '@acx/core/provider';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { answerTo, failureOf, type SeenRequest, useTestVendor } from './__fixtures__/ipevia-test-vendor';
import type { IpeviaClient } from './ipevia-client';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** A server that checks logins by digest, written from RFC 7616. */
function digestServer(options: { password?: string; uses?: number; nextNonce?: boolean; stale?: boolean } = {}) {
  const { password = 's3cret', uses = Number.POSITIVE_INFINITY, nextNonce = false, stale = true } = options;
  const counts = new Map<string, number[]>();
  let issued = 0;
  const issue = (): string => {
    issued += 1;
    counts.set(`nonce-${issued}`, []);
    return `nonce-${issued}`;
  };
  const challenge = (isStale: boolean): Response => {
    const told = isStale ? ', stale=true' : '';
    const header = `Digest realm="iPevia", qop="auth", nonce="${issue()}", opaque="o"${told}`;
    return new HttpResponse('', { status: 401, headers: { 'www-authenticate': header } });
  };
  return {
    counts,
    issued: () => issued,
    forget: () => counts.clear(),
    answer({ headers, url, method }: SeenRequest): Response {
      const sent = headers.get('authorization');
      if (sent === null) return challenge(false);
      const part = (name: string): string => new RegExp(`[ ,]${name}="?([^",]*)`).exec(sent)?.[1] ?? '';
      const { pathname, search } = new URL(url);
      const key = md5(`api:iPevia:${password}`);
      const target = md5(`${method}:${pathname}${search}`);
      const expected = md5(`${key}:${part('nonce')}:${part('nc')}:${part('cnonce')}:auth:${target}`);
      if (part('response') !== expected || part('uri') !== `${pathname}${search}`) return challenge(false);
      const used = counts.get(part('nonce'));
      const count = Number.parseInt(part('nc'), 16);
      if (used === undefined) return challenge(stale);
      if (used.includes(count) || used.length >= uses) return challenge(true);
      used.push(count);
      const info = nextNonce ? { 'authentication-info': `nextnonce="${issue()}"` } : undefined;
      return new HttpResponse(answerTo('DeleteCredential'), { headers: info });
    },
  };
}

const digest = { kind: 'digest', user: 'api', password: 's3cret' } as const;
const remove = (client: IpeviaClient): Promise<void> => client.credentials.delete('c1');

describe('the login by digest', () => {
  const vendor = useTestVendor();

  it('costs one more round for the first call of a nonce and none for the next ones', async () => {
    const server = digestServer();
    vendor.answer(server.answer);
    const client = vendor.client({ authentication: digest });
    for (const sent of [2, 3, 4]) {
      await remove(client);
      expect(vendor.seen).toHaveLength(sent);
    }
    expect(server.counts.get('nonce-1')).toEqual([1, 2, 3]);
    for (const { body, headers } of vendor.seen)
      expect(`${body}${headers.get('authorization')}`).not.toContain('s3cret');
  });

  it('costs calls that are made at once one more round together, and no count is used twice', async () => {
    const server = digestServer();
    vendor.answer(server.answer);
    const client = vendor.client({ authentication: digest });
    await Promise.all(Array.from({ length: 20 }, () => remove(client)));
    expect(vendor.seen).toHaveLength(21);
    expect(server.counts.get('nonce-1')?.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  it('takes a new nonce when the old one is stale', async () => {
    const server = digestServer({ uses: 2 });
    vendor.answer(server.answer);
    const client = vendor.client({ authentication: digest });
    for (let call = 0; call < 5; call += 1) await remove(client);
    expect(vendor.seen).toHaveLength(5 + 3);
    expect(server.issued()).toBe(3);
  });

  it.each([true, false])('survives a restart of the server, stale said or not: %s', async (stale) => {
    const server = digestServer({ stale });
    vendor.answer(server.answer);
    const client = vendor.client({ authentication: digest });
    await remove(client);
    server.forget();
    await remove(client);
    expect(vendor.seen).toHaveLength(4);
  });

  it('goes on with the nonce that an answer names for the next call', async () => {
    const server = digestServer({ uses: 1, nextNonce: true });
    vendor.answer(server.answer);
    const client = vendor.client({ authentication: digest });
    for (let call = 0; call < 4; call += 1) await remove(client);
    expect(vendor.seen).toHaveLength(5);
  });

  it('fails after the second refusal, and every call anew', async () => {
    vendor.answer(digestServer({ password: 'other' }).answer);
    const client = vendor.client({ authentication: digest });
    for (const sent of [2, 4]) {
      const failure = await failureOf(remove(client));
      expect(failure).toBeInstanceOf(AuthenticationError);
      expect(failure).toMatchObject({ status: 401, effect: 'none', isRetryable: false });
      expect(vendor.seen).toHaveLength(sent);
    }
  });

  it('is sent three times at most to a server that finds every nonce stale', async () => {
    let nonce = 0;
    vendor.answer(() => {
      nonce += 1;
      const headers = { 'www-authenticate': `Digest realm="r", nonce="${nonce}", stale=true, qop="auth"` };
      return new HttpResponse('', { status: 401, headers });
    });
    expect(await failureOf(remove(vendor.client({ authentication: digest })))).toBeInstanceOf(AuthenticationError);
    expect(vendor.seen).toHaveLength(3);
  });

  it.each([
    ['Digest realm="r", nonce="n", algorithm=SHA-512-256', /algorithm of digest login that is not known/],
    ['Basic realm="r"', /offers no login by digest/],
    [undefined, /offers no login by digest/],
  ])('says what is wrong with the challenge %s, and sends no password', async (header, words) => {
    const headers = header === undefined ? undefined : { 'www-authenticate': header };
    vendor.answer(() => new HttpResponse('', { status: 401, headers }));
    const failure = await failureOf(remove(vendor.client({ authentication: digest })));
    expect(failure).toBeInstanceOf(AuthenticationError);
    expect(failure).toMatchObject({ message: expect.stringMatching(words) });
    expect(vendor.seen.map(({ headers }) => headers.get('authorization'))).toEqual([null]);
  });

  it('is not needed where the server lets everybody in, and then calls do not wait for each other', async () => {
    let open = 0;
    let most = 0;
    vendor.answer(async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setImmediate(resolve));
      open -= 1;
      return new HttpResponse(answerTo('DeleteCredential'));
    });
    const client = vendor.client({ authentication: digest });
    await remove(client);
    await Promise.all(Array.from({ length: 4 }, () => remove(client)));
    expect(vendor.seen).toHaveLength(5);
    expect(most).toBeGreaterThan(1);
  });

  it('lets a caller give up while another fetches the nonce, and tells that nothing was sent', async () => {
    let release = (): void => {};
    const server = digestServer();
    vendor.answer(
      (request) =>
        new Promise((resolve) => {
          release = () => resolve(server.answer(request));
        }),
      server.answer,
    );
    const client = vendor.client({ authentication: digest });
    const first = remove(client);
    await expect.poll(() => vendor.seen.length).toBe(1);
    const controller = new AbortController();
    const second = failureOf(client.credentials.delete('c2', { signal: controller.signal }));
    controller.abort();
    expect(await second).toMatchObject({ reason: 'aborted', effect: 'none' });
    release();
    await first;
    expect(vendor.seen).toHaveLength(2);
  });

  it('does not know whether a write took effect when the logged-in round gets no answer', async () => {
    const server = digestServer();
    vendor.answer(server.answer, () => HttpResponse.error());
    expect(await failureOf(remove(vendor.client({ authentication: digest })))).toMatchObject({ effect: 'unknown' });
  });
});
