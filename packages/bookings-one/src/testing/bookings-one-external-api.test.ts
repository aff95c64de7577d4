import { describe, expect, it } from 'vitest';
import { createBookingsOneOffice } from './bookings-one-office';
import { createBookingsOneSimulator } from './bookings-one-simulator';
import type { BookingsOneSwitchOptions } from './bookings-one-switches';
import { createBookingsOneTestCaller } from './bookings-one-test-caller';

const INFORMATION = '/API/external/system/v1/information';
const SUBSCRIBE = '/API/external/booking/v1/subscription';
const VISITOR = '/API/external/receptionist/v1/visitor';

describe('the External API of the Bookings ONE simulator', () => {
  const setUp = (switches?: BookingsOneSwitchOptions) => {
    const simulator = createBookingsOneSimulator({ switches, tokens: ['first', 'second'] });
    return { simulator, office: createBookingsOneOffice(simulator), caller: createBookingsOneTestCaller(simulator) };
  };
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

  it.each([
    ['raw' as const, 'first'],
    ['raw' as const, 'second'],
    ['basic' as const, basic('first:')],
    ['bearer' as const, 'Bearer first'],
  ])('takes a token in the way %s: %s', async (auth, authorization) => {
    const { caller } = setUp({ auth });
    expect((await caller.get(INFORMATION, { authorization })).status).toBe(200);
  });

  it.each([
    ['raw' as const, 'Bearer first'],
    ['raw' as const, basic('first:')],
    ['raw' as const, 'First'],
    ['basic' as const, 'first'],
    ['basic' as const, basic('first')],
    ['basic' as const, basic(':first')],
    ['basic' as const, basic('first:first')],
    ['bearer' as const, 'first'],
    ['bearer' as const, 'Bearer third'],
    ['bearer' as const, ''],
  ])('takes no token in another way than %s: %s', async (auth, authorization) => {
    const { caller } = setUp({ auth });
    expect((await caller.get(INFORMATION, { authorization })).status).toBe(401);
  });

  it('answers 401 without a token, whatever is asked', async () => {
    const { caller } = setUp();
    for (const path of [INFORMATION, '/nothing', SUBSCRIBE]) expect((await caller.send(path, {})).status).toBe(401);
  });

  it('answers 401 to a token that was revoked, and takes one that was added', async () => {
    const { simulator, caller } = setUp();
    simulator.revokeToken('first');
    simulator.addToken('third');
    expect((await caller.get(INFORMATION)).status).toBe(401);
    expect((await caller.get(INFORMATION, { authorization: 'second' })).status).toBe(200);
    expect((await caller.get(INFORMATION, { authorization: 'third' })).status).toBe(200);
  });

  it('redirects plain HTTP before it looks at the token, and does nothing', async () => {
    const { simulator } = setUp();
    const init = { method: 'POST', headers: { authorization: 'first', 'content-type': 'application/json' } };
    const body = JSON.stringify({ callURL: 'https://doors.example/x' });
    const response = await simulator.handler(new Request(`http://bookings.example${SUBSCRIBE}?a=1`, { ...init, body }));
    expect([response.status, response.headers.get('location')]).toEqual([
      301,
      `https://bookings.example${SUBSCRIBE}?a=1`,
    ]);
    expect(simulator.subscriptions).toEqual([]);
    simulator.switches.redirectsPlainHttp = false;
    await simulator.handler(new Request(`http://bookings.example${SUBSCRIBE}`, { ...init, body }));
    expect(simulator.subscriptions).toEqual(['https://doors.example/x']);
  });

  it.each(['/', `${INFORMATION}/`, '/api/external/system/v1/information', '/API/external/booking/v1/resource//daily'])(
    'answers 404 to the unknown path %s',
    async (path) => {
      expect((await setUp().caller.get(path)).status).toBe(404);
    },
  );

  it.each([
    ['POST', INFORMATION],
    ['POST', '/API/external/booking/v1/resource/1003/daily?date=2026-11-21'],
    ['GET', SUBSCRIBE],
    ['GET', VISITOR],
    ['DELETE', SUBSCRIBE],
  ])('answers 405 to %s %s', async (method, path) => {
    expect((await setUp().caller.send(path, { method, headers: { authorization: 'first' } })).status).toBe(405);
  });

  it.each([SUBSCRIBE, VISITOR])('demands JSON at %s', async (path) => {
    const { caller } = setUp();
    const send = (contentType: string, body: string) =>
      caller.send(path, { method: 'POST', headers: { authorization: 'first', 'content-type': contentType }, body });
    expect((await send('text/plain', '{}')).status).toBe(415);
    expect((await send('application/x-www-form-urlencoded', 'callURL=x')).status).toBe(415);
    for (const body of ['', '{', '[]', '"x"', 'null', '{}'])
      expect((await send('application/json; charset=utf-8', body)).status).toBe(400);
  });

  it.each([undefined, '', '/relative', 'ftp://doors.example', 'https://', 7])(
    'subscribes no address that is none: %s',
    async (callURL) => {
      const { simulator, caller } = setUp();
      expect((await caller.post(SUBSCRIBE, { callURL })).status).toBe(400);
      expect(simulator.subscriptions).toEqual([]);
    },
  );

  it.each([
    ['json' as const, 200, 'application/json; charset=utf-8'],
    ['text' as const, 200, 'text/plain; charset=utf-8'],
    ['empty' as const, 204, null],
  ])('answers what nobody knows as %s', async (unknownAnswers, status, contentType) => {
    const { caller } = setUp({ unknownAnswers });
    expect(await caller.get(INFORMATION)).toMatchObject({ status, contentType });
    const subscribed = await caller.post(SUBSCRIBE, { callURL: 'https://doors.example/x' });
    expect(subscribed).toMatchObject({ status, contentType });
  });
});
