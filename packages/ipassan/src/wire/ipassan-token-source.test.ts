import { AuthenticationError, ConnectionError, ProviderCallError, ResponseValidationError } from '@acx/core/provider';
import { createFixedClock } from '@acx/core/testing';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { collect, failureOf, SITE, useTestVendor } from '../__fixtures__/ipassan-test-vendor';

describe('the token of iPassan', () => {
  const vendor = useTestVendor();
  const persons = `${SITE}/person`;
  const nobody = () => HttpResponse.json({ data: [], next_cursor: null });
  const unauthorized = () => HttpResponse.json({ error: 'expired' }, { status: 401 });

  it('is asked for as a form and sent as a bearer', async () => {
    vendor.answer('get', persons, nobody);
    await collect(vendor.client().persons.list());
    expect(vendor.tokenRequests).toEqual([
      'grant_type=client_credentials&scope=all&client_id=client-1&client_secret=s3cret%2F%2B+value',
    ]);
    expect(vendor.seen[0]?.authorization).toBe('Bearer token-1');
  });

  it('is asked for once by calls at the same time, and kept', async () => {
    vendor.answer('get', persons, nobody);
    const client = vendor.client();
    await Promise.all([1, 2, 3].map(() => collect(client.persons.list())));
    await collect(client.persons.list());
    expect(vendor.tokenRequests).toHaveLength(1);
  });

  it.each([
    ['as a number', 3600],
    ['as text', '3600'],
  ])('is renewed 30 seconds before the told end (%s)', async (_what, expires_in) => {
    const clock = createFixedClock('2026-07-01T00:00:00Z');
    vendor.answer('get', persons, nobody);
    vendor.answerToken = (count) => HttpResponse.json({ access_token: `token-${count}`, expires_in });
    const client = vendor.client({ clock });
    await collect(client.persons.list());
    await clock.advanceBy(3_569_000);
    await collect(client.persons.list());
    expect(vendor.tokenRequests).toHaveLength(1);
    await clock.advanceBy(1_000);
    await collect(client.persons.list());
    expect(vendor.seen.map(({ authorization }) => authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it('of a short life is used for nine tenths of it', async () => {
    const clock = createFixedClock('2026-07-01T00:00:00Z');
    vendor.answer('get', persons, nobody);
    vendor.answerToken = (count) => HttpResponse.json({ access_token: `token-${count}`, expires_in: 10 });
    const client = vendor.client({ clock });
    await collect(client.persons.list());
    await clock.advanceBy(8_999);
    await collect(client.persons.list());
    expect(vendor.tokenRequests).toHaveLength(1);
    await clock.advanceBy(1);
    await collect(client.persons.list());
    expect(vendor.tokenRequests).toHaveLength(2);
  });

  it('is used until it is refused when no life is told', async () => {
    const clock = createFixedClock('2026-07-01T00:00:00Z');
    vendor.answer('get', persons, nobody);
    const client = vendor.client({ clock });
    await collect(client.persons.list());
    await clock.advanceBy(30 * 86_400_000);
    await collect(client.persons.list());
    expect(vendor.tokenRequests).toHaveLength(1);
  });

  it('is renewed once when it is refused, and the call is sent again', async () => {
    vendor.answer('delete', `${persons}/p1`, unauthorized, () => new Response(null, { status: 204 }));
    await vendor.client().persons.delete('p1');
    expect(vendor.seen.map(({ authorization }) => authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('is renewed once for calls that were refused at the same time', async () => {
    vendor.answer('get', persons, unauthorized, unauthorized, nobody);
    const client = vendor.client();
    await Promise.all([collect(client.persons.list()), collect(client.persons.list())]);
    expect(vendor.tokenRequests).toHaveLength(2);
  });

  it('that is refused twice is an AuthenticationError', async () => {
    vendor.answer('get', persons, unauthorized);
    const failure = await failureOf(collect(vendor.client().persons.list()));
    expect(failure).toBeInstanceOf(AuthenticationError);
    expect(failure).toMatchObject({ operation: 'listPersons', status: 401, effect: 'none' });
    expect(vendor.seen).toHaveLength(2);
  });

  it.each([400, 401, 403])(
    'is refused with %i: an AuthenticationError, and the next call asks anew',
    async (status) => {
      vendor.answer('get', persons, nobody);
      vendor.answerToken = (count) =>
        count === 1
          ? HttpResponse.json({ error: 'invalid_client' }, { status })
          : HttpResponse.json({ access_token: 't' });
      const client = vendor.client();
      expect(await failureOf(collect(client.persons.list()))).toBeInstanceOf(AuthenticationError);
      expect(await collect(client.persons.list())).toEqual([]);
    },
  );

  it('cannot be had while the server fails: retryable, nothing changed', async () => {
    vendor.answerToken = () => new Response('down', { status: 503, headers: { 'retry-after': '7' } });
    const failure = await failureOf(vendor.client().persons.delete('p1'));
    expect(failure).toBeInstanceOf(ProviderCallError);
    expect(failure).toMatchObject({ isRetryable: true, effect: 'none', status: 503, retryAfterMs: 7000 });
  });

  it.each([
    ['a page', () => new HttpResponse('<html>Welcome</html>')],
    ['JSON without a token', () => HttpResponse.json({ token: 'x' })],
    ['nothing', () => new HttpResponse(null)],
  ])('is not taken out of %s', async (_what, answer) => {
    vendor.answerToken = answer;
    const failure = await failureOf(vendor.client().persons.delete('p1'));
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure).toMatchObject({ effect: 'none', operation: 'requestToken' });
  });

  it('does not let one impatient caller end the request of the others', async () => {
    vendor.answer('get', persons, nobody);
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    vendor.answerToken = async () => {
      await held;
      return HttpResponse.json({ access_token: 't' });
    };
    const client = vendor.client();
    const controller = new AbortController();
    const impatient = failureOf(collect(client.persons.list({ signal: controller.signal })));
    const patient = collect(client.persons.list());
    controller.abort();
    const failure = await impatient;
    expect(failure).toBeInstanceOf(ConnectionError);
    expect(failure).toMatchObject({ reason: 'aborted', effect: 'none' });
    release();
    expect(await patient).toEqual([]);
    expect(vendor.tokenRequests).toHaveLength(1);
  });
});
