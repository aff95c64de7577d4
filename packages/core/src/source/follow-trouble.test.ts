import { describe, expect, it } from 'vitest';
import { ConnectionError } from '../errors/connection-error';
import { ProviderCallError } from '../errors/provider-call-error';
import { createFollowedWorld, MINUTE, room, SECOND, turn } from './__fixtures__/followed-world';
import { hintOf } from './__fixtures__/listed-source';

const rooms = Array.from({ length: 12 }, (_, index) => `room-${index}`);
const houseDirectory = {
  timeZone: 'UTC',
  resources: rooms.map((id) => ({ id, places: [{ provider: 'fake', place: `door of ${id}` }] })),
  holders: rooms.flatMap((id) =>
    ['', '+'].map((more) => ({
      id: `${id}${more}`,
      subjects: [{ provider: 'fake', subject: `subject-${id}${more}` }],
    })),
  ),
};
/** Twelve rooms, each booked for the whole day by somebody of its own. */
const createHouse = async () => {
  const world = createFollowedWorld({ directory: houseDirectory, rooms });
  for (const id of rooms) world.listed.list(room(id, id, 0, 600, id));
  await world.look();
  const held = () => world.vendor.held().length;
  expect(held()).toBe(12);
  const isOpen = (id: string, who = id) => world.opens(`door of ${id}`, who, 300);
  const hear = async (id: string): Promise<void> => {
    await world.follower.receive(hintOf(id));
    await world.pass(2 * SECOND);
  };
  return { ...world, held, isOpen, hear };
};

describe('a booking that wanders', () => {
  it('to another room and back opens the room where it is, although only one of the rooms was announced each time', async () => {
    const { listed, hear, isOpen, pass } = await createHouse();
    const there = room('wanders', 'room-0', 0, 600, 'room-5');
    listed.list(there);
    await hear('room-0');
    listed.list({ ...there, resourceId: 'room-1' });
    await hear('room-1');
    listed.list(there);
    await hear('room-0');
    expect([isOpen('room-0', 'room-5'), isOpen('room-1', 'room-5')]).toEqual([true, false]);
    await pass(20 * MINUTE);
    expect([isOpen('room-0', 'room-5'), isOpen('room-1', 'room-5')]).toEqual([true, false]);
  });

  it('and is listed in two rooms for long is told to an administrator', async () => {
    const { listed, pass, follower } = await createHouse();
    const twice = room('twice', 'room-0', 0, 600, 'room-5');
    listed.list(twice);
    listed.distort('room-1', (reading) => ({
      ...reading,
      bookings: [...reading.bookings, { ...twice, resourceId: 'room-1' }],
    }));
    await pass(16 * MINUTE);
    expect(follower.report().problems.map(({ problem }) => problem)).toContain('booking_contradictory');
  });
});

describe('the brake, when losses come one by one', () => {
  it.each([
    ['in one round', 0],
    ['with a hint for each room', 14],
  ])('sees them as one: %s', async (_title, secondsApart) => {
    const { listed, pass, held, follower } = await createHouse();
    for (const id of rooms) {
      listed.drop(`rooms/${id}`);
      if (secondsApart === 0) continue;
      await follower.receive(hintOf(id));
      await pass(secondsApart * SECOND);
    }
    await pass(30 * MINUTE);
    expect(held()).toBeGreaterThanOrEqual(9);
  });

  it('still closes what is over, and stores what takes nothing away', async () => {
    const { listed, pass, isOpen, follower } = await createHouse();
    for (const id of rooms.slice(0, 10)) listed.drop(`rooms/${id}`);
    await pass(10 * MINUTE);
    expect(follower.report().stopped?.code).toBe('unsafe_plan');
    listed.release('rooms/room-10');
    listed.list(room('room-11', 'room-11', 0, 600, 'room-11', 'room-11+'));
    await pass(6 * MINUTE);
    expect([isOpen('room-10'), isOpen('room-11'), isOpen('room-11', 'room-11+')]).toEqual([false, true, true]);
  });

  it('lets everything go that a person allows, and only once', async () => {
    const { listed, pass, held, follower, access } = await createHouse();
    for (const id of rooms.slice(0, 6)) listed.drop(`rooms/${id}`);
    await follower.readAll({ allowMassRevocation: true });
    await access.runDue();
    expect(held()).toBe(6);
    for (const id of rooms.slice(6)) listed.list(room(`${id}-2`, id, 0, 600, `${id}+`));
    await pass(6 * MINUTE);
    for (const id of rooms.slice(6)) listed.drop(`rooms/${id}`);
    await pass(12 * MINUTE);
    expect(held()).toBe(12);
  });

  it('forgets a suspicion when the booking is back', async () => {
    const { listed, pass, isOpen } = await createHouse();
    for (const id of rooms) listed.drop(`rooms/${id}`);
    await pass(6 * MINUTE);
    for (const id of rooms) listed.list(room(id, id, 0, 600, id));
    await pass(30 * MINUTE);
    listed.drop('rooms/room-0');
    const { length } = listed.reads;
    while (isOpen('room-0')) await pass(SECOND);
    // One look is not enough, whatever was suspected half an hour ago.
    expect(listed.reads.slice(length).filter((id) => id === 'room-0')).toHaveLength(2);
  });
});

describe('a source in trouble', () => {
  it('is not kept from being read elsewhere by a flood of hints', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `flooded-${index}`);
    const { listed, follower, clock, access, opens } = createFollowedWorld({
      rooms: [...many, 'gym'],
      follow: { callsPerMinute: 120 },
    });
    follower.start();
    for (let second = 0; second < 60; second += 1) {
      await turn();
      await clock.advanceBy(SECOND);
    }
    listed.list(room('1', 'gym', 0, 600, 'ada'));
    for (let second = 0; second < 330; second += 1) {
      for (const id of many) await follower.receive(hintOf(id));
      await turn();
      await clock.advanceBy(SECOND);
    }
    await turn();
    await access.runDue();
    expect(opens('gym-door', 'ada', 60)).toBe(true);
    await follower.stop();
    follower.start();
    expect(clock.pendingTimers).toBe(0);
  });

  it('that fails when it is asked after a hint is asked again soon, and not more often because it calls', async () => {
    const { listed, follower, pass, look, opens } = createFollowedWorld();
    await look();
    listed.list(room('1', 'gym', 0, 600, 'ada'));
    listed.setOutage(true);
    const { length } = listed.reads;
    for (let second = 0; second < 60; second += 1) {
      await follower.receive(hintOf('gym'));
      await pass(SECOND);
    }
    expect(listed.reads.length - length).toBeLessThan(8);
    listed.setOutage(false);
    await pass(MINUTE);
    expect(opens('gym-door', 'ada', 30)).toBe(true);
  });

  it('that wants to be left alone for a while is left alone as a whole', async () => {
    const { listed, follower, pass, look } = createFollowedWorld();
    await look();
    const tooMany = { providerId: 'rooms', operation: 'read', message: 'Too many calls.', status: 429 };
    listed.failWith(new ProviderCallError({ ...tooMany, retryAfterMs: 240_000, isRetryable: true }));
    await follower.receive(hintOf('gym'));
    await pass(2 * SECOND);
    const { length } = listed.reads;
    await follower.receive(hintOf('hall'));
    await pass(230 * SECOND);
    expect(listed.reads).toHaveLength(length);
    listed.failWith(undefined);
    await pass(15 * SECOND);
    expect(listed.reads.length).toBeGreaterThan(length);
  });

  it('is read although nobody can subscribe there, whatever is thrown', async () => {
    const { listed, look, opens, follower } = createFollowedWorld();
    listed.list(room('1', 'gym', 0, 600, 'ada'));
    listed.subscribing = () => Promise.reject(new TypeError('what now'));
    await look();
    expect(opens('gym-door', 'ada', 30)).toBe(true);
    expect(follower.report().subscription).toMatchObject({ failure: { name: 'TypeError' } });
    expect(JSON.stringify(follower.report())).not.toContain('what now');
  });

  it('is heard at once although the clock was set back by an hour', async () => {
    const { listed, look, pass, follower, opens, setClockBack } = createFollowedWorld();
    await look();
    await pass(10 * MINUTE);
    setClockBack(60 * MINUTE);
    listed.list(room('1', 'gym', 0, 600, 'ada'));
    await follower.receive(hintOf('gym'));
    await pass(2 * SECOND);
    expect(opens('gym-door', 'ada', 30)).toBe(true);
    listed.release('rooms/1');
    await pass(6 * MINUTE);
    expect(opens('gym-door', 'ada', 30)).toBe(false);
  });

  it('whose ledger or directory throws is read again, and the others go on', async () => {
    const { listed, look, pass, opens, directory } = createFollowedWorld();
    await look();
    const { lookUp } = directory;
    directory.lookUp = (question) => {
      if (question.resourceId === 'gym') throw new ConnectionError({ ...unreachable, effect: 'none' });
      return lookUp(question);
    };
    listed.list(room('1', 'gym', 0, 600, 'ada'));
    listed.list(room('2', 'hall', 0, 600, 'ben'));
    await pass(6 * MINUTE);
    expect([opens('gym-door', 'ada', 30), opens('hall-door', 'ben', 30)]).toEqual([false, true]);
    directory.lookUp = lookUp;
    await pass(5 * MINUTE);
    expect(opens('gym-door', 'ada', 30)).toBe(true);
  });
});
const unreachable = { providerId: 'directory', operation: 'lookUp', reason: 'network' } as const;

describe('a source that changes', () => {
  it('is not subscribed anew because tomorrow has come into the window', async () => {
    const { listed, look, clock, follower } = createFollowedWorld();
    listed.isWindowMoving = true;
    for (let day = 0; day < 6; day += 1)
      for (const hour of [1, 2, 3, 4])
        listed.list(room(`${day}-${hour}`, 'gym', day * 1440 + hour * 60, day * 1440 + hour * 60 + 30, 'ada'));
    await look();
    // Three midnights, a minute at a time.
    for (let minute = 0; minute < 3 * 1440; minute += 1) {
      await clock.advanceBy(MINUTE);
      await follower.runDue();
    }
    expect(listed.subscribed).toHaveLength(1);
  });

  it('and is not asked for a room any more, which still has bookings, tells an administrator', async () => {
    const { listed, look, restart } = createFollowedWorld();
    listed.list(room('1', 'gym', 0, 600, 'ada'));
    await look();
    const next = restart(['hall']);
    await next.runDue();
    await next.runDue();
    expect(next.report().unfollowedResources).toEqual(['gym']);
  });
});
