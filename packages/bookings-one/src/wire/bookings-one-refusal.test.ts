import { AuthenticationError, ProviderCallError } from '@acx/core/provider';
import { createFixedClock } from '@acx/core/testing';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { DAILY, failureOf, json, SUBSCRIPTION, useTestVendor } from './__fixtures__/bookings-one-test-vendor';

describe('a refusal', () => {
  const vendor = useTestVendor();
  const subscribe = () => failureOf(vendor.client().subscribe({ callUrl: 'https://host.example/hook' }));
  const day = () =>
    failureOf(vendor.client().dailyBookings({ resource: '12', date: '2026-07-01', timeZone: 'Europe/Dublin' }));

  it('of the token says where to make another one', async () => {
    vendor.answer('get', DAILY, json({ message: 'no' }, { status: 401 }));
    const failure = await day();
    expect(failure).toBeInstanceOf(AuthenticationError);
    expect(failure).toMatchObject({ status: 401, effect: 'none', operation: 'dailyBookings' });
    expect(String(failure)).toMatch(/API authentication.*auth/s);
  });

  it.each([
    [403, 'forbidden', false],
    [404, 'not_found', false],
    [400, 'not_accepted', false],
    [422, 'not_accepted', false],
    [418, 'unexpected_status', false],
    [405, 'unexpected_status', false],
    [429, 'rate_limited', true],
    [408, 'server_failure', true],
    [500, 'server_failure', true],
    [503, 'server_failure', true],
  ])('of a read with the status %i is %s, and has changed nothing', async (status, vendorCode, isRetryable) => {
    vendor.answer('get', DAILY, json({ message: 'Ada Archer' }, { status }));
    const failure = await day();
    expect(failure).toBeInstanceOf(ProviderCallError);
    expect(failure).toMatchObject({ status, vendorCode, isRetryable, effect: 'none' });
    expect(String(failure)).toContain('resource 12');
    expect(String(failure)).toContain('nothing was changed');
    expect(String(failure)).not.toContain('Archer');
    expect(vendor.seen).toHaveLength(1);
  });

  it.each([
    [301, 'none'],
    [303, 'unknown'],
    [400, 'none'],
    [403, 'none'],
    [408, 'unknown'],
    [429, 'none'],
    [500, 'unknown'],
    [504, 'unknown'],
  ])('of a write with the status %i has the effect %s', async (status, effect) => {
    vendor.answer('post', SUBSCRIPTION, () => new HttpResponse(null, { status }));
    expect(await subscribe()).toMatchObject({ status, effect });
    expect(vendor.seen).toHaveLength(1);
  });

  it.each([
    ['seconds', '12', 12_000],
    ['a date', 'Wed, 01 Jul 2026 00:00:05 GMT', 5000],
    ['nothing that can be read', 'soon', undefined],
  ])('that says to wait in %s tells how long', async (_what, header, retryAfterMs) => {
    vendor.answer('post', SUBSCRIPTION, json({}, { status: 429, headers: { 'retry-after': header } }));
    const client = vendor.client({ clock: createFixedClock('2026-07-01T00:00:00Z') });
    expect(await failureOf(client.subscribe({ callUrl: 'https://host.example/hook' }))).toMatchObject({ retryAfterMs });
  });

  it('by a page says nothing about the record', async () => {
    vendor.answer('get', DAILY, () => new HttpResponse('<html>404 not found</html>', { status: 404 }));
    expect(await day()).toMatchObject({ vendorCode: 'unexpected_status' });
  });

  it('keeps the words of the server for an installer, without what can be recognised in them', async () => {
    const words = 'Bad date for s3cret-T0ken of ada@example.com';
    vendor.answer('get', DAILY, () => HttpResponse.text(words, { status: 400 }));
    const failure = await day();
    expect(failure).toMatchObject({ vendorText: 'Bad date for [secret] of [e-mail]' });
    expect(JSON.stringify(failure)).not.toContain('Bad date');
  });

  it('that goes on and on is kept in part', async () => {
    vendor.answer('get', DAILY, () => HttpResponse.text('no '.repeat(100_000), { status: 400 }));
    expect(await day()).toMatchObject({ vendorText: 'no '.repeat(334).slice(0, 1000) });
  });
});
