import { InvalidInputError, ResponseValidationError } from '@acx/core/provider';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { failureOf, json, useTestVendor, VISITOR } from './__fixtures__/bookings-one-test-vendor';

describe('a visitor', () => {
  const vendor = useTestVendor();
  const request = { registrationCode: 'R-7391', direction: 'arrival' } as const;
  const answer = {
    visitingStatus: 'Checked In',
    blacklisted: false,
    user: { name: ' Vera Visitor ', email: 'Vera@Example.com', phone: '1' },
    startTime: '2026-07-01T10:00:00+01:00',
    endTime: '2026-07-01T12:00:00+01:00',
    unknown: [1],
  };
  const found = {
    status: 'checked_in',
    isBlacklisted: false,
    name: 'Vera Visitor',
    email: 'Vera@Example.com',
    validFrom: '2026-07-01T09:00:00.000Z',
    validUntil: '2026-07-01T11:00:00.000Z',
  };
  const answeredWith = (change: object) => {
    vendor.answer('post', VISITOR, json({ ...answer, ...change }));
    return vendor.client().visitor(request);
  };

  it('is asked for by a code that stands in no address', async () => {
    vendor.answer('post', VISITOR, json(answer));
    const client = vendor.client();
    expect(await client.visitor(request)).toEqual(found);
    await client.visitor({ ...request, direction: 'departure' });
    expect(vendor.seen).toEqual(
      ['arrival', 'departure'].map((type) => ({
        line: `POST ${VISITOR}`,
        body: JSON.stringify({ registrationCode: 'R-7391', type }),
        authorization: 's3cret-T0ken',
        contentType: 'application/json',
      })),
    );
  });

  it('is spoken of by the names of a corrected profile', async () => {
    const profile = {
      paths: { visitor: '/v2/visit' },
      visitor: { registrationCode: 'visit.code', direction: 'visit.way', arrival: 'IN', status: 'state.word' },
      visitingStatuses: { Drin: 'checked_in', checked_in: 'expected' },
    } as const;
    vendor.answer('post', '/v2/visit', json({ state: { word: 'drin' } }), json({ state: { word: 'CheckedIn' } }));
    const client = vendor.client({ profile });
    expect(await client.visitor(request)).toEqual({ status: 'checked_in', isBlacklisted: false });
    expect(await client.visitor(request)).toEqual({ status: 'expected', isBlacklisted: false });
    expect(JSON.parse(vendor.seen[0]?.body ?? '')).toEqual({ visit: { code: 'R-7391', way: 'IN' } });
  });

  it('is nobody when the server knows none', async () => {
    vendor.answer(
      'post',
      VISITOR,
      json({ message: 'no such code' }, { status: 404 }),
      () => new HttpResponse(null, { status: 404 }),
    );
    expect(await vendor.client().visitor(request)).toBeUndefined();
    expect(await vendor.client().visitor(request)).toBeUndefined();
  });

  it('is not nobody because a page says so', async () => {
    vendor.answer('post', VISITOR, () => new HttpResponse('<html>404</html>', { status: 404 }));
    expect(await failureOf(vendor.client().visitor(request))).toMatchObject({ vendorCode: 'unexpected_status' });
  });

  it.each(['', ' '])('is not asked for without a code: %j', async (registrationCode) => {
    const failure = await failureOf(vendor.client().visitor({ ...request, registrationCode }));
    expect(failure).toBeInstanceOf(InvalidInputError);
    expect(vendor.seen).toEqual([]);
  });

  it.each([
    ['a list', json([answer])],
    ['null', json(null)],
    ['a text', json('checked_in')],
    ['nothing', () => new HttpResponse(null)],
    ['a page', () => new HttpResponse('<html>checked_in</html>')],
    ['words', () => new HttpResponse('checked_in')],
  ])('is not believed when the answer is %s, and may have been checked in', async (_what, body) => {
    vendor.answer('post', VISITOR, body);
    const failure = await failureOf(vendor.client().visitor(request));
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure).toMatchObject({ effect: 'unknown' });
  });

  it.each([undefined, null, '', 'welcome', true, 1, ['checked_in'], { status: 'checked_in' }])(
    'with the status %j is unrecognised',
    async (visitingStatus) => {
      expect(await answeredWith({ visitingStatus })).toMatchObject({ status: 'unrecognised' });
    },
  );

  it.each([
    [true, true],
    ['true', true],
    [1, true],
    ['yes', true],
    ['0', true],
    [{}, true],
    [[], true],
    [false, false],
    ['false', false],
    [' False ', false],
    [0, false],
    [null, false],
    ['', false],
    [undefined, false],
  ])('told to be blacklisted by %j is so: %j', async (blacklisted, isBlacklisted) => {
    expect(await answeredWith({ blacklisted })).toMatchObject({ isBlacklisted, status: 'checked_in' });
  });

  it.each([
    ['names nobody', { user: null }, { name: undefined, email: undefined }],
    ['has names that are no text', { user: { name: 7, email: {} } }, { name: undefined, email: undefined }],
    ['has no times', { startTime: null, endTime: '' }, { validFrom: undefined, validUntil: undefined }],
    ['has no end', { endTime: undefined }, { validUntil: undefined }],
  ])('may come with less: it %s', async (_what, change, missing) => {
    expect(await answeredWith(change)).toEqual({ ...found, ...missing });
  });

  it.each([
    ['no time', { startTime: 'soon' }],
    ['no offset', { endTime: '2026-07-01T12:00:00' }],
    ['a number', { endTime: 1_782_900_000 }],
    ['the least time of its server', { startTime: '0001-01-01T00:00:00Z' }],
    ['nothing between start and end', { endTime: answer.startTime }],
    ['an end before the start', { endTime: '2026-07-01T09:00:00+01:00' }],
  ])('whose times have %s is unrecognised', async (_what, change) => {
    expect(await answeredWith(change)).toEqual({
      status: 'unrecognised',
      isBlacklisted: false,
      name: found.name,
      email: found.email,
    });
  });

  it('whose times are a wall clock is recognised where the zone is known', async () => {
    vendor.answer('post', VISITOR, json({ ...answer, startTime: '2026-07-01T10:00:00', endTime: '2026-07-01 12:00' }));
    const client = vendor.client({ profile: { times: 'local' } });
    expect(await client.visitor({ ...request, timeZone: 'Europe/Dublin' })).toEqual(found);
    expect(await client.visitor(request)).toMatchObject({ status: 'unrecognised' });
  });
});
