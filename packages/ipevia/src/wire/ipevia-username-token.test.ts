import { createHash } from 'node:crypto';
import { AuthenticationError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { answerTo, failureOf, refusal, useTestVendor } from './__fixtures__/ipevia-test-vendor';
import { passwordDigest } from './ipevia-username-token';

const authentication = { kind: 'username-token', user: 'api & "co"', password: 's3cret' } as const;
const clock = { nowMs: () => Date.UTC(2026, 10, 21, 8), schedule: () => () => {} };

describe('a WS-UsernameToken', () => {
  const vendor = useTestVendor();

  it('has the digest of the guide of ONVIF', () => {
    const nonce = Buffer.from('LKqI6G/AikKCQrN0zqZFlg==', 'base64');
    const created = '2010-09-16T07:50:45Z';
    expect(passwordDigest({ nonce, created, password: 'userpassword' })).toBe('tuOSpGlFlIXsozq4HFNeeGeFLEI=');
  });

  it('is new in each message, dated by the clock, and no other login goes with it', async () => {
    vendor.answer(answerTo('DeleteCredential'));
    const client = vendor.client({ authentication, clock });
    await client.credentials.delete('c1');
    await client.credentials.delete('c1');
    const nonces = vendor.seen.map(({ body, headers }) => {
      expect(headers.get('authorization')).toBeNull();
      expect(body).not.toContain('s3cret');
      expect(body).toContain('<wsse:Username>api &amp; "co"</wsse:Username>');
      const created = /<wsu:Created>([^<]+)</.exec(body)?.[1] ?? '';
      expect(created).toBe('2026-11-21T08:00:00.000Z');
      const nonce = Buffer.from(/<wsse:Nonce [^>]+>([^<]+)</.exec(body)?.[1] ?? '', 'base64');
      expect(nonce).toHaveLength(16);
      const digest = createHash('sha1')
        .update(Buffer.concat([nonce, Buffer.from(`${created}s3cret`)]))
        .digest('base64');
      expect(body).toContain(`#PasswordDigest">${digest}</wsse:Password>`);
      return nonce.toString('hex');
    });
    expect(new Set(nonces).size).toBe(2);
  });

  it.each(['NotAuthorized', 'FailedAuthentication'])('may be refused by the fault %s', async (code) => {
    vendor.answer(refusal([code]));
    const failure = await failureOf(vendor.client({ authentication, clock }).credentials.delete('c1'));
    expect(failure).toBeInstanceOf(AuthenticationError);
    expect(vendor.seen).toHaveLength(1);
  });
});
