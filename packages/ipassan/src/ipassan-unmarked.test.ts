import { describe, expect, it } from 'vitest';
import { createTestHost, type TestHost } from './__fixtures__/ipassan-host';

const at = (time: string): string => `2026-11-23T${time}:00.000Z`;
const isCreate = ({ method, url }: { readonly method: string; readonly url: string }): boolean =>
  method === 'POST' && !url.endsWith('/token');

/** A host on an iPassan that keeps no mark of ours; the gym takes several bookings of a slot. */
function createUnmarkedHost(tellsPinAgain = true): TestHost {
  const profile = { assetBooking: { reference: null }, visitor: { reference: null } };
  const host = createTestHost({ ipassan: { profile, tellsPinAgain } });
  host.simulator.switches.tellsPinAgain = tellsPinAgain;
  host.simulator.alterAsset(host.building.gym.uuid, { isOnePerSlot: false });
  return host;
}

async function put(host: TestHost, booking: Parameters<TestHost['access']['putBooking']>[0]): Promise<void> {
  await host.access.putBooking(booking);
  await host.access.runDue();
}

async function later({ access, clock }: TestHost): Promise<void> {
  await clock.advanceBy(600_000);
  await access.runDue();
}

async function cancel({ access }: TestHost, id: string): Promise<void> {
  await access.cancelBooking(id);
  await access.runDue();
}

const pinOf = async ({ access }: TestHost, id: string): Promise<string> =>
  (await access.settled(id, { timeoutMs: 0 })).permissions[0]?.credential?.value ?? '';
const openingPins = ({ simulator, building }: TestHost): (string | null)[] =>
  [...simulator.state.visitors.values()]
    .map(({ pin }) => pin)
    .filter((pin) => simulator.pinOpens({ pin: pin ?? '', reader: building.lobby.uuid, at: at('15:00') }));
const gymOpens = ({ simulator, building }: TestHost): boolean =>
  simulator.opens({ person: building.ada.uuid, asset: building.gym.uuid, at: at('10:30') });

describe('two visits that iPassan cannot tell apart', () => {
  it.each([
    ['dropAnswer', true],
    ['dropRequest', true],
    ['dropAnswer', false],
    ['dropRequest', false],
  ] as const)(
    'have two PINs although the second create is in doubt: %s, PINs told again: %s',
    async (lever, tellsPinAgain) => {
      const host = createUnmarkedHost(tellsPinAgain);
      await put(host, host.visit());
      host.simulator.levers[lever]({ when: isCreate });
      await put(host, host.visit({ id: 'v2' }));
      await later(host);
      const [first, second] = [await pinOf(host, 'v1'), await pinOf(host, 'v2')];
      expect([first === second, openingPins(host)]).toEqual([false, [first, second]]);
      await cancel(host, 'v2');
      expect(openingPins(host)).toEqual([first]);
    },
  );

  it('have two PINs although both creates are in doubt', async () => {
    const host = createUnmarkedHost();
    host.simulator.levers.dropAnswer({ when: isCreate });
    await put(host, host.visit());
    host.simulator.levers.dropAnswer({ when: isCreate });
    await put(host, host.visit({ id: 'v2' }));
    await later(host);
    await later(host);
    expect(openingPins(host).sort()).toEqual([await pinOf(host, 'v1'), await pinOf(host, 'v2')].sort());
    await cancel(host, 'v1');
    expect(openingPins(host)).toEqual([await pinOf(host, 'v2')]);
  });
});

describe('two bookings that iPassan cannot tell apart', () => {
  it('are two records although the answer to the second create is lost', async () => {
    const host = createUnmarkedHost();
    await put(host, host.booking());
    host.simulator.levers.dropAnswer({ when: isCreate });
    await put(host, host.booking({ id: 'b2' }));
    await later(host);
    await cancel(host, 'b2');
    expect([host.gymBookings(), gymOpens(host)]).toEqual([['10:00-11:00'], true]);
    await cancel(host, 'b1');
    expect(host.gymBookings()).toEqual([]);
  });

  it('never share a record where a slot takes one booking only', async () => {
    const host = createUnmarkedHost();
    host.simulator.alterAsset(host.building.gym.uuid, { isOnePerSlot: true });
    await put(host, host.booking());
    await put(host, host.booking({ id: 'b2' }));
    await later(host);
    await cancel(host, 'b2');
    expect([host.gymBookings(), gymOpens(host)]).toEqual([['10:00-11:00'], true]);
  });

  it('go on with the one record of the slot when the first of them is cancelled', async () => {
    const host = createUnmarkedHost();
    host.simulator.alterAsset(host.building.gym.uuid, { isOnePerSlot: true });
    await put(host, host.booking());
    await put(host, host.booking({ id: 'b2' }));
    await cancel(host, 'b1');
    await later(host);
    expect([host.gymBookings(), gymOpens(host)]).toEqual([['10:00-11:00'], true]);
    await cancel(host, 'b2');
    expect(host.gymBookings()).toEqual([]);
  });
});
