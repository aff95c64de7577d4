import { describe, expect, it } from 'vitest';
import { createTestHost, type TestHost } from './__fixtures__/ipassan-host';
import type { IpassanSwitches } from './testing';

const at = (time: string): string => `2026-11-23T${time}:00.000Z`;

async function createInvited(switches: Partial<IpassanSwitches>, tellsPinAgain = true) {
  const host = createTestHost({ ipassan: { tellsPinAgain } });
  Object.assign(host.simulator.switches, { tellsPinAgain, ...switches });
  await host.access.putBooking(host.visit());
  await host.access.runDue();
  const [entry] = host.simulator.state.visitors.values();
  if (entry === undefined) throw new Error('Nobody is invited.');
  const before = calls(host).length;
  return { host, entry, since: () => calls(host).slice(before) };
}

async function extend({ access, visit }: TestHost): Promise<void> {
  await access.putBooking(visit({ endsAt: at('18:00') }));
  await access.runDue();
}

async function later({ access, clock }: TestHost): Promise<void> {
  await clock.advanceBy(600_000);
  await access.runDue();
}

const pinOf = async ({ access }: TestHost): Promise<string> =>
  (await access.settled('v1', { timeoutMs: 0 })).permissions[0]?.credential?.value ?? '';
const openingPins = ({ simulator, building }: TestHost): string[] =>
  [...simulator.state.visitors.values()]
    .map(({ pin }) => pin)
    .filter((pin) => simulator.pinOpens({ pin, reader: building.lobby.uuid, at: at('17:00') }));
const calls = ({ simulator }: TestHost): string[] =>
  simulator.levers.requests.flatMap((line) => {
    const [method = '', path = ''] = line.split(' ');
    if (path.endsWith('/token')) return [];
    return [method === 'GET' && path.endsWith('/visitor') ? 'GET list' : method];
  });
const told = ({ notices }: TestHost): unknown[] =>
  notices.map((notice) => [notice.type, 'credential' in notice ? notice.credential.value : undefined]);

/** What an iPassan does that takes changes of cancelled visits. */
const takesThem = { changesCancelledVisits: 'ok' } as const;

describe('a visit that somebody cancels in iPassan Manager and its host then extends', () => {
  it.each(['null', 'absent'] as const)(
    'gets a new PIN, and people are told of that one only, where no PIN is written as %s',
    async (hiddenPin) => {
      const { host, entry, since } = await createInvited({ ...takesThem, hiddenPin });
      host.simulator.cancelVisitor(entry.uuid);
      await extend(host);
      await later(host);
      const pin = await pinOf(host);
      expect([pin === entry.pin, openingPins(host)]).toEqual([false, [pin]]);
      expect(told(host)).toEqual([
        ['visitor_invited', entry.pin],
        ['visitor_changed', pin],
      ]);
      expect(since()).toEqual(['PUT', 'GET', 'GET list', 'DELETE', 'POST']);
    },
  );

  it('gets a new PIN also when it cannot be read at once whether the old one opens', async () => {
    const { host, entry } = await createInvited(takesThem);
    host.simulator.cancelVisitor(entry.uuid);
    host.simulator.levers.failNext({ status: 503 }, { when: ({ method }) => method === 'GET' });
    await extend(host);
    expect(told(host)).toEqual([['visitor_invited', entry.pin]]);
    await later(host);
    expect(openingPins(host)).toEqual([await pinOf(host)]);
  });

  it('gets a new PIN where iPassan does not know it any more', async () => {
    const { host, entry } = await createInvited({ changesCancelledVisits: 'not-found' });
    host.simulator.cancelVisitor(entry.uuid);
    await extend(host);
    await later(host);
    expect(openingPins(host)).toEqual([await pinOf(host)]);
  });
});

describe('a visit that nobody has cancelled', () => {
  it.each([
    ['tells the PIN', (answer: Response) => answer, ['PUT']],
    ['is empty', () => new Response(null, { status: 204 }), ['PUT', 'GET']],
    ['tells only a uuid', () => Response.json({ uuid: 'v1' }), ['PUT', 'GET']],
    ['tells a PIN that is a number', () => Response.json({ uuid: 'v1', code: 123_456 }), ['PUT', 'GET']],
  ])('keeps its PIN when the answer to its extension %s', async (_what, answerOf, expected) => {
    const host = createTestHost({
      ipassan: {
        fetch: async (input, init) => {
          const request = new Request(input, init);
          const answer = await host.simulator.handler(request);
          return request.method === 'PUT' ? answerOf(answer) : answer;
        },
      },
    });
    await host.access.putBooking(host.visit());
    await host.access.runDue();
    const pin = await pinOf(host);
    const before = calls(host).length;
    await extend(host);
    expect([calls(host).slice(before), openingPins(host), await pinOf(host)]).toEqual([expected, [pin], pin]);
    expect(told(host)).toEqual([
      ['visitor_invited', pin],
      ['visitor_changed', pin],
    ]);
  });

  it('is extended with one call where reads are known to tell no PIN, and nothing is concluded', async () => {
    const { host, entry, since } = await createInvited(takesThem, false);
    await extend(host);
    expect([since(), openingPins(host)]).toEqual([['PUT'], [entry.pin]]);
  });

  it('keeps its PIN when it cannot be read whether it still opens', async () => {
    const { host, entry } = await createInvited({ hiddenPin: 'absent' });
    host.simulator.switches.tellsPinAgain = false;
    host.simulator.levers.failNext({ status: 503 }, { when: ({ method }) => method === 'GET' });
    await extend(host);
    host.simulator.switches.tellsPinAgain = true;
    await later(host);
    expect([openingPins(host), await pinOf(host)]).toEqual([[entry.pin], entry.pin]);
    expect(told(host)).toEqual([
      ['visitor_invited', entry.pin],
      ['visitor_changed', entry.pin],
    ]);
  });
});
