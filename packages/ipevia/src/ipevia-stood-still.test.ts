import type { Ledger } from '@acx/core';
import { describe, expect, it } from 'vitest';
import { createTestHost, hexOf, simulatedFetch, type TestHost } from './__fixtures__/ipevia-host';
import type { IpeviaOptions } from './ipevia-options';

const at = (time: string): string => `2026-11-23T${time}:00.000Z`;
type Changeable = { -readonly [Name in keyof IpeviaOptions]?: IpeviaOptions[Name] };
const put = (host: TestHost, id: string, holderId: string, from: string, to: string) =>
  host.access.putBooking(host.booking({ id, startsAt: at(from), endsAt: at(to), holders: [{ holderId }] }));
async function heal(host: TestHost) {
  const report = await host.access.check({ providerId: 'car-park', mode: 'heal', allowMassRevocation: true });
  await host.access.runDue();
  return report.drift.map(({ kind }) => kind);
}
/** Lets everything run that waits for no clock, no matter how many steps it takes. */
async function letRun(rounds = 60): Promise<void> {
  for (let round = 0; round < rounds; round += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** A ledger whose first process stands still once: after a transaction on storage that ends while `when` is true. */
function createStandstill() {
  let when = () => false;
  let release = () => {};
  let hasStood = false;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const wrap = (ledger: Ledger): Ledger => ({
    async transaction(work) {
      let touches = false;
      const result = await ledger.transaction((t) =>
        work(
          new Proxy(t, {
            get(target, name) {
              if (name === 'storage') touches = true;
              return Reflect.get(target, name);
            },
          }),
        ),
      );
      if (touches && !hasStood && when()) {
        hasStood = true;
        await gate;
      }
      return result;
    },
    close: () => ledger.close(),
  });
  return {
    wrap,
    release: () => release(),
    standAfter: (condition: () => boolean) => {
      when = condition;
    },
    get hasStood() {
      return hasStood;
    },
  };
}

describe('a worker that stood still between its call and its note', () => {
  it.each([
    ['GetWhitelist', 'give', true],
    ['RemoveFromWhitelist', 'take', true],
    ['GetCredentialState', 'give', false],
    ['DeleteCredentialAccessProfiles', 'take', false],
  ] as const)('leaves nothing open for ever: %s', async (operation, what, isList) => {
    const standstill = createStandstill();
    const host = createTestHost({
      switches: { auth: 'none', ...(isList ? { maximumCredentials: 0 } : {}) },
      ipevia: isList ? { strategy: 'whitelist' } : { validity: 'none' },
      wrapLedger: standstill.wrap,
    });
    const { simulator } = host;
    if (!isList) simulator.addCredential({ token: 'by-hand', card: hexOf.ada, accessProfiles: [] });
    await put(host, 'b0', 'ben', '06:00', '20:00');
    await host.access.runDue();
    if (what === 'take') {
      await put(host, 'b1', 'ada', '06:00', '09:00');
      await host.access.runDue();
      await host.access.cancelBooking('b1');
    }
    const before = simulator.calls.length;
    standstill.standAfter(() => simulator.calls.slice(before).some((call) => call.operation === operation));
    if (what === 'give') await put(host, 'b1', 'ada', '06:00', '09:00');
    void host.access.runDue();
    await letRun();
    expect(standstill.hasStood).toBe(true);
    host.restart();
    if (what === 'take') await put(host, 'b1', 'ada', '06:00', '09:00');
    for (let minute = 0; minute < 5; minute += 1) {
      await host.clock.advanceBy(60_000);
      void host.access.runDue();
      await letRun();
    }
    expect(host.opens('ada')).toBe(true);
    standstill.release();
    await letRun();
    await host.playUntil(at('09:30'));
    expect([host.opens('ada'), await heal(host), host.opens('ada')]).toEqual([false, [], false]);
  });
});

describe('a right in one of its two forms', () => {
  it.each([
    ['credentials', 'whitelist'],
    ['whitelist', 'credentials'],
  ] as const)('changes its form although the look at the blacklist fails at first: %s to %s', async (from, to) => {
    const ipevia: Changeable = { strategy: from, validity: 'none' };
    const host = createTestHost({ switches: { auth: 'none' }, ipevia });
    await put(host, 'b1', 'ada', '06:00', '09:00');
    await host.playUntil(at('06:30'));
    ipevia.strategy = to;
    host.restart();
    host.simulator.levers.failNext({ status: 503 }, { when: host.simulator.callOf('GetBlacklist'), times: 1 });
    await put(host, 'b1', 'ada', '06:00', '08:00');
    await host.playUntil(at('07:30'));
    expect(host.opens('ada')).toBe(true);
  });

  it('leaves no number behind when numbers are rendered in another way and a check heals', async () => {
    const ipevia: Changeable = { strategy: 'whitelist' };
    const host = createTestHost({ switches: { auth: 'none', maximumCredentials: 0 }, ipevia });
    await put(host, 'b1', 'ada', '06:00', '09:00');
    await host.playUntil(at('06:30'));
    ipevia.cards = { rendering: 'raw-right' };
    host.restart();
    await heal(host);
    await host.playUntil(at('09:30'));
    expect(host.simulator.state.whitelist.size).toBe(0);
  });

  it('is no drift, again and again, when others let its card in twice', async () => {
    const host = createTestHost({ switches: { auth: 'none' } });
    host.simulator.addCredential({ token: 'by-hand', card: hexOf.ada });
    host.simulator.addToWhitelist(hexOf.ada);
    await put(host, 'b1', 'ada', '06:00', '09:00');
    await host.playUntil(at('06:30'));
    expect([await heal(host), await heal(host)]).toEqual([[], []]);
  });

  it('is seen by a check in the form it should not have, beside the form it should have', async () => {
    const host = createTestHost({ switches: { auth: 'none' }, ipevia: { strategy: 'whitelist' } });
    await put(host, 'b1', 'ada', '06:00', '09:00');
    await host.playUntil(at('06:30'));
    host.simulator.addCredential({ token: `acx-${hexOf.ada}`, card: hexOf.ada });
    await heal(host);
    await host.playUntil(at('09:30'));
    expect(host.opens('ada')).toBe(false);
  });

  it('loses the form that it should not have when a write in doubt is looked at', async () => {
    const host = createTestHost({ switches: { auth: 'none' }, ipevia: { strategy: 'whitelist' } });
    const { levers, callOf, state } = host.simulator;
    host.simulator.addCredential({ token: `acx-${hexOf.ada}`, card: hexOf.ada });
    levers.dropAnswer({ when: callOf('AddToWhitelist') });
    await put(host, 'b1', 'ada', '06:00', '09:00');
    await host.playUntil(at('06:30'));
    expect([state.credentials.size, state.whitelist.size, host.opens('ada')]).toEqual([0, 1, true]);
    await host.playUntil(at('09:30'));
    expect(host.opens('ada')).toBe(false);
  });

  it('comes to rest when one credential of somebody else carries first one card and then the other', async () => {
    const host = createTestHost({ switches: { auth: 'none' } });
    host.simulator.addCredential({ token: 'by-hand', card: hexOf.ada, accessProfiles: [] });
    await put(host, 'b1', 'ada', '06:00', '09:00');
    await host.playUntil(at('06:30'));
    host.simulator.changeCredential('by-hand', { card: hexOf.ben });
    await put(host, 'b2', 'ben', '06:00', '10:00');
    await host.playUntil(at('06:40'));
    await heal(host);
    await heal(host);
    expect(await heal(host)).toEqual([]);
  });
});

describe('an entry', () => {
  it.each([false, true])('keeps its card when the process stops while the card is looked up: %s', async (stops) => {
    let isHeld = false;
    let lookups = 0;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      if (isHeld && (await request.clone().text()).includes('GetCredentials')) {
        lookups += 1;
        await new Promise<void>((_, reject) =>
          request.signal.addEventListener('abort', () => reject(request.signal.reason)),
        );
      }
      return simulatedFetch(host.simulator)(request);
    };
    const consumerUrl = 'https://host.example/hooks/car-park/a-secret-that-is-long-enough';
    const host: TestHost = createTestHost({
      switches: { auth: 'none' },
      ipevia: {
        fetch,
        events: {
          kind: 'push',
          authentication: { kind: 'path', secret: 'a-secret-that-is-long-enough' },
          subscribe: { consumerUrl },
        },
      },
    });
    await host.access.runDue();
    await letRun();
    host.simulator.addCredential({ token: 'bens', card: hexOf.ben });
    isHeld = stops;
    host.simulator.presentCard({ card: hexOf.ben });
    const flushed = host.simulator.flushEvents();
    if (stops) {
      for (let round = 0; round < 200 && lookups === 0; round += 1) await letRun(5);
      await host.access.stop();
    }
    await flushed;
    isHeld = false;
    host.restart();
    await host.clock.advanceBy(60_000);
    await host.simulator.flushEvents();
    await host.access.runDue();
    expect(host.events.map((event) => ('subject' in event ? event.subject : undefined))).toEqual([
      '1000001',
      '1000001',
    ]);
  });
});
