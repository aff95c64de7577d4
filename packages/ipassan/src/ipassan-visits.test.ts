import { InvalidInputError, MappingError } from '@acx/core';
import { describe, expect, it } from 'vitest';
import { createTestHost, type TestHost } from './__fixtures__/ipassan-host';

const at = (time: string): string => `2026-11-23T${time}:00.000Z`;

/** A host where Vera is invited; answers her PIN. */
async function createInvited(): Promise<{ host: TestHost; pin: string }> {
  const host = createTestHost();
  await host.access.putBooking(host.visit());
  await host.access.runDue();
  return { host, pin: await pinOf(host) };
}

async function pinOf({ access }: TestHost): Promise<string> {
  const { permissions } = await access.settled('v1');
  return permissions[0]?.credential?.value ?? '';
}

const opens = ({ simulator, building }: TestHost, pin: string, time: string): boolean =>
  simulator.pinOpens({ pin, reader: building.lobby.uuid, at: at(time) });
const told = ({ notices }: TestHost): string[] => notices.map(({ type }) => type);
/** Entries whose PIN opens something, by the vendor's own state. */
const validPins = ({ simulator }: TestHost): (string | null)[] =>
  [...simulator.state.visitors.values()].filter(({ isCancelled }) => !isCancelled).map(({ pin }) => pin);

describe('a visit', () => {
  it('gets a PIN that opens the lobby for exactly the visit, told to host and visitor at once', async () => {
    const { host, pin } = await createInvited();
    expect(pin).toMatch(/^\d{4,8}$/);
    expect(['13:59', '14:00', '15:59', '16:00'].map((time) => opens(host, pin, time))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(host.notices).toMatchObject([
      {
        type: 'visitor_invited',
        bookingId: 'v1',
        audience: ['holder', 'visitor'],
        window: { startsAt: at('14:00'), endsAt: at('16:00') },
        credential: { kind: 'pin', value: pin },
      },
    ]);
    const [entry] = host.simulator.state.visitors.values();
    expect(entry).toMatchObject({ host: host.building.ada.uuid, name: 'Vera Visitor' });
  });

  it('opens what the host may pass, and nothing when the host may pass nothing', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.visit({ holders: [{ holderId: 'outsider' }] }));
    await host.access.runDue();
    expect(opens(host, await pinOf(host), '15:00')).toBe(false);
  });

  it('keeps its PIN when its times change, also while it runs, and people are told', async () => {
    const { host, pin } = await createInvited();
    await host.access.putBooking(host.visit({ endsAt: '2026-11-23T17:00:00Z' }));
    await host.access.runDue();
    expect([opens(host, pin, '16:30'), await pinOf(host), validPins(host).length]).toEqual([true, pin, 1]);
    await host.clock.advanceTo(at('15:00'));
    await host.access.putBooking(host.visit({ endsAt: '2026-11-23T18:00:00Z' }));
    await host.access.runDue();
    expect(opens(host, pin, '17:30')).toBe(true);
    expect(told(host)).toEqual(['visitor_invited', 'visitor_changed', 'visitor_changed']);
    expect(host.notices[2]).toMatchObject({ window: { endsAt: at('18:00') }, credential: { value: pin } });
  });

  it('ends with a cancellation: the PIN is refused, the entry stays without one, people are told', async () => {
    const { host, pin } = await createInvited();
    await host.access.cancelBooking('v1');
    await host.access.runDue();
    expect([opens(host, pin, '15:00'), validPins(host), await pinOf(host)]).toEqual([false, [], '']);
    expect(host.simulator.state.visitors.size).toBe(1);
    expect(told(host)).toEqual(['visitor_invited', 'visitor_cancelled']);
    expect(JSON.stringify(host.notices[1])).not.toContain(pin);
    expect((await host.access.check({ providerId: 'house' })).drift).toEqual([]);
  });

  it('goes back and forth, and people hear of every change', async () => {
    const { host } = await createInvited();
    for (const hour of [17, 16, 17, 16]) {
      await host.access.putBooking(host.visit({ endsAt: `2026-11-23T${hour}:00:00Z` }));
      await host.access.runDue();
    }
    expect(host.notices.map(({ type, ...notice }) => [type, 'window' in notice && notice.window.endsAt])).toEqual([
      ['visitor_invited', at('16:00')],
      ...['17:00', '16:00', '17:00', '16:00'].map((time) => ['visitor_changed', at(time)]),
    ]);
  });

  it('is cancelled by a booking that says so, whatever else it says', async () => {
    const { host, pin } = await createInvited();
    await host.access.putBooking(
      host.visit({ status: 'cancelled', visitor: undefined, holders: [{ holderId: 'ben' }] }),
    );
    await host.access.runDue();
    expect([opens(host, pin, '15:00'), told(host)]).toEqual([false, ['visitor_invited', 'visitor_cancelled']]);
  });

  it('goes on with the rights of the person that its host is linked to from now on, and is not called off', async () => {
    const { host, pin } = await createInvited();
    host.relinkAda(host.building.ben);
    await host.access.putBooking(host.visit());
    await host.access.runDue();
    const next = await pinOf(host);
    expect([next === pin, validPins(host), told(host)]).toEqual([
      false,
      [next],
      ['visitor_invited', 'visitor_invited'],
    ]);
  });

  it('with fractions of a second is held to the second around it, and is no drift', async () => {
    const host = createTestHost();
    await host.access.putBooking(
      host.visit({ startsAt: '2026-11-23T14:00:00.700Z', endsAt: '2026-11-23T15:59:59.200Z' }),
    );
    await host.access.runDue();
    const pin = await pinOf(host);
    expect(['13:59', '14:00', '15:59', '16:00'].map((time) => opens(host, pin, time))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect((await host.access.check({ providerId: 'house' })).drift).toEqual([]);
  });

  it('has one host', async () => {
    const host = createTestHost();
    const holders = [{ holderId: 'ada' }, { holderId: 'ben' }];
    await expect(host.access.putBooking(host.visit({ holders }))).rejects.toThrow(InvalidInputError);
    await host.access.putBooking(host.visit({ holders: [{ holderId: 'ada' }, { holderId: 'ben', role: 'attendee' }] }));
    await host.access.runDue();
    expect(validPins(host).length).toBe(1);
  });

  it.each([
    ['another host', { holders: [{ holderId: 'ben' }] }, ['holders']],
    ['another visitor', { visitor: { name: 'Victor' } }, ['visitor']],
    [
      'another kind and resource',
      { kind: 'reservation', resourceId: 'gym', visitor: undefined },
      ['kind', 'resourceId', 'visitor'],
    ],
  ] as const)('refuses %s, naming the fields, and stays as it is', async (_what, change, fields) => {
    const { host, pin } = await createInvited();
    for (const attempt of [host.access.putBooking, host.access.plan]) {
      const failure = await attempt(host.visit(change as Parameters<TestHost['visit']>[0])).catch(
        (error: unknown) => error,
      );
      expect(failure).toBeInstanceOf(InvalidInputError);
      expect(failure).toMatchObject({ problems: fields.map((path) => ({ path })) });
    }
    await host.access.runDue();
    expect([opens(host, pin, '15:00'), told(host)]).toEqual([true, ['visitor_invited']]);
  });

  it.each(['unlinked', 'nobody'])(
    'fails for a host without a person in iPassan, and nothing is stored: %s',
    async (holderId) => {
      const host = createTestHost();
      const visit = host.visit({ holders: [{ holderId }] });
      for (const attempt of [host.access.putBooking, host.access.plan])
        await expect(attempt(visit)).rejects.toThrow(MappingError);
      await host.access.runDue();
      expect([host.simulator.state.visitors.size, host.notices]).toEqual([0, []]);
      expect((await host.access.settled('v1')).permissions).toEqual([]);
    },
  );

  it('that is over at go-live is not created', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.visit({ startsAt: '2026-11-22T14:00:00Z', endsAt: '2026-11-22T16:00:00Z' }));
    await host.access.runDue();
    expect([host.simulator.state.visitors.size, host.notices]).toEqual([0, []]);
  });

  it('is forgotten with its PIN when it is over', async () => {
    const { host, pin } = await createInvited();
    await host.clock.advanceTo(at('16:00'));
    await host.access.runDue();
    expect(await pinOf(host)).toBe('');
    const grants = await host.ledger.transaction(({ grants: store }) => store.listOfProvider('house'));
    expect(JSON.stringify(grants)).not.toContain(pin);
  });

  it('needs the place that stands for visits', async () => {
    const host = createTestHost();
    await host.access.putBooking(host.visit({ resourceId: 'gym' }));
    await host.access.runDue();
    expect([told(host), host.simulator.state.visitors.size]).toEqual([['permission_failed'], 0]);
  });
});

describe('a visit whose creation is in doubt', () => {
  it.each(['dropAnswer', 'dropRequest'] as const)('ends with one visitor and one PIN: %s', async (lever) => {
    const host = createTestHost();
    host.simulator.levers[lever]({ when: ({ method, url }) => method === 'POST' && url.includes('/visitor') });
    await host.access.putBooking(host.visit());
    await host.access.runDue();
    host.restart();
    await host.clock.advanceBy(600_000);
    await host.access.runDue();
    const pin = await pinOf(host);
    expect([validPins(host), opens(host, pin, '15:00')]).toEqual([[pin], true]);
    expect(told(host)).toEqual(['visitor_invited']);
  });

  it('gets a new PIN when iPassan does not tell the lost one again', async () => {
    const host = createTestHost();
    host.simulator.switches.tellsPinAgain = false;
    host.simulator.levers.dropAnswer({ when: ({ method, url }) => method === 'POST' && url.includes('/visitor') });
    await host.access.putBooking(host.visit());
    await host.access.runDue();
    await host.clock.advanceBy(600_000);
    await host.access.runDue();
    const pin = await pinOf(host);
    expect([validPins(host), opens(host, pin, '15:00')]).toEqual([[pin], true]);
  });

  it('ends without any when it is cancelled before anybody knows', async () => {
    const host = createTestHost();
    host.simulator.levers.dropAnswer({ when: ({ method, url }) => method === 'POST' && url.includes('/visitor') });
    await host.access.putBooking(host.visit());
    await host.access.runDue();
    await host.access.cancelBooking('v1');
    await host.clock.advanceBy(600_000);
    await host.access.runDue();
    expect(validPins(host)).toEqual([]);
  });

  it('comes back with a new PIN when an operator has cancelled it, as soon as somebody checks', async () => {
    const { host, pin } = await createInvited();
    const [entry] = host.simulator.state.visitors.values();
    host.simulator.cancelVisitor(entry?.uuid ?? '');
    expect(opens(host, pin, '15:00')).toBe(false);
    await host.access.check({ providerId: 'house', mode: 'heal' });
    await host.access.runDue();
    const next = await pinOf(host);
    expect([opens(host, next, '15:00'), validPins(host)]).toEqual([true, [next]]);
    expect(told(host).at(-1)).toBe('visitor_changed');
    expect(host.notices.at(-1)).toMatchObject({ credential: { value: next } });
  });
});
