import { describe, expect, it } from 'vitest';
import { createAccessControl } from '../../engine/create-access-control';
import type { AccessEvent } from '../../model/access-event';
import { noTelemetry } from '../../ports/telemetry';
import { createFakeProvider } from '../fake/fake-provider';
import { createDoorWorld, inSmallPages } from './door-world';
import { breathe, gym } from './law-bookings';
import { createLawWorld } from './law-world';

describe('door events', () => {
  it('reach the host once each, in the order of the doors, and then the listeners', async () => {
    const world = await createDoorWorld({ wrap: inSmallPages });
    const heard: string[] = [];
    for (const type of ['granted', 'denied', 'taken'] as const)
      world.access.on(`access.${type}`, ({ id }) => heard.push(`${type} ${id} after ${world.told.length}`));
    await world.access.putBooking(gym('b1', 5, 30));
    await world.access.runDue();
    await world.clock.advanceBy(10 * 60_000);
    world.vendor.presentSubject({ subject: 'subject-ada', place: 'gym-door', isWalkingThrough: true });
    world.knock('subject-ben', 'stranger');
    await world.access.runDue();
    await world.access.runDue();
    expect(world.told.map(({ type, subject }) => [type, subject])).toEqual([
      ['granted', 'subject-ada'],
      ['taken', 'subject-ada'],
      ['denied', 'subject-ben'],
      ['denied', 'stranger'],
    ]);
    expect(world.told[0]).toMatchObject({ providerId: 'fake', place: 'gym-door', at: '2026-11-21T08:10:00.000Z' });
    expect(heard).toEqual([
      'granted door-event-1 after 1',
      'taken door-event-2 after 2',
      'denied door-event-3 after 3',
      'denied door-event-4 after 4',
    ]);
    expect(await world.waiting()).toEqual([]);
  });

  it('of the past do not flood a new host', async () => {
    const told: AccessEvent[] = [];
    const { access, vendor } = createLawWorld({ access: { onAccessEvent: (event) => void told.push(event) } });
    vendor.presentSubject({ subject: 'long ago', place: 'gym-door' });
    await access.runDue();
    vendor.presentSubject({ subject: 'now', place: 'gym-door' });
    await access.runDue();
    expect(told.map(({ subject }) => subject)).toEqual(['now']);
  });

  it('are asked for every 15 seconds, or as often as the host says, and no longer after a stop', async () => {
    for (const [everySeconds, pulls] of [
      [undefined, 5],
      [60, 2],
    ] as const) {
      const world = await createDoorWorld({ access: { eventFeeds: { everySeconds } } });
      await world.clock.advanceBy(3_600_000);
      const { reads } = world.vendor;
      await world.access.start();
      await breathe();
      await world.clock.advanceBy(60_000);
      expect(world.vendor.reads - reads).toBe(pulls);
      world.knock('ada');
      await world.clock.advanceBy(60_000);
      expect(world.toldSubjects()).toEqual(['ada']);
      await world.access.stop();
      expect(world.clock.pendingTimers).toBe(0);
    }
  });

  it('are not asked for when there is nobody to tell', async () => {
    const { access, vendor, clock } = createLawWorld();
    await access.start();
    await access.runDue();
    await clock.advanceBy(600_000);
    expect(vendor.reads).toBe(0);
    await access.stop();
  });

  it('can be listened to without a handler', async () => {
    const world = await createDoorWorld({ access: { onAccessEvent: undefined, eventFeeds: {} } });
    const heard: unknown[] = [];
    world.access.on('access.denied', ({ subject }) => heard.push(subject));
    world.knock('ada');
    await world.access.runDue();
    expect(heard).toEqual(['ada']);
  });

  it('come from the feeds that are named; of a list all that there are, of a resolver none by itself', async () => {
    const world = createLawWorld();
    const asked: string[] = [];
    const make = (options: { providers: 'list' | 'resolver'; ids?: string[] }) => {
      const provider = createFakeProvider({ vendor: world.vendor });
      const silent = createFakeProvider({ vendor: world.vendor, id: 'silent', events: false });
      const other = createFakeProvider({ vendor: world.vendor, id: 'other' });
      const find = (id: string) => {
        asked.push(id);
        return [provider, silent, other].find((candidate) => candidate.id === id);
      };
      return createAccessControl({
        providers: options.providers === 'list' ? [provider, silent, other] : find,
        directory: world.directory,
        ledger: world.ledger,
        clock: world.clock,
        telemetry: noTelemetry,
        onAccessEvent: () => {},
        eventFeeds: { providerIds: options.ids },
      });
    };
    const pullsOf = async (options: Parameters<typeof make>[0]): Promise<number> => {
      const { reads } = world.vendor;
      await make(options).runDue();
      return world.vendor.reads - reads;
    };
    expect(await pullsOf({ providers: 'list' })).toBe(2);
    expect(await pullsOf({ providers: 'list', ids: ['other', 'other'] })).toBe(1);
    expect(await pullsOf({ providers: 'resolver' })).toBe(0);
    expect(await pullsOf({ providers: 'resolver', ids: ['fake'] })).toBe(1);
    expect(asked).toEqual(['fake']);
  });

  it('of an installation that is not there, or has no feed, are reported as missing and keep back no others', async () => {
    const world = await createDoorWorld();
    const silent = createFakeProvider({ vendor: world.vendor, id: 'silent', events: false });
    const failures: unknown[] = [];
    const told: unknown[] = [];
    const access = createAccessControl({
      providers: [createFakeProvider({ vendor: world.vendor }), silent],
      directory: world.directory,
      ledger: world.ledger,
      clock: world.clock,
      telemetry: noTelemetry,
      onAccessEvent: ({ subject }) => void told.push(subject),
      eventFeeds: { providerIds: ['typo', 'silent', 'fake'] },
    });
    access.on('engine.failed', ({ providerId, error }) => failures.push([providerId, error.name]));
    world.knock('ada');
    await access.runDue();
    expect(failures).toEqual([
      ['typo', 'ConfigurationError'],
      ['silent', 'UnsupportedCapabilityError'],
    ]);
    expect(told).toEqual(['ada']);
  });

  it.each([0, 3601, Number.NaN])('refuse to be pulled every %d seconds', (everySeconds) => {
    expect(() => createLawWorld({ access: { eventFeeds: { everySeconds } } })).toThrow(/eventFeeds\.everySeconds/);
  });
});

describe('the handler of door events', () => {
  it('is offered again what it refused, and gets the others all the same', async () => {
    const taken: (string | undefined)[] = [];
    let isBroken = true;
    const onAccessEvent = async ({ subject }: AccessEvent) => {
      if (subject === 'bad' && isBroken) throw new TypeError(`no such subject: ${subject}`);
      taken.push(subject);
    };
    const world = await createDoorWorld({ access: { onAccessEvent } });
    await world.access.start();
    await breathe();
    world.knock('first', 'bad', 'last');
    await world.clock.advanceBy(16_000);
    expect(taken).toEqual(['first', 'last']);
    expect(world.failures).toMatchObject([{ work: 'events', error: { name: 'TypeError' } }]);
    isBroken = false;
    await world.clock.advanceBy(31_000);
    expect(taken).toEqual(['first', 'last', 'bad']);
    await world.access.stop();
  });

  it('that refuses more than a page of them for good gets the next ones', async () => {
    const taken: (string | undefined)[] = [];
    const onAccessEvent = ({ subject }: AccessEvent) => {
      if (subject !== 'good') throw new Error('refused');
      taken.push(subject);
    };
    const world = await createDoorWorld({ access: { onAccessEvent } });
    world.knock(...Array.from({ length: 600 }, () => 'bad'), 'good');
    await world.access.runDue();
    expect(taken).toEqual(['good']);
    expect(await world.waiting()).toHaveLength(600);
  });

  it('that hangs holds up neither the pulling nor the warnings nor a stop', async () => {
    const world = await createDoorWorld({ access: { onAccessEvent: () => new Promise(() => {}) } });
    await world.access.start();
    await breathe();
    world.knock('ada', 'ben');
    await world.clock.advanceBy(16_000);
    world.knock('cleo');
    await world.access.putBooking({ ...gym('b1', 10, 90), holders: [{ holderId: 'nobody' }] });
    await world.clock.advanceBy(16_000);
    expect(await world.waiting()).toHaveLength(3);
    expect(world.notices).toHaveLength(1);
    const stopped = world.access.stop({ timeoutMs: 0 });
    await world.clock.advanceBy(1);
    await stopped;
    expect(world.clock.pendingTimers).toBe(0);
  });
});

describe('an outage of the vendor', () => {
  it('is asked into less and less often, told of each time, and loses no event', async () => {
    const world = await createDoorWorld();
    await world.access.start();
    await breathe();
    world.knock('before');
    world.vendor.setOutage(true);
    const { reads } = world.vendor;
    await world.clock.advanceBy(3_600_000);
    const tries = world.vendor.reads - reads;
    expect(tries).toBeGreaterThan(10);
    expect(tries).toBeLessThan(40);
    expect(world.failures).toHaveLength(tries);
    expect(world.failures[0]).toMatchObject({ work: 'events', providerId: 'fake', error: { code: 'connection' } });
    world.vendor.setOutage(false);
    world.knock('after');
    await world.clock.advanceBy(300_000);
    expect(world.toldSubjects()).toEqual(['before', 'after']);
    await world.access.stop();
  });

  it('that is over is noticed by the next run, also by another process', async () => {
    const world = await createDoorWorld();
    world.knock('ada');
    world.vendor.setOutage(true);
    await world.access.runDue();
    world.vendor.setOutage(false);
    world.restart();
    await world.access.runDue();
    expect(world.toldSubjects()).toEqual(['ada']);
  });

  it('of the feed alone does not slow the work on rights', async () => {
    const world = await createDoorWorld();
    await world.access.start();
    await breathe();
    world.vendor.failNext({ kind: 'rate_limited', when: 'events', times: 1_000, retryAfterMs: 600_000 });
    await world.clock.advanceBy(120_000);
    expect(world.failures.length).toBeGreaterThan(0);
    await world.access.putBooking(gym('b1', 60, 90));
    await breathe();
    expect(world.vendor.held()).toHaveLength(1);
    await world.access.stop();
  });

  it('keeps the time that the vendor asks for, also when the host asks for a run', async () => {
    const world = await createDoorWorld();
    world.knock('ada');
    world.vendor.failNext({ kind: 'rate_limited', when: 'events', retryAfterMs: 600_000 });
    await world.access.runDue();
    const { reads } = world.vendor;
    await world.clock.advanceBy(599_000);
    await world.access.runDue();
    expect(world.vendor.reads).toBe(reads);
    await world.clock.advanceBy(1_000);
    await world.access.runDue();
    expect(world.toldSubjects()).toEqual(['ada']);
  });

  it('that was met by the work on rights also holds back the feed', async () => {
    const world = await createDoorWorld();
    world.vendor.failNext({ kind: 'rate_limited', when: 'put', retryAfterMs: 600_000 });
    const { reads } = world.vendor;
    await world.access.putBooking(gym('b1', 60, 90));
    await world.access.runDue();
    expect(world.vendor.reads).toBe(reads);
  });

  it('in which the vendor never answers is given up, and the feed goes on', async () => {
    const world = await createDoorWorld();
    await world.access.start();
    await breathe();
    world.vendor.holdNext('events');
    world.knock('ada');
    await world.clock.advanceBy(115_000);
    expect(world.failures).toMatchObject([{ work: 'events', error: { code: 'connection', reason: 'timeout' } }]);
    await world.clock.advanceBy(60_000);
    expect(world.toldSubjects()).toEqual(['ada']);
    await world.access.stop();
  });
});
