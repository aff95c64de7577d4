import { describe, expect, it } from 'vitest';
import type { BookingInput } from '../model/booking';
import { atMinute, createLawWorld, lawDirectory } from '../testing/laws/law-world';
import { createListedSource, hintOf } from './__fixtures__/listed-source';
import { followBookings } from './follow-bookings';
import type { FollowOptions } from './follow-options';

const SECOND = 1_000;
const MINUTE = 60_000;
/** Everything happens that needs no clock. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

const room = (id: string, resourceId: string, startMinute: number, endMinute: number, ...people: string[]) =>
  ({
    id: `rooms/${id}`,
    resourceId,
    startsAt: atMinute(startMinute),
    endsAt: atMinute(endMinute),
    holders: people.map((holderId) => ({ holderId })),
  }) satisfies BookingInput;

function createFollowedWorld(options: { directory?: unknown; follow?: Partial<FollowOptions>; rooms?: string[] } = {}) {
  const world = createLawWorld({ directory: options.directory ?? lawDirectory });
  const listed = createListedSource(options.rooms);
  const { clock, ledger, access, vendor } = world;
  const create = () =>
    followBookings({ source: listed.source, access, ledger, clock, random: () => 0.5, ...options.follow });
  const follower = create();
  /** Does what falls due within so many milliseconds, and lets the doors follow. */
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += SECOND) {
      await clock.advanceBy(SECOND);
      await follower.runDue();
    }
    await access.runDue();
  };
  const look = async (): Promise<void> => {
    await follower.runDue();
    await access.runDue();
  };
  const opens = (place: string, subject: string, minute: number) =>
    vendor.opens({ place, subject: `subject-${subject}`, at: atMinute(minute) });
  return { ...world, listed, follower, restart: create, pass, look, opens };
}

describe('a source that is followed', () => {
  it('opens the door for those it lists, and closes it when their booking moves', async () => {
    const { listed, look, pass, opens } = createFollowedWorld();
    listed.list(room('1', 'gym', 60, 90, 'ada'));
    await look();
    expect([opens('gym-door', 'ada', 60), opens('gym-door', 'ben', 60)]).toEqual([true, false]);
    listed.list(room('1', 'gym', 120, 150, 'ben'));
    await pass(5 * MINUTE);
    expect([opens('gym-door', 'ada', 70), opens('gym-door', 'ben', 130)]).toEqual([false, true]);
  });

  it('is read once a round, every five minutes, and costs the vendor no call as long as nothing changes', async () => {
    const { listed, look, pass, vendor } = createFollowedWorld();
    listed.list(room('1', 'gym', 60, 90, 'ada'));
    await look();
    const { calls } = vendor;
    await pass(20 * MINUTE);
    expect(listed.reads).toHaveLength(3 * 5);
    expect(vendor.calls).toBe(calls);
  });

  it('is read at once when it announces something, and once for many hints', async () => {
    const { listed, look, pass, opens, follower } = createFollowedWorld();
    await look();
    listed.list(room('1', 'gym', 60, 90, 'ada'));
    for (let count = 0; count < 100; count += 1) expect((await follower.receive(hintOf('gym'))).status).toBe(204);
    for (const name of ['attic', '', '__proto__']) await follower.receive(hintOf(name));
    await pass(2 * SECOND);
    expect(listed.reads.slice(3)).toEqual(['gym']);
    expect(opens('gym-door', 'ada', 60)).toBe(true);
  });

  it('works by itself once it is started, and leaves no timer behind', async () => {
    const { listed, follower, clock, access, opens } = createFollowedWorld();
    follower.start();
    await turn();
    listed.list(room('1', 'gym', 60, 90, 'ada'));
    await follower.receive(hintOf('gym'));
    await clock.advanceBy(SECOND);
    await turn();
    await access.runDue();
    expect(opens('gym-door', 'ada', 60)).toBe(true);
    await follower.stop();
    expect(clock.pendingTimers).toBe(0);
  });
});

describe('a booking that is gone', () => {
  it('closes the door with the next reading when the source says that it is over', async () => {
    const { listed, look, pass, opens } = createFollowedWorld();
    listed.list(room('1', 'gym', 10, 90, 'ada'));
    await look();
    listed.release('rooms/1');
    await pass(4 * MINUTE);
    expect(opens('gym-door', 'ada', 60)).toBe(true);
    await pass(MINUTE);
    expect(opens('gym-door', 'ada', 60)).toBe(false);
  });

  it('closes it when it is missing twice, ten seconds apart', async () => {
    const { listed, look, pass, opens, follower } = createFollowedWorld();
    listed.list(room('1', 'gym', 10, 90, 'ada'));
    await look();
    listed.drop('rooms/1');
    await follower.receive(hintOf('gym'));
    await pass(5 * SECOND);
    expect(opens('gym-door', 'ada', 60)).toBe(true);
    await pass(7 * SECOND);
    expect([opens('gym-door', 'ada', 60), listed.reads.slice(3)]).toEqual([false, ['gym', 'gym']]);
  });

  it('stays when it is back the second time, and when the list cannot be read', async () => {
    const { listed, look, pass, opens, follower } = createFollowedWorld();
    listed.list(room('1', 'gym', 10, 90, 'ada'));
    await look();
    listed.distort('gym', (reading) => ({ ...reading, bookings: [] }));
    await follower.receive(hintOf('gym'));
    await pass(5 * SECOND);
    listed.distort('gym', undefined);
    await pass(10 * MINUTE);
    expect(opens('gym-door', 'ada', 60)).toBe(true);
    listed.setOutage(true);
    await pass(10 * MINUTE);
    expect(opens('gym-door', 'ada', 60)).toBe(true);
    expect(follower.report().resources).toMatchObject([
      { resourceId: 'gym', failure: { code: 'connection' } },
      { resourceId: 'hall' },
      { resourceId: 'car-park' },
    ]);
    listed.setOutage(false);
    await pass(5 * MINUTE);
    expect(follower.report().resources.every(({ failure }) => failure === undefined)).toBe(true);
  });

  it('stays as it is as long as it is listed and cannot be read', async () => {
    const { listed, look, pass, opens, follower } = createFollowedWorld();
    listed.list(room('1', 'gym', 10, 90, 'ada'));
    await look();
    // No provider takes more than a year.
    listed.list({ ...room('1', 'gym', 10, 90, 'ada'), endsAt: '2099-01-01T00:00:00.000Z' });
    listed.list(room('2', 'gym', 100, 120, 'ben'));
    await pass(10 * MINUTE);
    expect([opens('gym-door', 'ada', 60), opens('gym-door', 'ben', 110)]).toEqual([true, true]);
    expect(follower.report().problems).toMatchObject([{ problem: 'booking_unreadable', bookingId: 'rooms/1' }]);
  });

  it('is only looked for among those of the source, within the time that was read', async () => {
    const { look, pass, opens, access } = createFollowedWorld();
    await access.putBooking({ ...room('x', 'gym', 10, 90, 'ada'), id: 'from-the-host' });
    await access.putBooking(room('far', 'gym', 3 * 1440, 3 * 1440 + 60, 'ben'));
    await look();
    await pass(10 * MINUTE);
    expect([opens('gym-door', 'ada', 60), opens('gym-door', 'ben', 3 * 1440)]).toEqual([true, true]);
  });

  it('may come back', async () => {
    const { listed, look, pass, opens, follower } = createFollowedWorld();
    const booking = room('1', 'gym', 10, 90, 'ada');
    listed.list(booking);
    await look();
    listed.drop('rooms/1');
    await follower.receive(hintOf('gym'));
    await pass(15 * SECOND);
    expect(opens('gym-door', 'ada', 60)).toBe(false);
    listed.list(booking);
    await follower.receive(hintOf('gym'));
    await pass(2 * SECOND);
    expect(opens('gym-door', 'ada', 60)).toBe(true);
  });
});

describe('the brake of a source', () => {
  const names = Array.from({ length: 12 }, (_, index) => `p${index}`);
  const directory = {
    timeZone: 'UTC',
    resources: names.map((name) => ({ id: `room-${name}`, places: [{ provider: 'fake', place: `door-${name}` }] })),
    holders: names.map((name) => ({ id: name, subjects: [{ provider: 'fake', subject: `subject-${name}` }] })),
  };
  const createHouse = async () => {
    const world = createFollowedWorld({ directory, rooms: names.map((name) => `room-${name}`) });
    for (const name of names) world.listed.list(room(name, `room-${name}`, 30, 300, name));
    await world.look();
    const held = () => world.vendor.held().length;
    expect(held()).toBe(12);
    return { ...world, held };
  };

  it('sees many rooms that lose one booking each as one large loss, tells once, and lets new bookings in', async () => {
    const { listed, pass, opens, held, notices, follower } = await createHouse();
    for (const name of names) listed.drop(`rooms/${name}`);
    listed.list(room('new', 'room-p1', 400, 460, 'p0'));
    await pass(30 * MINUTE);
    expect([held(), opens('door-p1', 'p0', 410)]).toEqual([13, true]);
    expect(notices.map(({ type }) => type)).toEqual(['mass_revocation_guarded']);
    expect(follower.report().stopped?.code).toBe('unsafe_plan');
  });

  it('is taken off by a person', async () => {
    const { listed, pass, held, follower, access } = await createHouse();
    for (const name of names) listed.drop(`rooms/${name}`);
    await pass(10 * MINUTE);
    await follower.readAll({ allowMassRevocation: true });
    await access.runDue();
    expect([held(), follower.report().stopped]).toEqual([0, undefined]);
  });

  it('lets a few go, and whatever the source says is over', async () => {
    const { listed, pass, held } = await createHouse();
    for (const name of names.slice(0, 3)) listed.drop(`rooms/${name}`);
    await pass(6 * MINUTE);
    expect(held()).toBe(9);
    for (const name of names.slice(3, 10)) listed.release(`rooms/${name}`);
    await pass(6 * MINUTE);
    expect(held()).toBe(2);
  });
});

describe('the report of a source', () => {
  it('names people and resources that our own lists lack, and forgets them when they are put right', async () => {
    const { listed, look, pass, follower, directory } = createFollowedWorld({ rooms: ['gym', 'attic'] });
    listed.list(room('1', 'gym', 60, 90, 'ada', 'eve@example.org'));
    listed.list(room('2', 'attic', 60, 90, 'ada'));
    await look();
    expect(follower.report()).toMatchObject({
      unmappedResources: ['attic'],
      unmappedHolders: [{ holderId: 'eve@example.org', bookingIds: ['rooms/1'] }],
      otherProblems: [],
    });
    directory.replace({
      ...lawDirectory,
      resources: [...lawDirectory.resources, { id: 'attic', places: [] }],
      holders: [...lawDirectory.holders, { id: 'eve@example.org', subjects: [{ provider: 'fake', subject: 'eve' }] }],
    });
    await pass(5 * MINUTE);
    expect(follower.report()).toMatchObject({ unmappedResources: [], unmappedHolders: [] });
  });

  it('tells as of when each resource is known, and so does onRead', async () => {
    const seen: string[] = [];
    const { listed, look, pass, follower } = createFollowedWorld({
      rooms: ['gym', 'hall'],
      follow: { onRead: ({ resourceId, at }) => void seen.push(`${resourceId} ${at}`) },
    });
    await look();
    expect(seen).toEqual([`gym ${atMinute(0)}`, `hall ${atMinute(0)}`]);
    listed.setOutage(true);
    await pass(5 * MINUTE);
    expect([seen.length, follower.report().resources[0]?.readAt]).toEqual([2, atMinute(0)]);
  });
});

describe('the subscription of a source', () => {
  it('is made once and remembered through restarts, and made again for another address', async () => {
    const { listed, look, restart } = createFollowedWorld();
    await look();
    await restart().runDue();
    expect(listed.subscribed).toEqual(['first']);
    listed.subscription = 'second';
    await restart().runDue();
    expect(listed.subscribed).toEqual(['first', 'second']);
  });

  it('is tried again when it fails, and the bookings are read all the same', async () => {
    const { listed, look, pass, follower } = createFollowedWorld();
    listed.setOutage(true);
    await look();
    expect(follower.report().subscription).toMatchObject({ failure: { code: 'connection' } });
    listed.setOutage(false);
    await pass(10 * SECOND);
    expect([listed.subscribed.length, follower.report().subscription?.subscribedAt]).toEqual([1, expect.any(String)]);
  });

  it('is made anew when changes come unannounced again and again, and not while hints come', async () => {
    const { listed, look, pass, follower } = createFollowedWorld();
    await look();
    const change = async (count: number): Promise<void> => {
      listed.list(room('1', 'gym', 600 + count, 660 + count, 'ada'));
      await pass(5 * MINUTE);
    };
    await pass(60 * MINUTE);
    for (let count = 0; count < 2; count += 1) await change(count);
    await follower.receive(hintOf('gym'));
    await pass(5 * SECOND);
    for (let count = 2; count < 4; count += 1) await change(count);
    expect(listed.subscribed).toHaveLength(1);
    await change(4);
    await pass(5 * MINUTE);
    expect(listed.subscribed).toHaveLength(2);
  });
});

describe('a source with many resources', () => {
  const rooms = Array.from({ length: 200 }, (_, index) => `room-${index}`);

  it('is read within its budget of calls', async () => {
    const { listed, follower, clock } = createFollowedWorld({ rooms, follow: { callsPerMinute: 60 } });
    follower.start();
    for (let second = 0; second < 60; second += 1) {
      await turn();
      await clock.advanceBy(SECOND);
    }
    expect(listed.reads.length).toBeGreaterThanOrEqual(59);
    expect(listed.reads.length).toBeLessThanOrEqual(71);
    await follower.stop();
    expect(clock.pendingTimers).toBe(0);
  });

  it('is heard in the middle of a long round', async () => {
    const { listed, follower, clock, access, opens } = createFollowedWorld({
      rooms: [...rooms, 'gym'],
      follow: { callsPerMinute: 60 },
    });
    follower.start();
    await turn();
    for (let second = 0; second < 5; second += 1) await clock.advanceBy(SECOND);
    expect(listed.reads).not.toContain('gym');
    listed.list(room('1', 'gym', 60, 90, 'ada'));
    await follower.receive(hintOf('gym'));
    for (let second = 0; second < 4; second += 1) await clock.advanceBy(SECOND);
    await access.runDue();
    expect(opens('gym-door', 'ada', 60)).toBe(true);
    await follower.stop();
  });
});

describe('what is followed', () => {
  it('must be a source, with settings that make sense: every mistake is told at once', () => {
    const { ledger, access } = createLawWorld();
    const { source } = createListedSource();
    const follow = (more: object) => () => followBookings({ source, access, ledger, ...more });
    expect(follow({ everySeconds: 1, callsPerMinute: 0 })).toThrow(/everySeconds.*[\s\S]*callsPerMinute/);
    expect(follow({ source: { ...source, id: 'a/b', resourceIds: ['gym', 'gym'] } })).toThrow(/twice[\s\S]*slash/);
    expect(follow({ source: { ...source, specificationVersion: 'v9' } })).toThrow(/specificationVersion/);
  });
});
