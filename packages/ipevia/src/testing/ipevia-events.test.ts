import { createFixedClock } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { createIpeviaSimulator } from './ipevia-simulator';
import type { IpeviaSwitches } from './ipevia-switches';

const setUp = (switches: Partial<IpeviaSwitches> = {}) => {
  const clock = createFixedClock('2026-07-01T10:00:00Z');
  const requests: { url: string; authorization: string | null; type: string | null; body: string }[] = [];
  const answers: (number | 'broken')[] = [];
  const simulator = createIpeviaSimulator({
    clock,
    switches: { auth: 'none', ...switches },
    deliver: async (request) => {
      const { url, headers } = request;
      requests.push({
        url,
        authorization: headers.get('authorization'),
        type: headers.get('content-type'),
        body: await request.text(),
      });
      const answer = answers.shift() ?? 200;
      if (answer === 'broken') throw new TypeError('fetch failed');
      return new Response(answer === 204 ? null : 'x', { status: answer });
    },
  });
  simulator.addCredential({ token: 'own', card: '0000000001', holder: 'Ada' });
  const hook = (form: 'notify' | 'json') =>
    simulator.registerWebhook({
      url: `https://host.example/${form}`,
      email: 'hook@host.example',
      password: 'pä',
      form,
    });
  const cards = () => requests.map(({ body }) => [...body.matchAll(/"card":"0*(\w+)"/g)].map(([, card]) => card));
  return { clock, simulator, requests, answers, hook, cards };
};

describe('a card at the barrier', () => {
  it('is granted, and then passes or not', () => {
    const { simulator } = setUp();
    expect(simulator.presentCard({ card: '0000000001' })).toEqual({ isOpened: true });
    simulator.presentCard({ card: '0000000001', accessPoint: 'exit', passes: false });
    simulator.switches.reportsPassage = false;
    simulator.presentCard({ card: '0000000001' });
    expect(simulator.state.events.map(({ type, accessPoint }) => [type, accessPoint])).toEqual([
      ['granted', 'entry'],
      ['taken', 'entry'],
      ['granted', 'exit'],
      ['notTaken', 'exit'],
      ['granted', 'entry'],
    ]);
    expect(simulator.state.events[0]).toMatchObject({
      at: '2026-07-01T10:00:00.000Z',
      credential: 'own',
      recognisedAs: 'credential',
    });
    expect(() => simulator.presentCard({ card: '0000000001', accessPoint: 'roof' })).toThrow(RangeError);
  });

  it('is denied with the reason that ONVIF has for it', () => {
    const { simulator } = setUp();
    const reason = () => simulator.presentCard({ card: '0000000001' }).reason;
    const change = (edit: Parameters<typeof simulator.changeCredential>[1]) => simulator.changeCredential('own', edit);
    change({ validFromAt: '2026-07-01T10:00:01Z' });
    const reasons = [reason()];
    change({ validFromAt: null, validToAt: '2026-07-01T10:00:00Z' });
    reasons.push(reason());
    change({
      validToAt: null,
      accessProfiles: [{ accessProfile: 'site', validFromAt: '2026-07-02T00:00:00Z', validToAt: null }],
    });
    reasons.push(reason());
    change({ accessProfiles: [] });
    reasons.push(reason());
    change({ isEnabled: false });
    reasons.push(reason());
    simulator.addToBlacklist('0000000001');
    reasons.push(reason());
    expect(reasons).toEqual([
      'CredentialNotActive',
      'CredentialExpired',
      'NotPermittedAtThisTime',
      'Unauthorized',
      'CredentialNotEnabled',
      'Unauthorized',
    ]);
    expect(simulator.presentCard({ card: '0000000009' })).toEqual({ isOpened: false, reason: 'Unauthorized' });
    expect(simulator.state.events.map(({ type, recognisedAs }) => `${type} ${recognisedAs}`)).toEqual([
      ...Array.from({ length: 5 }, () => 'denied credential'),
      'denied identifier',
      'denied nothing',
    ]);
  });
});

describe('events that are pushed', () => {
  it('come as notifications with a login, the way that the operator wrote down', async () => {
    const { simulator, requests, hook } = setUp();
    hook('notify');
    hook('json');
    simulator.presentCard({ card: '0000000001' });
    simulator.presentCard({ card: '0000000009' });
    expect(await simulator.flushEvents()).toEqual([200]);
    const [request] = requests;
    expect([request?.url, request?.type]).toEqual([
      'https://host.example/notify',
      'application/soap+xml; charset=utf-8',
    ]);
    expect(request?.authorization).toBe(`Basic ${Buffer.from('hook@host.example:pä').toString('base64')}`);
    expect(request?.body).toContain('<tt:SimpleItem Name="CredentialToken" Value="own"></tt:SimpleItem></tt:Data>');
    expect(request?.body).toContain('>tns1:AccessControl/Denied/CredentialNotFound<');
    expect(request?.body).toContain('Name="Reason" Value="Unauthorized"');
    expect(await simulator.flushEvents()).toEqual([]);
    simulator.switches.namesHolders = true;
    simulator.presentCard({ card: '0000000001' });
    await simulator.flushEvents();
    expect(requests[1]?.body).toContain('Name="CredentialHolderName" Value="Ada"');
  });

  it('come as JSON, in a list or one by one, with ids or without', async () => {
    const { simulator, requests, hook } = setUp({ eventTransport: 'json' });
    hook('json');
    hook('notify');
    const read = () => requests.splice(0).map(({ body }): unknown => JSON.parse(body));
    simulator.presentCard({ card: '0000000001', passes: false });
    simulator.presentCard({ card: '0000000009', accessPoint: 'exit' });
    expect(await simulator.flushEvents()).toEqual([200]);
    const at = '2026-07-01T10:00:00.000Z';
    const id = expect.any(String);
    const granted = { type: 'granted', at, accessPoint: 'entry', card: '0000000001', credential: 'own' };
    const denied = { type: 'denied', at, accessPoint: 'exit', card: '0000000009', reason: 'Unauthorized' };
    expect(read()).toEqual([
      {
        events: [
          { id, ...granted },
          { id, ...denied },
        ],
      },
    ]);
    Object.assign(simulator.switches, { jsonShape: 'single', jsonIds: false });
    simulator.presentCard({ card: '0000000001' });
    expect(await simulator.flushEvents()).toEqual([200, 200]);
    expect(read()).toEqual([granted, { ...granted, type: 'taken' }]);
  });

  it('are sent again until they are taken, or only once', async () => {
    const { simulator, answers, hook, cards } = setUp({ eventTransport: 'json', jsonShape: 'single' });
    hook('json');
    for (const card of ['0000000011', '0000000012', '0000000013']) simulator.presentCard({ card });
    answers.push(500, 204, 'broken');
    expect(await simulator.flushEvents()).toEqual([500, 204, 0]);
    simulator.presentCard({ card: '0000000014' });
    expect(await simulator.flushEvents()).toEqual([200, 200, 200]);
    expect(cards().flat()).toEqual(['11', '12', '13', '11', '13', '14']);
    simulator.switches.redelivers = false;
    simulator.presentCard({ card: '0000000015' });
    answers.push(401);
    expect([await simulator.flushEvents(), await simulator.flushEvents()]).toEqual([[401], []]);
  });

  it('leave at once when switched so, one request after the other', async () => {
    const { simulator, hook, cards } = setUp({ eventTransport: 'json', deliversAtOnce: true, reportsPassage: false });
    hook('json');
    simulator.presentCard({ card: '0000000001' });
    simulator.presentCard({ card: '0000000012' });
    await simulator.flushEvents();
    expect(cards().flat()).toEqual(['1', '12']);
  });

  it('are doubled, lost, late or in reverse by levers', async () => {
    const { simulator, requests, hook, cards } = setUp({ eventTransport: 'json' });
    hook('json');
    simulator.duplicateNextEvents();
    simulator.presentCard({ card: '0000000011' });
    simulator.loseNextEvents();
    simulator.presentCard({ card: '0000000012' });
    simulator.delayNextEvents();
    simulator.presentCard({ card: '0000000013' });
    simulator.presentCard({ card: '0000000014' });
    simulator.reverseNextFlush();
    await simulator.flushEvents();
    await simulator.flushEvents();
    expect([cards(), simulator.state.events.length]).toEqual([[['14', '11', '11'], ['13']], 4]);
    const ids = [...(requests[0]?.body.matchAll(/"id":"([^"]+)"/g) ?? [])].map(([, id]) => id);
    expect(new Set(ids).size).toBe(2);
  });

  it('go to nobody who came too late, was removed, or is of another way', async () => {
    const { simulator, requests, hook } = setUp();
    simulator.presentCard({ card: '0000000001' });
    hook('notify');
    hook('json');
    expect(await simulator.flushEvents()).toEqual([]);
    simulator.presentCard({ card: '0000000001' });
    simulator.removeWebhook('https://host.example/notify');
    expect([await simulator.flushEvents(), requests]).toEqual([[], []]);
    expect(() => simulator.removeWebhook('https://host.example/notify')).toThrow(RangeError);
  });

  it('forget what levers arranged after a reset', async () => {
    const { simulator, hook, cards } = setUp({ eventTransport: 'json' });
    hook('json');
    simulator.loseNextEvents(9);
    simulator.duplicateNextEvents(9);
    simulator.levers.reset();
    simulator.presentCard({ card: '0000000011' });
    await simulator.flushEvents();
    expect(cards()).toEqual([['11']]);
  });
});
