import { ConflictError, ConnectionError, ProviderCallError, ResponseValidationError } from '@acx/core/provider';
import { createFixedClock } from '@acx/core/testing';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { collect, failureOf, SITE, useTestVendor } from '../__fixtures__/ipassan-test-vendor';

describe('iPassan asset bookings', () => {
  const vendor = useTestVendor();
  const bookings = `${SITE}/asset/gym/booking`;
  const input = {
    person: 'ada',
    startsAt: '2026-07-01T10:00:00+01:00',
    endsAt: '2026-07-01T11:00:00+01:00',
    reference: 'acx:1',
  };
  const record = { uuid: 'b1', person: 'ada', start: input.startsAt, end: input.endsAt, reference: 'acx:1' };

  it('are created by a form with local times and our mark', async () => {
    vendor.answer('post', bookings, () => HttpResponse.json(record));
    expect(await vendor.client().assetBookings.create('gym', input)).toBe('b1');
    expect(vendor.seen.map(({ line, body }) => [line, body])).toEqual([
      [
        `POST ${bookings}`,
        'person=ada&start=2026-07-01T10%3A00%3A00%2B01%3A00&end=2026-07-01T11%3A00%3A00%2B01%3A00&reference=acx%3A1',
      ],
    ]);
  });

  it('are updated with the changed time only', async () => {
    vendor.answer('put', `${bookings}/b1`, () => HttpResponse.json(record));
    await vendor.client().assetBookings.update('gym', 'b1', { endsAt: '2026-07-01T11:30:00+01:00' });
    expect(vendor.seen[0]?.body).toBe('end=2026-07-01T11%3A30%3A00%2B01%3A00');
  });

  it('are read alone and in lists', async () => {
    vendor.answer('get', `${bookings}/b1`, () => HttpResponse.json(record));
    vendor.answer('get', bookings, () =>
      HttpResponse.json({ data: [record, { ...record, uuid: 'b2', person: null, reference: null }] }),
    );
    const read = { uuid: 'b1', ...input };
    expect(await vendor.client().assetBookings.get('gym', 'b1')).toEqual(read);
    expect(await collect(vendor.client().assetBookings.list('gym'))).toEqual([
      read,
      { ...read, uuid: 'b2', person: undefined, reference: null },
    ]);
  });

  it('are spoken of by the names of a corrected profile', async () => {
    const profile = {
      paths: { assetBookings: '/api/v2/site/{site}/reservation/{asset}' },
      assetBooking: { uuid: 'id', person: 'user', startsAt: 'from', reference: null },
    };
    vendor.answer('post', '/api/v2/site/site-1/reservation/gym', () => HttpResponse.json({ id: 'r1' }));
    expect(await vendor.client({ profile }).assetBookings.create('gym', input)).toBe('r1');
    expect(decodeURIComponent(vendor.seen[0]?.body ?? '')).toBe(`user=ada&from=${input.startsAt}&end=${input.endsAt}`);
  });

  it.each([
    ['wrong_site', 'Access Denied'],
    ['not_manager', 'You are not a manager of this asset.'],
    ['missing_profile', 'Ada Archer DOES NOT HOLD the access profile Residents.'],
    ['not_on_slot', 'Start and end must match the time slots of 15 minutes.'],
    ['too_long', 'The booking exceeds the maximum booking time of 120 minutes.'],
    ['not_found', 'Asset not found'],
  ])('that are refused as %s say so, whatever the shape of the answer', async (vendorCode, text) => {
    const shapes = [
      () => HttpResponse.json({ error_description: text }, { status: 400 }),
      () => HttpResponse.json({ error: { message: text } }, { status: 403 }),
      () => HttpResponse.json({ error: text }, { status: 404 }),
      () => HttpResponse.json(text, { status: 400 }),
      () => HttpResponse.text(text, { status: 422 }),
      () => HttpResponse.text(text, { status: 200 }),
      () => HttpResponse.json({ error_description: text }, { status: 200 }),
    ];
    for (const shape of shapes) {
      vendor.answer('post', bookings, shape);
      const failure = await failureOf(vendor.client().assetBookings.create('gym', input));
      expect(failure).toBeInstanceOf(ProviderCallError);
      expect(failure).toMatchObject({
        vendorCode,
        effect: 'none',
        isRetryable: false,
        operation: 'createAssetBooking',
      });
      expect(String(failure)).toContain('asset gym');
      expect(String(failure)).not.toContain('Archer');
      expect(failure).toMatchObject({ vendorText: text });
    }
  });

  it('in a slot that is taken are a conflict that may pass', async () => {
    vendor.answer('post', bookings, () =>
      HttpResponse.json({ error: 'This slot is already booked by Ben Brook.' }, { status: 409 }),
    );
    const failure = await failureOf(vendor.client().assetBookings.create('gym', input));
    expect(failure).toBeInstanceOf(ConflictError);
    expect(failure).toMatchObject({ what: 'slot', isRetryable: true, effect: 'none' });
    expect(String(failure)).not.toContain('Brook');
  });

  it.each([
    [
      '429 with seconds',
      429,
      { 'retry-after': '12' },
      { effect: 'none', retryAfterMs: 12_000, vendorCode: 'rate_limited' },
    ],
    ['429 without', 429, {}, { effect: 'none', retryAfterMs: undefined, vendorCode: 'rate_limited' }],
    [
      '429 with a date',
      429,
      { 'retry-after': 'Wed, 01 Jul 2026 00:00:05 GMT' },
      { effect: 'none', retryAfterMs: 5000 },
    ],
    ['500', 500, {}, { effect: 'unknown', vendorCode: 'server_failure' }],
    ['503', 503, { 'retry-after': '3' }, { effect: 'unknown', retryAfterMs: 3000 }],
    ['408', 408, {}, { effect: 'unknown' }],
  ])('that are answered with %s are worth another try', async (_what, status, headers, expected) => {
    vendor.answer('post', bookings, () => new HttpResponse(null, { status, headers }));
    const failure = await failureOf(
      vendor.client({ clock: createFixedClock('2026-07-01T00:00:00Z') }).assetBookings.create('gym', input),
    );
    expect(failure).toMatchObject({ isRetryable: true, status, ...expected });
  });

  it.each([
    ['a redirect', 302, 'redirected'],
    ['a plain 403', 403, 'forbidden'],
    ['a plain 400', 400, 'not_accepted'],
    ['a status nobody knows', 418, 'unexpected_status'],
  ])('that are answered with %s are not tried again', async (_what, status, vendorCode) => {
    vendor.answer(
      'post',
      bookings,
      () => new HttpResponse(null, { status, headers: { location: 'https://elsewhere.example/' } }),
    );
    const failure = await failureOf(vendor.client().assetBookings.create('gym', input));
    expect(failure).toMatchObject({ isRetryable: false, effect: 'none', vendorCode });
  });

  it('that cannot be read while the server fails have lost nothing', async () => {
    vendor.answer('get', bookings, () => new HttpResponse(null, { status: 500 }));
    const failure = await failureOf(collect(vendor.client().assetBookings.list('gym')));
    expect(failure).toMatchObject({ isRetryable: true, effect: 'none' });
  });

  it('are not taken for deleted because a broken server or a page says "not found"', async () => {
    vendor.answer(
      'delete',
      `${bookings}/b1`,
      () => HttpResponse.json({ error: 'upstream not found' }, { status: 502 }),
      () => new HttpResponse('<html>404 not found</html>', { status: 404 }),
      () => new HttpResponse('<html>Sign in</html>', { status: 200 }),
    );
    const remove = () => failureOf(vendor.client().assetBookings.delete('gym', 'b1'));
    expect(await remove()).toMatchObject({ vendorCode: 'server_failure', effect: 'unknown' });
    expect(await remove()).toMatchObject({ vendorCode: 'unexpected_status' });
    expect(await remove()).toBeInstanceOf(ResponseValidationError);
  });

  it('whose answer never came may have been created', async () => {
    vendor.answer('post', bookings, () => HttpResponse.error());
    const failure = await failureOf(vendor.client().assetBookings.create('gym', input));
    expect(failure).toBeInstanceOf(ConnectionError);
    expect(failure).toMatchObject({ effect: 'unknown' });
  });

  it('whose call was given up may have been created, unless it had not been sent', async () => {
    const controller = new AbortController();
    vendor.answer('post', bookings, async () => {
      controller.abort();
      return HttpResponse.json(record);
    });
    const { assetBookings } = vendor.client();
    const { signal } = controller;
    expect(await failureOf(assetBookings.create('gym', input, { signal }))).toMatchObject({
      reason: 'aborted',
      effect: 'unknown',
    });
    expect(await failureOf(assetBookings.create('gym', input, { signal }))).toMatchObject({
      reason: 'aborted',
      effect: 'none',
    });
    expect(vendor.seen).toHaveLength(1);
  });

  it('tell every answer to whoever wants to compare clocks', async () => {
    vendor.answer('get', bookings, () =>
      HttpResponse.json({ data: [] }, { headers: { date: 'Wed, 01 Jul 2026 00:00:05 GMT' } }),
    );
    const dates: (string | null)[] = [];
    await collect(
      vendor.client().assetBookings.list('gym', { onAnswer: ({ headers }) => dates.push(headers.get('date')) }),
    );
    expect(dates).toEqual(['Wed, 01 Jul 2026 00:00:05 GMT']);
  });
});
