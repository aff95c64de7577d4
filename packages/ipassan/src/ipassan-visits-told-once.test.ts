import { describe, expect, it } from 'vitest';
import { createTestHost, type TestHost } from './__fixtures__/ipassan-host';

const at = (time: string): string => `2026-11-23T${time}:00.000Z`;
const isVisitorCall = ({ url }: { readonly url: string }): boolean => url.includes('/visitor');

async function createInvited(): Promise<{ host: TestHost; pin: string }> {
  const host = createTestHost({ ipassan: { tellsPinAgain: false } });
  host.simulator.switches.tellsPinAgain = false;
  await host.access.putBooking(host.visit());
  await host.access.runDue();
  return { host, pin: await pinOf(host) };
}

const pinOf = async ({ access }: TestHost): Promise<string> =>
  (await access.settled('v1')).permissions[0]?.credential?.value ?? '';
const validPins = ({ simulator }: TestHost): (string | null)[] =>
  [...simulator.state.visitors.values()].filter(({ isCancelled }) => !isCancelled).map(({ pin }) => pin);
const told = ({ notices }: TestHost): string[] => notices.map(({ type }) => type);
async function heal({ access }: TestHost): Promise<string[]> {
  const { drift } = await access.check({ providerId: 'house', mode: 'heal', allowMassRevocation: true });
  await access.runDue();
  return drift.map(({ kind }) => kind);
}

describe('a visit whose PIN iPassan tells only once', () => {
  it('keeps its PIN through checks, and no visitor is told anything', async () => {
    const { host, pin } = await createInvited();
    expect([await heal(host), await heal(host), validPins(host), told(host)]).toEqual([
      [],
      [],
      [pin],
      ['visitor_invited'],
    ]);
  });

  it.each(['dropAnswer', 'dropRequest'] as const)(
    'keeps its PIN when a change of its times is in doubt: %s',
    async (lever) => {
      const { host, pin } = await createInvited();
      host.simulator.levers[lever]({ when: (call) => isVisitorCall(call) && call.method !== 'GET' });
      await host.access.putBooking(host.visit({ endsAt: '2026-11-23T18:00:00Z' }));
      await host.access.runDue();
      await host.clock.advanceBy(600_000);
      await host.access.runDue();
      expect([validPins(host), await pinOf(host)]).toEqual([[pin], pin]);
      expect(host.simulator.pinOpens({ pin, reader: host.building.lobby.uuid, at: at('17:00') })).toBe(true);
      expect(told(host)).toEqual(['visitor_invited', 'visitor_changed']);
    },
  );

  it('is cancelled for good, and a check that cannot know so cancels it once more', async () => {
    const { host } = await createInvited();
    await host.access.cancelBooking('v1');
    await host.access.runDue();
    expect([validPins(host), await heal(host), validPins(host)]).toEqual([[], ['extra'], []]);
    expect(told(host).filter((type) => type.startsWith('visitor'))).toEqual(['visitor_invited', 'visitor_cancelled']);
    await host.clock.advanceTo(at('16:00'));
    expect(await heal(host)).toEqual([]);
  });

  it('gets a new PIN from a process that has lost its ledger, and only that one opens', async () => {
    const { host } = await createInvited();
    for (let time = 0; time < 2; time += 1) {
      host.loseLedger();
      await host.access.putBooking(host.visit());
      await host.access.runDue();
      await heal(host);
      expect(validPins(host)).toEqual([await pinOf(host)]);
    }
  });

  it('is taken away by a process that has lost its ledger and knows only of another booking', async () => {
    const { host } = await createInvited();
    host.loseLedger();
    await host.access.putBooking(host.visit());
    await host.access.runDue();
    host.loseLedger();
    await host.access.putBooking(host.visit({ id: 'v2', startsAt: at('17:00'), endsAt: at('18:00') }));
    await host.access.runDue();
    const other = (await host.access.settled('v2')).permissions[0]?.credential?.value;
    expect([await heal(host), validPins(host)]).toEqual([['extra'], [other]]);
  });

  it.each(['dropAnswer', 'dropRequest'] as const)(
    'never trusts the PIN of an entry that it has cancelled itself: %s',
    async (lever) => {
      const { host, pin } = await createInvited();
      host.loseLedger();
      const { levers } = host.simulator;
      levers[lever]({ when: (call) => isVisitorCall(call) && call.method === 'POST' });
      await host.access.putBooking(host.visit());
      await host.access.runDue();
      await host.clock.advanceBy(600_000);
      await host.access.runDue();
      const next = await pinOf(host);
      expect([next === pin, validPins(host)]).toEqual([false, [next]]);
    },
  );
});
