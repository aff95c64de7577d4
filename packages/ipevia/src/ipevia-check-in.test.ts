import { describe, expect, it } from 'vitest';
import { createTestHost, hexOf, type TestHost, type TestHostOptions } from './__fixtures__/ipevia-host';

const WEBHOOK = 'https://host.example/hooks/car-park';
const sender = { email: 'hook@host.example', password: 'webhook-password' };
const SECRET = 'a-secret-that-is-long-enough';

/** How events come, and what brings them from the barrier to the host. */
interface Way {
  readonly what: string;
  readonly options: TestHostOptions;
  readonly prepare?: (host: TestHost) => void;
}

const ways: readonly Way[] = [
  {
    what: 'pushed as Notify to a subscriber',
    options: {
      switches: { eventTransport: 'notify' },
      ipevia: {
        events: {
          kind: 'push',
          authentication: { kind: 'path', secret: SECRET },
          subscribe: { consumerUrl: `${WEBHOOK}/${SECRET}` },
        },
      },
    },
  },
  {
    what: 'pushed as JSON to a webhook with Basic login',
    options: {
      switches: { eventTransport: 'json' },
      ipevia: { events: { kind: 'push', authentication: { kind: 'basic', ...sender } } },
    },
    prepare: ({ simulator }) => simulator.registerWebhook({ url: WEBHOOK, ...sender, form: 'json' }),
  },
  {
    what: 'pushed as single JSON events without ids',
    options: {
      switches: { eventTransport: 'json', jsonShape: 'single', jsonIds: false },
      ipevia: { events: { kind: 'push', authentication: { kind: 'basic', ...sender } } },
    },
    prepare: ({ simulator }) => simulator.registerWebhook({ url: WEBHOOK, ...sender, form: 'json' }),
  },
  {
    what: 'pulled from a pull point',
    options: { switches: { eventTransport: 'pull' }, ipevia: { events: { kind: 'pull' } } },
  },
];

/** Ada has booked zone A, which opens a quarter of an hour early and checks in, from 8 to 12; the engine has had its first turn. */
async function createHost(way: Way, more: TestHostOptions = {}): Promise<TestHost> {
  const host = createTestHost({
    ...way.options,
    switches: { ...way.options.switches, ...more.switches },
    ipevia: { ...way.options.ipevia, ...more.ipevia },
    wrapLedger: more.wrapLedger,
  });
  way.prepare?.(host);
  await host.access.putBooking(host.booking({ resourceId: 'zone-a' }));
  await host.access.runDue();
  return host;
}

/** Everything that the vendor has to tell reaches the host. */
async function deliver(host: TestHost): Promise<number[]> {
  const statuses = await host.simulator.flushEvents();
  await host.access.runDue();
  return statuses;
}

describe.each(ways)('barrier entries that are $what', (way) => {
  it('become a check-in of the booking, once, with the first entry', async () => {
    const host = await createHost(way);
    await host.playUntil('2026-11-23T07:50:00.000Z');
    expect(host.simulator.presentCard({ card: hexOf.ada })).toEqual({ isOpened: true });
    await deliver(host);
    await host.playUntil('2026-11-23T09:00:00.000Z');
    host.simulator.presentCard({ card: hexOf.ada });
    await deliver(host);
    expect(host.checkIns).toMatchObject([
      { bookingId: 'b1', resourceId: 'zone-a', providerId: 'car-park', place: 'docklands', isCorrection: false },
    ]);
    expect(host.checkIns[0]?.at).toBe('2026-11-23T07:50:00.000Z');
    const types = new Set(host.events.map(({ type, subject }) => `${type} ${subject}`));
    expect(types).toEqual(new Set(['granted 987654', 'taken 987654']));
    expect(host.events.every(({ bookingIds }) => bookingIds.join() === 'b1')).toBe(true);
    expect((await host.access.settled('b1')).checkIn?.at).toBe('2026-11-23T07:50:00.000Z');
  });

  it('without a booking are reported as such, and refusals are no entries', async () => {
    const host = await createHost(way);
    const unbooked: string[] = [];
    host.access.on('access.unbooked', ({ subject, at }) => void unbooked.push(`${subject} ${at}`));
    host.simulator.addCredential({ token: 'by-hand', card: hexOf.cleo });
    await host.playUntil('2026-11-23T09:00:00.000Z');
    expect(host.simulator.presentCard({ card: hexOf.cleo }).isOpened).toBe(true);
    expect(host.simulator.presentCard({ card: hexOf.ben }).isOpened).toBe(false);
    await deliver(host);
    expect(new Set(unbooked)).toEqual(new Set(['987655 2026-11-23T09:00:00.000Z']));
    expect(host.checkIns).toEqual([]);
    const denied = host.events.filter(({ type }) => type === 'denied');
    expect(denied.length).toBe(1);
    expect(denied[0]?.reason).toBeDefined();
  });

  it('on the way out are none', async () => {
    const host = await createHost(way, { ipevia: { exits: ['exit'] } });
    await host.playUntil('2026-11-23T09:00:00.000Z');
    host.simulator.presentCard({ card: hexOf.ada, accessPoint: 'exit' });
    await deliver(host);
    expect([host.checkIns.length, host.events.length > 0]).toEqual([0, true]);
    host.simulator.presentCard({ card: hexOf.ada, accessPoint: 'entry' });
    await deliver(host);
    expect(host.checkIns.length).toBe(1);
  });

  it('outside of the buffers are none of this booking', async () => {
    const host = await createHost(way);
    host.simulator.addCredential({ token: 'by-hand', card: hexOf.ben });
    await host.access.putBooking(
      host.booking({
        id: 'b2',
        resourceId: 'zone-a',
        holders: [{ holderId: 'ben' }],
        startsAt: '2026-11-23T09:00:00Z',
      }),
    );
    await host.playUntil('2026-11-23T08:44:59.000Z');
    host.simulator.presentCard({ card: hexOf.ben });
    await deliver(host);
    expect(host.checkIns).toEqual([]);
    await host.playUntil('2026-11-23T08:45:00.000Z');
    host.simulator.presentCard({ card: hexOf.ben });
    await deliver(host);
    expect(host.checkIns.map(({ bookingId, at }) => [bookingId, at])).toEqual([['b2', '2026-11-23T08:45:00.000Z']]);
  });

  it('that come twice, late and in the wrong order end in the same check-in', async () => {
    const host = await createHost(way);
    host.simulator.duplicateNextEvents(4);
    host.simulator.reverseNextFlush();
    await host.playUntil('2026-11-23T08:10:00.000Z');
    host.simulator.presentCard({ card: hexOf.ada });
    await host.playUntil('2026-11-23T10:10:00.000Z');
    host.simulator.presentCard({ card: hexOf.ada });
    await host.playUntil('2026-11-23T18:00:00.000Z');
    await deliver(host);
    await deliver(host);
    const ids = host.events.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(host.checkIns.at(-1)?.at).toBe('2026-11-23T08:10:00.000Z');
    expect((await host.access.settled('b1')).checkIn?.at).toBe('2026-11-23T08:10:00.000Z');
  });
});

describe.each(ways.filter(({ options }) => options.ipevia?.events?.kind === 'push'))('a delivery $what', (way) => {
  it('is refused while the ledger cannot store it, and counts when it comes again', async () => {
    let isLedgerDown = false;
    const host = await createHost(way, {
      wrapLedger: (ledger) => ({
        ...ledger,
        transaction: (work) => (isLedgerDown ? Promise.reject(new Error('disk full')) : ledger.transaction(work)),
      }),
    });
    await host.playUntil('2026-11-23T09:00:00.000Z');
    host.simulator.presentCard({ card: hexOf.ada });
    isLedgerDown = true;
    expect(new Set(await host.simulator.flushEvents())).toEqual(new Set([503]));
    isLedgerDown = false;
    expect(new Set(await deliver(host))).toEqual(new Set([204]));
    expect(host.checkIns.length).toBe(1);
  });

  it('from anybody else is refused and changes nothing', async () => {
    const host = await createHost(way);
    const body = JSON.stringify({ type: 'taken', at: '2026-11-23T09:00:00Z', card: hexOf.ada });
    const headers = { 'content-type': 'application/json', authorization: `Basic ${btoa('somebody:guess')}` };
    const request = new Request(`${WEBHOOK}/guess`, { method: 'POST', headers, body });
    expect((await host.access.webhook('car-park')(request)).status).toBe(401);
    await host.access.runDue();
    expect(host.events).toEqual([]);
  });
});

describe('the subscription', () => {
  const [way] = ways as [Way, ...Way[]];

  it('is renewed ahead, and made anew after the controller has forgotten it', async () => {
    const host = await createHost(way);
    await host.playUntil('2026-11-23T09:00:00.000Z');
    expect(host.simulator.state.subscriptions.size).toBe(1);
    expect(host.calls()).toContain('Renew');
    host.simulator.replaceController();
    await host.playUntil('2026-11-23T10:00:00.000Z');
    expect(host.simulator.state.subscriptions.size).toBe(1);
    await host.access.check({ providerId: 'car-park', mode: 'heal' });
    await host.access.runDue();
    host.simulator.presentCard({ card: hexOf.ada });
    await deliver(host);
    expect(host.checkIns.length).toBe(1);
  });

  it('is seen by the health check, alive or ended', async () => {
    const host = await createHost(way);
    const finding = async () =>
      (await host.access.health({ providerId: 'car-park' })).findings.find(({ area }) => area === 'events')?.status;
    expect(await finding()).toBe('ok');
    await host.clock.advanceTo('2026-11-24T09:00:00.000Z');
    expect(await finding()).toBe('failed');
    await host.access.runDue();
    expect(await finding()).toBe('ok');
  });
});
