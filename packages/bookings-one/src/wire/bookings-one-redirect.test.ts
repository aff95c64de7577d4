import { ProviderCallError } from '@acx/core/provider';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { failureOf, INFORMATION, useTestVendor } from './__fixtures__/bookings-one-test-vendor';
import { describeBookingsOneRedirect } from './bookings-one-redirect';

describe('a redirect', () => {
  const vendor = useTestVendor();

  it.each([300, 301, 302, 303, 304, 307, 308])('with the status %i is never followed', async (status) => {
    const location = 'https://other.example/sign-in?token=s3cret-T0ken#s3cret';
    vendor.answer('get', INFORMATION, () => new HttpResponse(null, { status, headers: { location } }));
    const failure = await failureOf(vendor.client().information());
    expect(failure).toBeInstanceOf(ProviderCallError);
    expect(failure).toMatchObject({ status, vendorCode: 'redirected', isRetryable: false, effect: 'none' });
    expect(String(failure)).toContain('not followed so that the token is not handed on');
    expect(String(failure)).toContain('put https://other.example into baseUrl');
    expect(String(failure)).not.toMatch(/s3cret|sign-in/);
    expect(vendor.seen).toHaveLength(1);
  });

  const advice = (location: string | null, baseUrl = 'https://one.example/site') =>
    describeBookingsOneRedirect({ baseUrl, location, secrets: ['T0ken', 'abc'] });

  it.each([
    ['another server', 'https://two.example/x?y', 'put https://two.example into baseUrl'],
    ['another port', 'https://one.example:8443/x', 'put https://one.example:8443 into baseUrl'],
    ['a server without a scheme', '//two.example/x', 'put https://two.example into baseUrl'],
    ['the same server', '/sign-in?x', 'another path of the same server'],
    ['plain http', 'http://one.example/API', 'plain http'],
  ])('to %s says what to do', (_what, location, told) => {
    expect(advice(location)).toContain(told);
  });

  it('from plain http says which address is safe', () => {
    expect(advice('https://one.example/', 'http://one.example')).toContain('put https://one.example into baseUrl');
  });

  it.each([
    ['nowhere', null],
    ['what is no address', 'https://'],
    ['another kind of address', 'mailto:ada@example.com'],
    ['a user', 'https://ada:pw@two.example/'],
    ['a host with the token in it', 'https://t0ken.two.example/'],
    ['a host with a number that could be a PIN', 'https://p7391.two.example/'],
  ])('to %s names no address', (_what, location) => {
    expect(advice(location)).toBe('Put the address at which your server itself answers into baseUrl.');
  });
});
