import { inspect } from 'node:util';
import { AcxError } from '@acx/core/provider';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { collect, failureOf, SITE, useTestVendor } from '../__fixtures__/ipassan-test-vendor';

describe('what an error may carry', () => {
  const vendor = useTestVendor();
  const canaries = [
    's3cret',
    'canary-token',
    'canary@riverside.example',
    'Canaria',
    'Birdsong',
    '+353871234567',
    '7391',
  ];
  const words = 'Canaria Birdsong <canary@riverside.example> +353871234567 PIN 7391';
  const person = {
    lastname: 'Birdsong',
    firstname: 'Canaria',
    mail: 'canary@riverside.example',
    phone: '+353871234567',
    accessType: { doorPermanent: 'profile-1' },
  };
  const call = (): Promise<unknown>[] => {
    const { persons, assetBookings } = vendor.client();
    const booking = { person: 'p1', startsAt: '2026-07-01T10:00:00Z', endsAt: '2026-07-01T11:00:00Z' };
    return [
      persons.create(person),
      persons.update('p1', person),
      persons.delete('p1'),
      persons.get('p1'),
      collect(persons.list()),
      assetBookings.create('gym', booking),
      assetBookings.update('gym', 'b1', booking),
      collect(assetBookings.list('gym')),
    ];
  };

  it.each<[string, () => Response]>([
    ...[200, 302, 400, 401, 403, 404, 409, 418, 429, 500, 503].flatMap((status): [string, () => Response][] => [
      [`${status} with error_description`, () => HttpResponse.json({ error_description: words }, { status })],
      [`${status} with error.message`, () => HttpResponse.json({ error: { message: words } }, { status })],
      [`${status} in plain text`, () => HttpResponse.text(words, { status })],
      [`${status} with a page`, () => new HttpResponse(`<html>${words}</html>`, { status })],
    ]),
    [
      'a refusal that we know',
      () => HttpResponse.json({ error: `${words} does not hold the access profile` }, { status: 400 }),
    ],
    ['a taken address', () => HttpResponse.json({ error: `mail is already used: ${words}` }, { status: 400 })],
    ['a taken slot', () => HttpResponse.json({ error: `slot is already booked by ${words}` }, { status: 400 })],
    [
      'an unknown shape',
      () => HttpResponse.json({ data: [{ [words]: words, uuid: '', lastname: { words } }], next_cursor: words }),
    ],
    ['a broken connection', () => HttpResponse.error()],
  ])('holds no secret and nobody’s name when iPassan answers with %s', async (_what, answer) => {
    vendor.answerToken = () => HttpResponse.json({ access_token: 'canary-token' });
    for (const method of ['get', 'post', 'put', 'delete'] as const) {
      vendor.answer(method, `${SITE}/person`, answer);
      vendor.answer(method, `${SITE}/person/p1`, answer);
      vendor.answer(method, `${SITE}/asset/gym/booking`, answer);
      vendor.answer(method, `${SITE}/asset/gym/booking/b1`, answer);
    }
    for (const failure of await Promise.all(call().map(failureOf))) {
      if (!AcxError.isInstance(failure)) continue;
      const shown = [
        failure.message,
        failure.stack,
        JSON.stringify(failure),
        inspect(failure, { depth: 9, showHidden: true }),
      ];
      for (const canary of canaries) expect(shown.join('\n')).not.toContain(canary);
    }
  });

  it('holds no secret when the token is refused', async () => {
    vendor.answerToken = () => HttpResponse.json({ error_description: `bad s3cret of ${words}` }, { status: 401 });
    const failure = await failureOf(vendor.client().persons.delete('p1'));
    for (const canary of canaries) expect(inspect(failure, { depth: 9 })).not.toContain(canary);
  });

  it('does not reach the log', async () => {
    const lines: unknown[] = [];
    const log = (...line: unknown[]) => void lines.push(line);
    vendor.answer('post', `${SITE}/person`, () => HttpResponse.json({ error: words }, { status: 400 }));
    const client = vendor.client({ logger: { debug: log, info: log, warn: log, error: log } });
    await failureOf(client.persons.create(person));
    expect(lines).toHaveLength(1);
    for (const canary of canaries) expect(JSON.stringify(lines)).not.toContain(canary);
  });
});
