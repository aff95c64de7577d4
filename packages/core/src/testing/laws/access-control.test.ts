import { describe, expect, it } from 'vitest';
import { createAccessControl } from '../../engine/create-access-control';
import { noTelemetry } from '../../ports/telemetry';
import { createFakeProvider } from '../fake/fake-provider';
import { createFakeVendor } from '../fake/fake-vendor';
import { breathe, gym, hall } from './law-bookings';
import { atMinute, createLawWorld } from './law-world';

describe('one slow lane', () => {
  it('holds up no other lane of the same vendor', async () => {
    const { access, vendor } = createLawWorld();
    const release = vendor.holdNext('put');
    await access.start();
    await access.putBooking(gym('slow', 60, 90));
    await breathe();
    await access.putBooking(hall('quick', 60, 90));
    await breathe();
    expect(
      vendor
        .held()
        .map(({ place }) => place)
        .sort(),
    ).toEqual(['hall-door', 'lobby-door']);
    release();
    await breathe();
    expect(vendor.held()).toHaveLength(3);
    await access.stop();
  });

  it('is given up before its lease ends, even by a provider that never listens, and stop does not wait for ever', async () => {
    const world = createLawWorld({
      wrap: ({ ledger, provider }) => ({
        ledger,
        provider: { ...provider, applyChanges: () => new Promise(() => {}) },
      }),
    });
    await world.access.start();
    await world.access.putBooking(gym('b1', 60, 90));
    await breathe();
    await world.clock.advanceBy(100_000);
    await breathe();
    const [permission] = (await world.access.settled('b1', { timeoutMs: 0 })).permissions;
    expect(permission?.status).toMatchObject({ state: 'retrying', error: { code: 'connection', reason: 'timeout' } });
    await world.clock.advanceBy(10_000);
    await breathe();
    const stopped = world.access.stop({ timeoutMs: 5_000 });
    await breathe();
    await world.clock.advanceBy(5_000);
    await stopped;
    expect(world.clock.pendingTimers).toBe(0);
  });

  it('never has more calls in flight than the installation can take', async () => {
    const { access, vendor } = createLawWorld({ manifest: { concurrentLanes: 1 } });
    const release = vendor.holdNext('put');
    await access.start();
    await access.putBooking(gym('b1', 60, 90));
    await access.putBooking(hall('b2', 60, 90));
    await breathe();
    expect(vendor.writes).toBe(1);
    release();
    await breathe();
    expect(vendor.held()).toHaveLength(3);
    await access.stop();
  });
});

describe('a booking that is stored while the engine is at work', () => {
  it('is taken up at once, at whatever moment it comes', async () => {
    const late: number[] = [];
    for (let offset = 0; offset < 250; offset += 1) {
      const { access, vendor } = createLawWorld();
      await access.start();
      await access.putBooking(gym('first', 60, 90));
      for (let turn = 0; turn < offset; turn += 1) await Promise.resolve();
      await access.putBooking(hall('second', 60, 90));
      await new Promise((resolve) => setImmediate(resolve));
      if (vendor.held().length !== 3) late.push(offset);
      await access.stop();
    }
    expect(late).toEqual([]);
  });
});

describe('notices', () => {
  it('that hang or are refused keep no door closed and no other notice back', async () => {
    const taken: string[] = [];
    const onNotice = async ({ message }: { message: string }) => {
      if (message.includes('Booking bad')) return new Promise<void>(() => {});
      taken.push(message.slice(0, 13));
      return undefined;
    };
    const { access, vendor, clock } = createLawWorld({ access: { onNotice } });
    await access.start();
    await access.putBooking({ ...gym('bad', 60, 90), holders: [{ holderId: 'nobody' }] });
    await breathe();
    await access.putBooking({ ...gym('worse', 60, 90), holders: [{ holderId: 'nobody' }] });
    await access.putBooking(hall('good', 60, 90));
    await breathe();
    expect(vendor.held()).toHaveLength(2);
    await clock.advanceBy(31_000);
    await breathe();
    await clock.advanceBy(31_000);
    await breathe();
    expect(taken).toContain('Booking worse');
    await access.stop({ timeoutMs: 0 });
  });

  it('say that a right may still open when the vendor does not take it away, and a second cancellation tries again', async () => {
    const { access, vendor, notices } = createLawWorld();
    await access.putBooking(gym('b1', 60, 90));
    await access.runDue();
    vendor.failNext({ kind: 'refused', when: 'delete' });
    await access.cancelBooking('b1');
    await access.runDue();
    expect(vendor.held()).toHaveLength(1);
    expect(notices).toMatchObject([{ type: 'revocation_failed', message: expect.stringContaining('may still open') }]);
    await access.cancelBooking('b1');
    await access.runDue();
    expect(vendor.held()).toEqual([]);
    expect((await access.settled('b1')).permissions[0]?.status.state).toBe('ended');
  });

  it('tell of every booking that is late in an outage, not only of those that were tried', async () => {
    const places = Array.from({ length: 40 }, (_, index) => `door-${index}`);
    const { access, vendor, notices, clock } = createLawWorld({
      directory: {
        timeZone: 'UTC',
        resources: places.map((place) => ({ id: place, places: [{ provider: 'fake', place }] })),
        holders: [{ id: 'ada', subjects: [{ provider: 'fake', subject: 'subject-ada' }] }],
      },
    });
    vendor.setOutage(true);
    await access.start();
    for (const place of places) await access.putBooking({ ...gym(place, 60, 90), resourceId: place });
    await access.runDue();
    await clock.advanceTo(atMinute(32));
    expect(notices).toHaveLength(40);
    await access.stop({ timeoutMs: 0 });
  });

  it('come in time although the vendor asks for a pause that outlasts the booking', async () => {
    const { access, vendor, notices, clock } = createLawWorld();
    vendor.failNext({ kind: 'rate_limited', retryAfterMs: 6 * 3_600_000 });
    await access.start();
    await access.putBooking(gym('b1', 60, 90));
    await access.runDue();
    await clock.advanceTo(atMinute(32));
    expect(notices).toMatchObject([{ type: 'permission_failed', bookingId: 'b1' }]);
    await access.stop({ timeoutMs: 0 });
  });
});

describe('storing and cancelling', () => {
  it('count in the order in which they were called, also while the directory is slow', async () => {
    const world = createLawWorld();
    let answer = () => {};
    const slow = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const access = createAccessControl({
      providers: [createFakeProvider({ vendor: world.vendor })],
      directory: { lookUp: async (question) => slow.then(() => world.directory.lookUp(question)) },
      ledger: world.ledger,
      clock: world.clock,
      telemetry: noTelemetry,
    });
    const put = access.putBooking(gym('b1', 60, 90));
    const cancelled = access.cancelBooking('b1');
    answer();
    await Promise.all([put, cancelled]);
    await access.runDue();
    expect(world.vendor.held()).toEqual([]);
  });

  it('take no right away because a provider is not there for a moment', async () => {
    const world = createLawWorld();
    let isThere = true;
    const provider = createFakeProvider({ vendor: world.vendor });
    const access = createAccessControl({
      providers: (id) => (isThere && id === 'fake' ? provider : undefined),
      directory: world.directory,
      ledger: world.ledger,
      clock: world.clock,
      telemetry: noTelemetry,
    });
    await access.putBooking(gym('b1', 60, 90));
    await access.runDue();
    await access.forgetProvider('fake');
    isThere = false;
    const { problems } = await access.putBooking(gym('b2', 95, 120, 'ben'));
    expect(problems).toMatchObject([{ problem: 'provider_not_known' }]);
    isThere = true;
    await world.clock.advanceBy(3_600_000);
    await access.runDue();
    expect(world.vendor.opens({ subject: 'subject-ada', place: 'gym-door', at: atMinute(70) })).toBe(true);
    expect((await access.putBooking(gym('b2', 95, 120, 'ben'))).problems).toEqual([]);
    await access.runDue();
    expect(world.vendor.opens({ subject: 'subject-ben', place: 'gym-door', at: atMinute(100) })).toBe(true);
  });

  it('a refused booking leaves nothing in the ledger', async () => {
    const { access, ledger } = createLawWorld();
    await expect(access.putBooking({ ...gym('b1', 90, 60) })).rejects.toThrow(/endsAt/);
    const found = await ledger.transaction(async ({ bookings, permissions }) => [
      await bookings.find('b1'),
      await permissions.listOfBooking('b1'),
    ]);
    expect(found).toEqual([undefined, []]);
  });
});

describe('a feed', () => {
  const feed = Array.from({ length: 12 }, (_, index) => ({
    ...gym(`b${index}`, 60 + index * 40, 80 + index * 40),
    revision: 1,
  }));

  it('may list a booking again that it has left out once', async () => {
    const { access, vendor } = createLawWorld({ manifest: { windowsPerGrant: 50 } });
    await access.syncBookings({ bookings: feed });
    await access.syncBookings({ bookings: feed.slice(1) });
    await access.runDue();
    expect(vendor.opens({ subject: 'subject-ada', place: 'gym-door', at: atMinute(65) })).toBe(false);
    await access.syncBookings({ bookings: feed });
    await access.runDue();
    expect(vendor.opens({ subject: 'subject-ada', place: 'gym-door', at: atMinute(65) })).toBe(true);
  });

  it('is stopped when everything in it is cancelled, or nothing in it is mapped any more', async () => {
    const { access, directory } = createLawWorld();
    await access.syncBookings({ bookings: feed });
    const cancelled = feed.map((booking) => ({ ...booking, status: 'cancelled', revision: 2 }));
    await expect(access.syncBookings({ bookings: cancelled })).rejects.toThrow(/12 of 12 rights/);
    directory.replace({ timeZone: 'UTC', resources: [], holders: [] });
    await expect(access.syncBookings({ bookings: feed })).rejects.toThrow(/12 of 12 rights/);
  });

  it('goes on past a booking that contradicts itself, and says so', async () => {
    const { access } = createLawWorld();
    await access.syncBookings({ bookings: feed });
    const [first, ...rest] = feed;
    const result = await access.syncBookings({ bookings: [{ ...first, endsAt: atMinute(81) }, ...rest.slice(1)] });
    expect(result.refused).toMatchObject([{ bookingId: 'b0', error: { code: 'conflict' } }]);
    expect(result.cancelled).toEqual(['b1']);
  });
});

describe('several installations', () => {
  it('work side by side: one that hangs does not keep another from closing its door in time', async () => {
    const world = createLawWorld();
    const other = createFakeVendor({ clock: world.clock });
    const access = createAccessControl({
      providers: [
        createFakeProvider({ vendor: world.vendor }),
        createFakeProvider({ vendor: other, id: 'other', nativeValidity: false }),
      ],
      directory: {
        lookUp: ({ resourceId }) => ({
          resource: {
            resourceId,
            audience: 'both',
            use: 'shared',
            places: [
              { providerId: resourceId, place: 'door', settings: { timeZone: 'UTC' }, earlyMinutes: 0, lateMinutes: 0 },
            ],
          },
          holders: [{ holderId: 'ada', subjects: [{ providerId: resourceId, subject: 'subject-ada' }] }],
        }),
      },
      ledger: world.ledger,
      clock: world.clock,
      telemetry: noTelemetry,
    });
    await access.start();
    world.vendor.holdNext('put');
    await access.putBooking({ ...gym('b1', 60, 90), resourceId: 'fake' });
    await access.putBooking({ ...gym('b2', 0, 1), resourceId: 'other' });
    await breathe();
    expect(other.held()).toHaveLength(1);
    await world.clock.advanceTo(atMinute(1));
    await breathe();
    expect(other.held()).toEqual([]);
    const stopped = access.stop({ timeoutMs: 0 });
    await world.clock.advanceBy(1);
    await stopped;
  });
});
