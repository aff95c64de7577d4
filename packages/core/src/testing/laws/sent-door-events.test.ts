import { describe, expect, it } from 'vitest';
import { createAccessControl } from '../../engine/create-access-control';
import { ConfigurationError } from '../../errors/configuration-error';
import type { AccessEventDelivery, AccessEventFeed } from '../../ports/access-event-feed';
import type { CallOptions } from '../../ports/call-options';
import { noTelemetry } from '../../ports/telemetry';
import { createFakeProvider } from '../fake/fake-provider';
import { createCrashPoints } from './crash-points';
import { createDoorWorld, type DoorWorld } from './door-world';
import { breathe } from './law-bookings';
import type { ProcessParts } from './law-world';

const manifest = { eventsBy: 'push' } as const;
const SECRET = 'fake-delivery-secret';

/** The vendor sends all that its doors have logged to the process that runs now. */
const send = ({ access, vendor }: DoorWorld, request = vendor.delivery()): Promise<Response> =>
  access.webhook('fake')(request);

/** Processes whose provider takes deliveries in another way. */
const taking =
  (receive: NonNullable<AccessEventFeed['receive']>) =>
  ({ ledger, provider }: ProcessParts): ProcessParts => ({ ledger, provider: { ...provider, events: { receive } } });

const answer = (status: number, headers: Record<string, string> = {}): AccessEventDelivery => ({
  events: [{ id: 'e1', type: 'denied', providerId: 'other', place: 'door', at: '2026-11-21T08:00:00.000Z', raw: null }],
  response: new Response(null, { status, headers }),
});

describe('a door event that the vendor sends', () => {
  it('is in the ledger when the vendor is told so, and reaches the host once, however often it comes', async () => {
    const world = await createDoorWorld({ manifest });
    world.knock('ada', 'ben');
    expect((await send(world)).status).toBe(204);
    expect(await world.waiting()).toEqual(['door-event-1', 'door-event-2']);
    await Promise.all([send(world), send(world)]);
    await world.access.runDue();
    await send(world);
    await world.access.runDue();
    expect(world.toldSubjects()).toEqual(['ada', 'ben']);
  });

  it('that is also pulled is told once', async () => {
    const world = await createDoorWorld({ manifest: { eventsBy: 'both' } });
    world.knock('ada');
    await Promise.all([send(world), world.access.runDue()]);
    await send(world);
    await world.access.runDue();
    expect(world.toldSubjects()).toEqual(['ada']);
  });

  it('is told at once by a process that works by itself, and within a minute when another has taken it', async () => {
    const world = await createDoorWorld({ manifest });
    await world.access.start();
    await breathe();
    world.knock('ada');
    await send(world);
    await breathe();
    expect(world.toldSubjects()).toEqual(['ada']);
    const worker = world.access;
    world.restart();
    world.knock('ben');
    await send(world);
    await world.clock.advanceBy(60_000);
    expect(world.toldSubjects()).toEqual(['ada', 'ben']);
    await worker.stop();
    expect(world.clock.pendingTimers).toBe(0);
  });

  it('is heard by listeners where nobody handles and nothing is pulled, and no vendor is asked', async () => {
    const world = await createDoorWorld({ manifest, access: { onAccessEvent: undefined } });
    const heard: unknown[] = [];
    world.access.on('access.denied', ({ subject }) => heard.push(subject));
    const { reads } = world.vendor;
    world.knock('ada');
    await send(world);
    await world.access.runDue();
    expect([heard, await world.waiting(), world.vendor.reads - reads]).toEqual([['ada'], [], 0]);
  });

  it('belongs to the installation to which it was sent, whatever the provider says', async () => {
    const world = await createDoorWorld({ manifest, wrap: taking(async () => answer(200)) });
    await send(world);
    await world.access.runDue();
    expect(world.told).toMatchObject([{ id: 'e1', providerId: 'fake' }]);
  });

  it('is read with the storage of the provider and a signal', async () => {
    const given: CallOptions[] = [];
    const receive = async (_request: Request, options: CallOptions): Promise<AccessEventDelivery> => {
      given.push(options);
      await options.storage?.compareAndSet('seen', { expectedVersion: undefined, value: 1 });
      return answer(200);
    };
    const world = await createDoorWorld({ manifest, wrap: taking(receive) });
    await send(world);
    expect(given[0]?.signal?.aborted).toBe(false);
    const stored = await world.ledger.transaction(({ storage }) => storage.read('fake', 'provider/seen'));
    expect(stored?.value).toBe(1);
  });

  it('is taken for an installation that is made when it is needed', async () => {
    const world = await createDoorWorld({ manifest });
    const access = createAccessControl({
      providers: (id) => (id === 'fake' ? createFakeProvider({ vendor: world.vendor, ...manifest }) : undefined),
      directory: world.directory,
      ledger: world.ledger,
      clock: world.clock,
      telemetry: noTelemetry,
    });
    world.knock('ada');
    expect((await access.webhook('fake')(world.vendor.delivery())).status).toBe(204);
    expect((await access.webhook('typo')(world.vendor.delivery())).status).toBe(404);
    expect(await world.waiting()).toHaveLength(1);
  });
});

describe('a delivery', () => {
  it('to an installation that is not there, or takes none, is answered 404', async () => {
    const world = await createDoorWorld();
    for (const providerId of ['fake', 'typo', '']) {
      const response = await world.access.webhook(providerId)(world.vendor.delivery());
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(await response.text()).not.toContain('fake');
    }
  });

  it.each([302, 400, 401, 413, 503])(
    'that the provider answers with %d is answered so, and not stored',
    async (status) => {
      const world = await createDoorWorld({ manifest, wrap: taking(async () => answer(status, { 'x-own': 'kept' })) });
      const response = await send(world);
      expect([response.status, response.headers.get('x-own')]).toEqual([status, 'kept']);
      expect(await world.waiting()).toEqual([]);
      expect(world.failures).toEqual([]);
    },
  );

  it('without the secret brings nothing', async () => {
    const world = await createDoorWorld({ manifest });
    world.knock('ada');
    expect((await send(world, world.vendor.delivery({ secret: 'guessed' }))).status).toBe(401);
    expect(await world.waiting()).toEqual([]);
  });

  it('that cannot be stored is asked for again, not one of its events is stored, and nothing is lost', async () => {
    let added = 0;
    const world = await createDoorWorld({
      manifest,
      wrap: ({ ledger, provider }) => ({
        provider,
        ledger: {
          close: () => ledger.close(),
          transaction: (work) =>
            ledger.transaction((transaction) => {
              const add: typeof transaction.events.add = async (event) => {
                added += 1;
                if (added === 2) throw new TypeError(`disk full at ${SECRET}`);
                await transaction.events.add(event);
              };
              return work({ ...transaction, events: { ...transaction.events, add } });
            }),
        },
      }),
    });
    world.knock('ada', 'ben');
    const response = await send(world);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '30']);
    expect(await response.text()).not.toContain(SECRET);
    expect(await world.waiting()).toEqual([]);
    expect(world.failures).toMatchObject([{ work: 'events', providerId: 'fake', error: { name: 'TypeError' } }]);
    expect((await send(world)).status).toBe(204);
    await world.access.runDue();
    expect(world.toldSubjects()).toEqual(['ada', 'ben']);
  });

  it.each([
    [503, new ConfigurationError({ subject: SECRET, problems: [{ path: '', message: SECRET }] })],
    [500, new TypeError(SECRET)],
    [500, SECRET],
  ])('that ends in an exception is answered %d without a word of it, and reported', async (status, failure) => {
    const world = await createDoorWorld({ manifest, wrap: taking(() => Promise.reject(failure)) });
    const response = await send(world);
    expect(response.status).toBe(status);
    expect(response.headers.get('retry-after')).toBe(status === 503 ? '30' : null);
    expect(await response.text()).not.toContain(SECRET);
    expect(world.failures).toMatchObject([{ work: 'events', providerId: 'fake' }]);
  });

  it('that takes longer than 30 seconds is asked for again; when it is read after all, nothing comes twice', async () => {
    let isSlow = true;
    let finish = (): void => {};
    const receive = (): Promise<AccessEventDelivery> =>
      isSlow ? new Promise((resolve) => (finish = () => resolve(answer(200)))) : Promise.resolve(answer(200));
    const world = await createDoorWorld({ manifest, wrap: taking(receive) });
    const response = send(world);
    await breathe();
    await world.clock.advanceBy(30_000);
    expect((await response).status).toBe(503);
    expect(world.failures).toMatchObject([{ error: { code: 'connection', reason: 'timeout' } }]);
    isSlow = false;
    expect((await send(world)).status).toBe(200);
    finish();
    await breathe();
    await world.access.runDue();
    expect(world.told).toHaveLength(1);
    expect(world.clock.pendingTimers).toBe(0);
  });

  it('after a stop is asked for again and not looked at, and one at hand does not keep a stop from ending', async () => {
    let calls = 0;
    const receive = (): Promise<AccessEventDelivery> => {
      calls += 1;
      return new Promise(() => {});
    };
    const world = await createDoorWorld({ manifest, wrap: taking(receive) });
    const hanging = send(world);
    await breathe();
    await world.access.stop();
    expect((await hanging).status).toBe(503);
    expect((await send(world)).status).toBe(503);
    expect(calls).toBe(1);
    expect(world.clock.pendingTimers).toBe(0);
  });
});

describe('a process that dies while it takes a delivery', () => {
  it('loses nothing that it has taken, and stores nothing twice, whatever moment it dies at', async () => {
    for (let crashAt = 1; ; crashAt += 1) {
      const points = createCrashPoints(crashAt);
      const world = await createDoorWorld({ manifest, wrap: points.wrap });
      world.knock('a', 'b', 'c');
      const isTaken = await send(world).then(
        ({ ok }) => ok,
        () => false,
      );
      const { isCrashed } = points;
      const context = `crash at moment ${crashAt}`;
      if (isTaken) expect(await world.waiting(), context).toHaveLength(3);
      world.restart();
      if (!isTaken) expect((await send(world)).status, context).toBe(204);
      await world.access.runDue();
      expect(world.toldSubjects(), context).toEqual(['a', 'b', 'c']);
      if (!isCrashed) {
        expect(crashAt).toBeGreaterThan(8);
        break;
      }
    }
  });
});
