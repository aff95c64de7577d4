import { createFixedClock } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { createIpeviaSimulator } from './ipevia-simulator';
import type { IpeviaSwitches } from './ipevia-switches';
import { createIpeviaTestCaller, EVENTS_PATH, textsIn } from './ipevia-test-caller';

const UNKNOWN = '400 Sender InvalidArgVal ResourceUnknownFault';
const UNACCEPTABLE = '400 Sender InvalidArgVal UnacceptableTerminationTimeFault';
const setUp = (switches: Partial<IpeviaSwitches> = {}) => {
  const clock = createFixedClock('2026-07-01T10:00:00Z');
  const pushed: string[] = [];
  const simulator = createIpeviaSimulator({
    clock,
    switches: { auth: 'none', ...switches },
    deliver: async (request) => {
      pushed.push(`${request.url} ${textsIn(await request.text(), 'Topic').join(' ')}`);
      return new Response(null, { status: 202 });
    },
  });
  simulator.addToWhitelist('0000000001');
  const caller = createIpeviaTestCaller(simulator);
  const subscribeXml = (inner = '') =>
    `<wsnt:Subscribe><wsnt:ConsumerReference><wsa:Address>https://host.example/hook</wsa:Address></wsnt:ConsumerReference>${inner}</wsnt:Subscribe>`;
  const open = async (body: string) => {
    const answer = await caller.call(body, EVENTS_PATH);
    const address = textsIn(answer, 'Address')[0] ?? '';
    const [current] = textsIn(answer, 'CurrentTime');
    return { address, path: new URL(address).pathname, current, end: textsIn(answer, 'TerminationTime')[0] };
  };
  const renew = (path: string, end: string) =>
    caller.outcome(`<wsnt:Renew><wsnt:TerminationTime>${end}</wsnt:TerminationTime></wsnt:Renew>`, path);
  const unsubscribe = (path: string) => caller.outcome('<wsnt:Unsubscribe/>', path);
  return { clock, simulator, pushed, ...caller, subscribeXml, open, renew, unsubscribe };
};
const until = (end: string) => `<wsnt:InitialTerminationTime>${end}</wsnt:InitialTerminationTime>`;
const topics = (text: string, dialect = 'http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet') =>
  `<wsnt:Filter><wsnt:TopicExpression Dialect="${dialect}">${text}</wsnt:TopicExpression></wsnt:Filter>`;

describe('subscriptions', () => {
  it('are told of what happens until they end', async () => {
    const { clock, simulator, pushed, open, subscribeXml } = setUp();
    const { address, current, end } = await open(subscribeXml(until('PT10M')));
    expect([address.startsWith(`https://ipevia.example${EVENTS_PATH}/subscriptions/`), current, end]).toEqual([
      true,
      '2026-07-01T10:00:00.000Z',
      '2026-07-01T10:10:00.000Z',
    ]);
    simulator.presentCard({ card: '0000000001' });
    expect(await simulator.flushEvents()).toEqual([202]);
    await clock.advanceBy(10 * 60_000);
    simulator.presentCard({ card: '0000000001' });
    expect(await simulator.flushEvents()).toEqual([]);
    expect(pushed).toEqual([
      'https://host.example/hook tns1:AccessControl/AccessGranted/Identifier tns1:AccessControl/AccessTaken/Identifier',
    ]);
  });

  it('end when they were asked to, but not later than the controller likes', async () => {
    const { open, outcome, subscribeXml } = setUp({ maximumSubscriptionMinutes: 30 });
    const ends = [
      '',
      until('PT2H'),
      until('PT0.5S'),
      until('2026-07-01T12:10:00+02:00'),
      until('2027-01-01T00:00:00Z'),
    ];
    const opened = ends.map(async (inner) => (await open(subscribeXml(inner))).end);
    expect((await Promise.all(opened)).map((end) => end?.slice(11))).toEqual([
      '10:30:00.000Z',
      '10:30:00.000Z',
      '10:00:00.500Z',
      '10:10:00.000Z',
      '10:30:00.000Z',
    ]);
    for (const end of ['PT0S', '2026-07-01T10:00:00Z'])
      expect(await outcome(subscribeXml(until(end)), EVENTS_PATH)).toBe(UNACCEPTABLE);
    expect(await outcome(subscribeXml(until('soon')), EVENTS_PATH)).toBe('400 Sender InvalidArgVal');
  });

  it('are renewed as long as they live', async () => {
    const { clock, open, renew, subscribeXml } = setUp();
    const { path } = await open(subscribeXml(until('PT10M')));
    await clock.advanceBy(9 * 60_000);
    expect([await renew(path, 'PT0S'), await renew(path, 'PT5M')]).toEqual([UNACCEPTABLE, 'ok']);
    await clock.advanceBy(5 * 60_000 - 1);
    expect(await renew(path, 'PT5M')).toBe('ok');
    await clock.advanceBy(5 * 60_000);
    expect(await renew(path, 'PT5M')).toBe(UNKNOWN);
  });

  it('end when nobody wants them any more', async () => {
    const { simulator, pushed, open, unsubscribe, renew, subscribeXml } = setUp();
    const { path } = await open(subscribeXml());
    const other = await open(subscribeXml());
    simulator.presentCard({ card: '0000000001' });
    expect([await unsubscribe(path), await unsubscribe(path), await renew(path, 'PT1H')]).toEqual([
      'ok',
      UNKNOWN,
      UNKNOWN,
    ]);
    await simulator.flushEvents();
    expect([pushed.length, other.path === path]).toEqual([1, false]);
    simulator.replaceController();
    expect(await unsubscribe(other.path)).toBe(UNKNOWN);
  });

  it('may be at an address that only the controller knows', async () => {
    const { open, renew, subscribeXml } = setUp({ referenceHost: 'internal' });
    const { address, path } = await open(subscribeXml());
    expect([address.startsWith('http://10.0.0.5/onvif/'), await renew(path, 'PT1H')]).toEqual([true, 'ok']);
  });

  it('are told only of the topics that they asked for', async () => {
    const { simulator, pushed, outcome, subscribeXml } = setUp();
    const ask = (filter: string) => outcome(subscribeXml(filter), EVENTS_PATH);
    expect(await ask(topics('tns1:AccessControl/AccessTaken//. | tns1:AccessControl/Denied/CredentialNotFound'))).toBe(
      'ok',
    );
    simulator.presentCard({ card: '0000000001' });
    simulator.presentCard({ card: '0000000009' });
    await simulator.flushEvents();
    expect(pushed[0]?.split(' ').slice(1)).toEqual([
      'tns1:AccessControl/AccessTaken/Identifier',
      'tns1:AccessControl/Denied/CredentialNotFound',
    ]);
    const wrong = '400 Sender InvalidArgVal';
    expect([
      await ask(topics('AccessControl//.')),
      await ask(topics('wsa:AccessControl//.')),
      await ask(topics('tns1:AccessControl//.', 'urn:else')),
      await ask('<wsnt:Filter><wsnt:MessageContent Dialect="x">y</wsnt:MessageContent></wsnt:Filter>'),
      await ask('<wsnt:Filter/>'),
    ]).toEqual([wrong, wrong, wrong, wrong, 'ok']);
  });

  it('are there only for the way that events go', async () => {
    const { simulator, outcome, subscribeXml } = setUp();
    const way = async (eventTransport: IpeviaSwitches['eventTransport']) => {
      simulator.switches.eventTransport = eventTransport;
      return [
        await outcome(subscribeXml(), EVENTS_PATH),
        await outcome('<tev:CreatePullPointSubscription/>', EVENTS_PATH),
      ];
    };
    const absent = '500 Receiver ActionNotSupported';
    expect([await way('notify'), await way('pull'), await way('json')]).toEqual([
      ['ok', absent],
      [absent, 'ok'],
      [absent, absent],
    ]);
  });
});

describe('a pull point', () => {
  const pull = (limit: number) =>
    `<tev:PullMessages><tev:Timeout>PT5S</tev:Timeout><tev:MessageLimit>${limit}</tev:MessageLimit></tev:PullMessages>`;
  const opened = async () => {
    const all = setUp({ eventTransport: 'pull', reportsPassage: false });
    all.simulator.presentCard({ card: '0000000001' });
    const point = await all.open(
      '<tev:CreatePullPointSubscription><tev:InitialTerminationTime>PT10M</tev:InitialTerminationTime></tev:CreatePullPointSubscription>',
    );
    const take = async (limit = 10) => {
      const answer = await all.call(pull(limit), point.path);
      return { values: [...answer.matchAll(/IdentifierValue" Value="0*(\w+)"/g)].map(([, value]) => value), answer };
    };
    return { ...all, ...point, take };
  };

  it('keeps what happened since it was made until it was pulled', async () => {
    const { simulator, take, current } = await opened();
    for (const card of ['0000000011', '0000000012', '0000000013']) simulator.presentCard({ card });
    expect([(await take(2)).values, (await take(2)).values, (await take()).values]).toEqual([['11', '12'], ['13'], []]);
    expect(current).toBe('2026-07-01T10:00:00.000Z');
  });

  it('is not prolonged by pulling', async () => {
    const { clock, take, outcome, path } = await opened();
    await clock.advanceBy(9 * 60_000);
    const { answer } = await take();
    expect([textsIn(answer, 'CurrentTime'), textsIn(answer, 'TerminationTime')]).toEqual([
      ['2026-07-01T10:09:00.000Z'],
      ['2026-07-01T10:10:00.000Z'],
    ]);
    await clock.advanceBy(60_000);
    expect(await outcome(pull(1), path)).toBe(UNKNOWN);
  });

  it('gives at least one message, and none of a subscription', async () => {
    const { simulator, outcome, open, path, subscribeXml } = await opened();
    expect(await outcome(pull(0), path)).toBe('400 Sender InvalidArgVal');
    simulator.switches.eventTransport = 'notify';
    const push = await open(subscribeXml());
    simulator.switches.eventTransport = 'pull';
    expect(await outcome(pull(1), push.path)).toBe(UNKNOWN);
  });

  it('knows the levers for events', async () => {
    const { simulator, take } = await opened();
    simulator.duplicateNextEvents();
    simulator.presentCard({ card: '0000000011' });
    simulator.loseNextEvents();
    simulator.presentCard({ card: '0000000012' });
    simulator.delayNextEvents();
    simulator.presentCard({ card: '0000000013' });
    simulator.presentCard({ card: '0000000014' });
    simulator.reverseNextFlush();
    expect([(await take()).values, (await take()).values]).toEqual([['14', '11', '11'], ['13']]);
  });
});
