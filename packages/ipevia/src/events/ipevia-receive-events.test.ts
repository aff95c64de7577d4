import { describe, expect, it } from 'vitest';
import {
  basic,
  chunked,
  createEventFeedWorld,
  delivery,
  type EventFeedInput,
  notification,
  notify,
  pushed,
  SECRET,
} from './__fixtures__/event-feed-world';

const at = '2026-11-21T09:00:00+01:00';
const entered = { id: '1', type: 'taken', at, accessPoint: 'entry', card: '00000F1206' };

async function receive(request: Request, input: Omit<EventFeedInput, 'events'> = {}) {
  const world = createEventFeedWorld({ ...pushed, ...input });
  const given = await world.feed.receive?.(request, world.callOptions);
  if (given === undefined) throw new Error('It has no inlet.');
  const { response, events } = given;
  return { status: response.status, text: await response.text(), headers: response.headers, events, world };
}

describe('an accepted delivery', () => {
  it('becomes access events of the site', async () => {
    const { status, text, events } = await receive(delivery({ events: [entered] }));
    expect([status, text]).toEqual([204, '']);
    expect(events).toEqual([
      {
        id: expect.stringMatching(/^ipevia\/car-park\/[\da-f]{20}$/),
        type: 'taken',
        providerId: 'car-park',
        place: 'north',
        subject: '987654',
        at: '2026-11-21T08:00:00.000Z',
        isEntry: true,
        raw: entered,
      },
    ]);
  });

  it('may be a Notify, with parts that are no door events', async () => {
    const { status, events } = await receive(
      notify(
        notification('AccessGranted/Credential', { CredentialToken: 'token-7' }),
        notification('AccessNotTaken/Credential', { CredentialToken: 'token-7' }),
        notification('Denied/CredentialNotFound', { IdentifierValue: '00000F1206', FormatType: 'WIEGAND37' }),
      ),
    );
    expect(status).toBe(204);
    expect(events).toMatchObject([
      { type: 'granted', subject: '7', isEntry: true },
      { type: 'denied', subject: '987654', reason: 'unknown_card' },
    ]);
    expect(events[1]).not.toHaveProperty('isEntry');
  });

  it('is read from what goes over the wire', async () => {
    const item = (name: string, value: string): string => `<tt:SimpleItem Name="${name}" Value="${value}"/>`;
    const document = `\ufeff<?xml version="1.0" encoding="UTF-8"?>
      <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2"
        xmlns:tns1="http://www.onvif.org/ver10/topics" xmlns:tt="http://www.onvif.org/ver10/schema"><s:Body><wsnt:Notify>
        <wsnt:NotificationMessage>
          <wsnt:Topic Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">
            tns1:AccessControl/AccessTaken/Identifier</wsnt:Topic>
          <wsnt:Message><tt:Message UtcTime="2026-11-21T09:00:00+01:00">
            <tt:Source>${item('AccessPointToken', 'entry')}</tt:Source>
            <tt:Data>${item('FormatType', 'WIEGAND37')}${item('IdentifierValue', '00000f1206')}</tt:Data>
          </tt:Message></wsnt:Message>
        </wsnt:NotificationMessage></wsnt:Notify></s:Body></s:Envelope>`;
    const headers = { 'content-type': 'application/soap+xml; charset=utf-8' };
    const { status, events } = await receive(delivery(document, { headers }));
    expect(status).toBe(204);
    expect(events).toMatchObject([{ type: 'taken', subject: '987654', at: '2026-11-21T08:00:00.000Z', isEntry: true }]);
    expect((await receive(delivery(document.replace('UtcTime', 'Time'), { headers }))).status).toBe(400);
    expect((await receive(delivery(document.replace('?>', '?><!DOCTYPE x>'), { headers }))).status).toBe(400);
  });

  it('may be empty, and may hold nothing of this site', async () => {
    for (const body of [
      { events: [] },
      { events: [{ ...entered, accessPoint: 'elsewhere' }] },
      { ...entered, accessPoint: null },
    ])
      expect(await receive(delivery(body), { accessPoints: ['entry'] })).toMatchObject({ status: 204, events: [] });
    expect(await receive(notify())).toMatchObject({ status: 204, events: [] });
  });

  it.each(['application/soap+xml; charset="UTF-8"; action="x"', 'text/xml;charset=utf8', 'APPLICATION/XML'])(
    'may be called %s',
    async (type) => {
      const request = delivery(JSON.stringify([]), { headers: { 'content-type': type } });
      expect((await receive(request)).status).toBe(204);
    },
  );

  it('asks the vendor for a card only where none is named, and once for each credential', async () => {
    const { world, events } = await receive(
      delivery({
        events: [
          { ...entered, credential: 'token-1' },
          { type: 'taken', at, credential: 'token-5' },
          { type: 'granted', at, credential: 'token-5' },
          { type: 'denied', at, card: 'FFFFFFFFFF', credential: 'stranger' },
          { type: 'denied', at, credential: 'stranger' },
          { type: 'granted', at },
        ],
      }),
    );
    expect(world.lookedUp).toEqual(['token-5', 'stranger']);
    expect(events.map(({ subject }) => subject)).toEqual(['987654', '5', '5', undefined, undefined, undefined]);
  });
});

describe('an entry', () => {
  const both = [
    { ...entered, id: 'a', type: 'granted' },
    { ...entered, id: 'b' },
    { ...entered, id: 'c', type: 'denied' },
  ];
  const entries = async (input: Omit<EventFeedInput, 'events'>, events: readonly object[] = both) =>
    (await receive(delivery({ events }), input)).events.map(({ isEntry }) => isEntry ?? false);

  it('is the decision, the passage or either, as the options say; never a refusal', async () => {
    expect(await entries({})).toEqual([true, true, false]);
    expect(await entries({ entrance: 'granted' })).toEqual([true, false, false]);
    expect(await entries({ entrance: 'taken' })).toEqual([false, true, false]);
  });

  it('is none at an exit, nor at a point that may be one', async () => {
    const places = [entered, { ...entered, accessPoint: 'out' }, { ...entered, accessPoint: null }];
    expect(await entries({ exits: ['out'] }, places)).toEqual([true, false, false]);
    expect(await entries({}, places)).toEqual([true, true, true]);
  });
});

describe('a refused delivery', () => {
  const tooLong = JSON.stringify({ ...entered, note: 'x'.repeat(300_000) });

  it.each<[string, () => Request, number]>([
    ['of nobody', () => delivery(entered, { headers: { authorization: '' } }), 401],
    ['of a stranger', () => delivery(entered, { headers: { authorization: basic('a', 'b') } }), 401],
    [
      'of a stranger, however wrong the rest',
      () => delivery('', { method: 'PUT', headers: { authorization: 'x' } }),
      401,
    ],
    ['with another method', () => delivery(entered, { method: 'PUT' }), 405],
    ['that only asks', () => delivery('', { method: 'GET' }), 405],
    ['that is too long', () => delivery(tooLong, { headers: { 'content-length': `${tooLong.length}` } }), 413],
    [
      'that is too long, whatever it is',
      () => delivery(tooLong, { headers: { 'content-length': `${tooLong.length}`, 'content-type': 'text/plain' } }),
      413,
    ],
    ['that is too long and does not say so', () => chunked([new TextEncoder().encode(tooLong)]).request, 413],
    [
      'with too many events',
      () => delivery({ events: Array.from({ length: 1001 }, () => ({ type: 'taken', at })) }),
      413,
    ],
    [
      'with too many notifications',
      () => notify(...Array.from({ length: 1001 }, () => notification('AccessTaken', {}))),
      413,
    ],
    [
      'of another kind',
      () => delivery(entered, { headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      415,
    ],
    ['of no kind', () => delivery(entered, { headers: { 'content-type': '' } }), 415],
    ['in Latin', () => delivery(entered, { headers: { 'content-type': 'text/xml; charset=iso-8859-1' } }), 415],
    ['that is packed', () => delivery(entered, { headers: { 'content-encoding': 'gzip' } }), 415],
    ['without a body', () => delivery(''), 400],
    ['that is not UTF-8', () => delivery(Uint8Array.of(0xff)), 400],
    ['that is no JSON', () => delivery('<Notify/>'), 400],
    ['that is no Notify', () => delivery('<html/>', { headers: { 'content-type': 'text/xml' } }), 400],
    ['with one event that is wrong', () => delivery({ events: [entered, { ...entered, at: 'CANARY' }] }), 400],
  ])('%s gives no events and tells why in a line', async (_, request, expected) => {
    const { status, text, events, headers, world } = await receive(request());
    expect([status, events, world.service.calls, world.lookedUp]).toEqual([expected, [], [], []]);
    expect(text).toMatch(/^.{10,200}\.\n$/);
    expect(text).not.toMatch(/CANARY|00000F1206/);
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
  });

  it('tells how to log in, and which method to use', async () => {
    expect(
      (await receive(delivery(entered, { headers: { authorization: '' } }))).headers.get('www-authenticate'),
    ).toMatch(/^Basic /);
    expect((await receive(delivery(entered, { method: 'PUT' }))).headers.get('allow')).toBe('POST');
  });

  it('looks the same whichever part of the login is wrong', async () => {
    const answers = await Promise.all(
      [undefined, basic('a', 'b'), basic(undefined, 'b'), basic('a', undefined)].map(async (authorization = '') => {
        const { status, text, headers } = await receive(delivery(entered, { headers: { authorization } }));
        return JSON.stringify([status, text, [...headers]]);
      }),
    );
    expect(new Set(answers).size).toBe(1);
  });

  it('is read no further than its limit, also when it declares a shorter length than it has', async () => {
    function* spaces(): Generator<Uint8Array> {
      for (;;) yield new Uint8Array(4096).fill(0x20);
    }
    const headers = { authorization: basic(), 'content-type': 'application/json', 'content-length': '10' };
    const { request, taken } = chunked(spaces(), { headers });
    expect((await receive(request)).status).toBe(413);
    expect(taken).toEqual({ bytes: 262_144 + 4096, isCancelled: true });
  });

  it('of a stranger is not read at all', async () => {
    const { request, taken } = chunked([new Uint8Array(10)], { headers: { 'content-type': 'application/json' } });
    expect((await receive(request)).status).toBe(401);
    expect(taken.bytes).toBe(0);
  });
});

describe('a secret address', () => {
  const world = () =>
    createEventFeedWorld({ events: { kind: 'push', authentication: { kind: 'path', secret: SECRET } } });
  const at401 = { url: 'https://host.example/hooks/wrong', headers: { authorization: '' } };

  it('lets in who knows it, and asks nobody for a login', async () => {
    const { feed, callOptions } = world();
    const url = `https://host.example/hooks/${encodeURIComponent(SECRET)}`;
    const good = await feed.receive?.(delivery(entered, { url, headers: { authorization: '' } }), callOptions);
    expect([good?.response.status, good?.events.length]).toEqual([204, 1]);
    const bad = await feed.receive?.(delivery(entered, at401), callOptions);
    expect([bad?.response.status, bad?.events, bad?.response.headers.has('www-authenticate')]).toEqual([
      401,
      [],
      false,
    ]);
  });
});

describe('a feed', () => {
  it('has just the ways that its options name', () => {
    expect(createEventFeedWorld({}).feed).toEqual({});
    expect(Object.keys(createEventFeedWorld({ events: { kind: 'pull' } }).feed)).toEqual(['pull']);
    expect(Object.keys(createEventFeedWorld(pushed).feed)).toEqual(['receive']);
  });
});
