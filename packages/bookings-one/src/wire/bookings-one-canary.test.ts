import { inspect } from 'node:util';
import { AcxError } from '@acx/core/provider';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import {
  DAILY,
  failureOf,
  INFORMATION,
  SUBSCRIPTION,
  useTestVendor,
  VISITOR,
} from './__fixtures__/bookings-one-test-vendor';

describe('what an error or a log line may carry', () => {
  const vendor = useTestVendor();
  const token = 'canary-T0ken';
  const canaries = [
    token,
    btoa(`${token}:`),
    'canary@riverside.example',
    'Canaria',
    'Birdsong',
    'R-7391',
    'unguessable',
  ];
  const words = `Canaria Birdsong <canary@riverside.example> R-7391 ${token} unguessable`;
  const address = `https://Canaria:R-7391@${token}.example/unguessable?code=R-7391#${token}`;
  const item = { id: 1, startTime: words, endTime: words, organizer: { email: words }, [words]: words };

  it.each<[string, () => Response]>([
    ...[200, 201, 302, 400, 401, 403, 404, 409, 418, 422, 429, 500, 503].flatMap(
      (status): [string, () => Response][] => [
        [`${status} in JSON`, () => HttpResponse.json({ message: words }, { status, headers: { location: address } })],
        [`${status} in plain text`, () => HttpResponse.text(words, { status, headers: { 'retry-after': token } })],
        [`${status} with a page`, () => new HttpResponse(`<html>${words}</html>`, { status })],
      ],
    ),
    [
      'a redirect to a host of that name',
      () => new HttpResponse(null, { status: 302, headers: { location: `https://${token}.example/` } }),
    ],
    ['a list of nothing known', () => HttpResponse.json([item, words, { [words]: words }])],
    ['another resource', () => HttpResponse.json([{ ...item, resourceId: words }])],
    ['a visitor of nothing known', () => HttpResponse.json([{ registrationCode: 'R-7391', name: words }])],
    ['a broken connection', () => HttpResponse.error()],
  ])('is no secret and nobody’s name when Bookings ONE answers with %s', async (_what, answer) => {
    for (const path of [INFORMATION, DAILY]) vendor.answer('get', path, answer);
    for (const path of [SUBSCRIPTION, VISITOR]) vendor.answer('post', path, answer);
    const lines: unknown[] = [];
    const log = (...line: unknown[]) => void lines.push(line);
    const logger = { debug: log, info: log, warn: log, error: log };
    const calls = (['raw', 'basic', 'bearer'] as const).flatMap((auth) => {
      const client = vendor.client({ token, auth, logger });
      return [
        client.information(),
        client.subscribe({ callUrl: 'https://host.example/unguessable' }),
        client.dailyBookings({ resource: '12', date: '2026-07-01', timeZone: 'Europe/Dublin' }),
        client.visitor({ registrationCode: 'R-7391', direction: 'arrival' }),
      ].map(failureOf);
    });
    const failures = (await Promise.all(calls)).filter((failure) => AcxError.isInstance(failure));
    expect(failures.length).toBeGreaterThan(0);
    const shown = failures.map((failure) =>
      [
        failure.message,
        failure.stack,
        JSON.stringify(failure),
        inspect(failure, { depth: 9, showHidden: true }),
      ].join(),
    );
    for (const canary of canaries) expect(`${shown.join()}${inspect(lines, { depth: 9 })}`).not.toContain(canary);
    expect(String(shown)).not.toMatch(new RegExp(token, 'i'));
  });

  it.each([
    ['raw', token, 'https://host.example/unguessable/Canaria'],
    ['raw', 'canary/T0ken+/==', 'https://host.example/hooks/unguessable?key=Birdsong'],
    ['basic', 'canary/T0ken+/==', 'https://host.example/hooks/unguessable/Canaria'],
    ['bearer', 'canary/T0ken+/==', 'https://host.example/unguessable'],
  ] as const)('is no secret that a server repeats in its own way (%s, %s, %s)', async (auth, own, callUrl) => {
    const client = vendor.client({ token: own, auth });
    const { pathname } = new URL(callUrl);
    const sent = [own, callUrl, pathname.slice(1), pathname.split('/').at(-1) ?? ''];
    if (auth === 'basic') sent.push(btoa(`${own}:`), `Basic ${btoa(`${own}:`)}`);
    const ways: ((text: string) => string)[] = [
      (text) => text,
      (text) => text.replaceAll('/', '\\/'),
      encodeURIComponent,
      (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
    ];
    for (const part of sent)
      for (const repeat of ways) {
        vendor.answer('post', SUBSCRIPTION, () => HttpResponse.text(`(${repeat(part)})`, { status: 400 }));
        expect(await failureOf(client.subscribe({ callUrl }))).toMatchObject({ vendorText: '([secret])' });
      }
  });

  it('is nothing of an item that cannot be read', async () => {
    vendor.answer('get', DAILY, () => HttpResponse.json([item, words]));
    const request = { resource: '12', date: '2026-07-01', timeZone: 'Europe/Dublin' };
    const { unreadable } = await vendor.client({ token }).dailyBookings(request);
    expect(unreadable).toHaveLength(2);
    for (const canary of canaries) expect(JSON.stringify(unreadable)).not.toContain(canary);
  });

  it('is nothing of what a caller wanted to ask', async () => {
    const client = vendor.client({ token });
    const failures = await Promise.all([
      failureOf(client.subscribe({ callUrl: `unguessable ${words}` })),
      failureOf(client.dailyBookings({ resource: '..', date: words, timeZone: words })),
    ]);
    for (const failure of failures) {
      expect(failure).toMatchObject({ code: 'invalid_input' });
      for (const canary of canaries) expect(inspect(failure, { depth: 9, showHidden: true })).not.toContain(canary);
    }
  });
});
